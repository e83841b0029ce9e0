"""The door for a WSGI server: `granian --interface wsgi hearth.wiring.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")
application = get_wsgi_application()

# A page makes many objects and drops them all: the collector finds nothing in them, and walks the whole of Django to see
# so. What is loaded now stays for good; what pages make is looked at seldom.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
