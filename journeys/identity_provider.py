"""The council's identity provider, as Entra ID would be: OpenID Connect with discovery, PKCE asked for, RS256, userinfo.

`python -m journeys.identity_provider PORT FOLDER BACK` runs it on loopback; BACK is a JSON list of where it may lead back to.
Everybody it knows is in PEOPLE, with what it says of them; some of it is what no provider ought to say.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

CLIENT = "hearth"
SECRET = "known to the provider and to Hearth alone"
PASSWORD = "provider-demo-2026"
EVERYBODY = "@aldermere.example"


@dataclass(frozen=True)
class Known:
    email: str
    verified: bool | str | None = True
    """As said of the address; None says nothing of it, as Entra ID does."""
    is_forged: bool = False
    """The id_token is signed by a key that the provider does not publish, under the name of one that it does."""
    is_of_two: bool = False
    """Userinfo speaks of somebody else than the id_token does."""


PEOPLE = {
    "olu": Known(f"Olu{EVERYBODY}"),
    "lou": Known(f"lou{EVERYBODY}"),
    "tess": Known(f"tess{EVERYBODY}"),
    "noor": Known(f"noor{EVERYBODY}"),
    "unverified": Known(f"mo{EVERYBODY}", verified=False),
    "unverified in words": Known(f"mo{EVERYBODY}", verified="false"),
    "unsaid": Known(f"nia{EVERYBODY}", verified=None),
    "unsaid, elsewhere": Known("safeguarding@millbrook.example", verified=None),
    "forged": Known(f"mo{EVERYBODY}", is_forged=True),
    "two": Known(f"mo{EVERYBODY}", is_of_two=True),
}


def _key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def _set_up(folder: Path) -> None:
    apps = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"]
    settings.configure(
        SECRET_KEY=SECRET,
        ALLOWED_HOSTS=["127.0.0.1"],
        USE_TZ=True,
        INSTALLED_APPS=apps,
        MIGRATION_MODULES={app.rpartition(".")[2]: None for app in apps},
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        # Loopback's ports share their cookies.
        SESSION_COOKIE_NAME="provider_session",
        CSRF_COOKIE_NAME="provider_csrf",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).parent / "templates"],
            }
        ],
        ROOT_URLCONF="journeys.identity_provider_urls",
        LOGIN_URL="/sign-in/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "PKCE_REQUIRED": True,
            "OIDC_RSA_PRIVATE_KEY": _key(),
            "SCOPES": {"openid": "who you are", "profile": "your name", "email": "your e-mail address"},
            "OAUTH2_VALIDATOR_CLASS": "journeys.identity_provider_urls.Says",
        },
        STRANGE_KEY=_key(),
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _fill(back: list[str]) -> None:
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    for name in PEOPLE:
        User.objects.create_user(name, password=PASSWORD)
    Application.objects.create(
        name="Hearth",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=" ".join(back),
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


def main(port: int, folder: Path, back: list[str]) -> None:
    _set_up(folder)
    _fill(back)
    server = ThreadedWSGIServer(("127.0.0.1", port), _Quiet)
    server.set_app(get_wsgi_application())
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
