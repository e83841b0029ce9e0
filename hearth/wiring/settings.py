"""Where the parts are plugged together. What a council may change is in `hearth.toml`, not here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from hearth.foundation.council.choices import Council
from hearth.foundation.council.toml_file import read_council
from hearth.foundation.govuk.files import ALL_KINDS
from hearth.foundation.staff.roles import ROLES
from hearth.wiring import database
from hearth.wiring.data_folder import data_folder, secret

PROJECT = Path(__file__).resolve().parents[2]
DATA = data_folder()


def unknown_words(council: Council) -> Iterator[str]:
    """Faults in hearth.toml that only the wiring can see: a role or a kind of file that nobody knows."""
    roles = [key for key in ROLES if key != "system"]
    kinds = [extension for kind in ALL_KINDS for extension in kind.extensions]
    for setting, said, known in (
        ("sign_in.second_factor_for", council.sign_in.second_factor_for, roles),
        ("told.emergency_opening", council.told.emergency_opening, roles),
        ("attachments.kinds", council.attachments.kinds, kinds),
        *((f"sign_in.openid_connect {one.id}: not_for", one.not_for, roles) for one in council.sign_in.openid_connect),
    ):
        for word in said:
            if word not in known:
                yield f"{setting}: {word!r} is not one Hearth knows. Known here: {', '.join(known)}"


COUNCIL = read_council(DATA / "hearth.toml", also=unknown_words)
SECRET_KEY = os.environ.get("HEARTH_SECRET_KEY") or secret("secret_key")
DEBUG = False
IS_WEB = os.environ.get("HEARTH_PROCESS") == "web"

# The web is started with its own role's way in (`wiring/serve.py`); everything else with the owner's.
DATABASES = {"default": database.owners_place().as_django(pool=IS_WEB)}
if "HEARTH_TEST" in os.environ:  # two test runs at once need a database each
    DATABASES["default"]["TEST"] = {"NAME": f"test_hearth_{os.environ['HEARTH_TEST']}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "hearth.foundation.govuk",
    "hearth.foundation.audit",
    "hearth.foundation.staff",
    "hearth.casework.people",
    "hearth.casework.partners",
    "hearth.casework.chronology",
    "hearth.casework.caseload",
    "hearth.casework.family_help",
    "hearth.casework.workbook",
    "hearth.casework.frontdoor",
    "hearth.casework.desk",
    "hearth.evidence.returns",
    "hearth.evidence.measures",
    "hearth.governance.bring_in_records",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "hearth.foundation.staff.sessions.SessionLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hearth.foundation.staff.sessions.SecondFactorNeeded",
]
ROOT_URLCONF = "hearth.wiring.urls"
WSGI_APPLICATION = "hearth.wiring.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PROJECT / "hearth", PROJECT / "hearth" / "foundation" / "govuk" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "hearth.wiring.templates.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "hearth.wiring.templates.frame",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "hearth" / "foundation" / "staff" / "sign_in_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hearth.wiring.templates.frame",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
SNAPSHOTS_FOLDER = DATA / "snapshots"
NATIONAL_FOLDER = DATA / "national"
PSEUDONYM_KEY = partial(secret, "pseudonym_key")  # asked for by calling: made at the first snapshot
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# Who may sign in, and how.
AUTH_USER_MODEL = "staff.Worker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "hearth.foundation.staff.sign_in.Adapter"
ACCOUNT_FORMS = {"reset_password": "hearth.foundation.staff.forgotten_password.ForgottenPasswordForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# A whole council comes from one address: what stops guessing is the limit for each account.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/5m/key"}
ACCOUNT_USER_DISPLAY = "hearth.foundation.staff.sign_in.display"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
SOCIALACCOUNT_ADAPTER = "hearth.foundation.staff.sign_in.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = COUNCIL.sign_in.providers()
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hearth"
MFA_ADAPTER = "hearth.foundation.staff.sign_in.SecondFactorAdapter"
SECOND_FACTOR_FOR = set(COUNCIL.sign_in.second_factor_for)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hearth_cache"}}

# Sessions end; what was typed does not.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "hearth_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "hearth_csrf"
IS_SERVED_SECURELY = os.environ.get("HEARTH_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SERVED_SECURELY
SECURE_SSL_REDIRECT = IS_SERVED_SECURELY
SECURE_HSTS_SECONDS = 31_536_000 if IS_SERVED_SECURELY else 0
if IS_SERVED_SECURELY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Who asks stands before the proxies' own entries; without this all would be the proxy, and one could shut out all.
    ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HEARTH_PROXIES", "1"))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SERVED_SECURELY

ALLOWED_HOSTS = os.environ.get("HEARTH_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if IS_SERVED_SECURELY else []
CSRF_FAILURE_VIEW = "hearth.foundation.staff.sessions.form_came_back_stale"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"


def _origin(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A browser holds this against where a form leads on to, so signing in elsewhere must be named.
        "form-action": [SELF, *(_origin(one.server_url) for one in COUNCIL.sign_in.openid_connect)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["hearth.wiring.jobs"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if os.environ.get("HEARTH_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["HEARTH_SMTP_HOST"]
    EMAIL_PORT = int(os.environ.get("HEARTH_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("HEARTH_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("HEARTH_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("HEARTH_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("HEARTH_FROM_EMAIL", "hearth@localhost")

# Logs hold no names: Django's request logger would write addresses (which hold ids only) and exceptions; nothing else is kept.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "hearth.wiring.logs.JsonWithoutNames"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
