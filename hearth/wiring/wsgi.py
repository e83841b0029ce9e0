"""The door for a WSGI server: `granian --interface wsgi hearth.wiring.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")
application = get_wsgi_application()
