"""Production settings. Everything that differs per installation, and every secret, comes from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import SELF
from redis.backoff import NoBackoff
from redis.retry import Retry

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# Core ------------------------------------------------------ https://docs.djangoproject.com/en/5.2/ref/settings/
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])  # replaced keys: old seals need them
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = "Gebiedswijzer"
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")  # for links in mail and PDF, without a last slash
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@gebiedswijzer.example")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "health_check",
    "pghistory",
    "pgtrigger",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
    "core",
    "accounts",
    "pilots.areas",
    "pilots.stakeholders",
    "pilots.goals",
    "pilots.codebook",
    "pilots.intake",
    "pilots.interviews",
    "pilots.findings",
    "governance.instruments",
    "governance.comments",
    "governance.signing",
    "governance.leidraad",
    "governance.bodies",
    "governance.conduct",
    "governance.agreements",
    "governance.expectations",
    "governance.pulse",
    "typology.gearbox",
    "typology.workshop",
    "toolbox",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.HistoryMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["rules.templatetags.rules", "core.templatetags.interface"],
        },
    }
]
FORM_RENDERER = "core.renderers.FormRenderer"

# Database -------------------------------------------- https://docs.djangoproject.com/en/5.2/ref/databases/
# One persistent connection per worker: bench/ measured that it doubles the rate of a list.
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url("DATABASE_URL")}
APP_DB_PASSWORD = env.str("APP_DB_PASSWORD", default="")  # only to make the role of the application, by the owner
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=300),
    "CONN_HEALTH_CHECKS": True,
}

# Cache, sessions and queue ------------------------------------------------ https://docs.celeryq.dev/en/stable/
REDIS_URL = env.str("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "core.cache.FallbackRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)},
    }
}
SESSION_COOKIE_AGE = 60 * 60 * 12
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # A page does not wait for a broker that is away: its job is a row, and the sweeper sends it later.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
}
CELERY_TASK_IGNORE_RESULT = True  # the outcome of a task is a row, never a result in Redis
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="gebiedswijzer")
CELERY_TASK_TIME_LIMIT = 900  # seconds
REPORT_LEASE_SECONDS = env.float("REPORT_LEASE_SECONDS", default=30.0)  # a worker silent for so long is dead
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "send-waiting-mail": {"task": "accounts.tasks.sweep_mail", "schedule": 60.0},
    "send-waiting-reports": {"task": "reports.tasks.sweep_jobs", "schedule": 30.0},
    "send-waiting-invitations": {"task": "pilots.intake.tasks.sweep_letters", "schedule": 60.0},
    "make-waiting-copies": {"task": "pilots.intake.tasks.sweep_copies", "schedule": 60.0},
    "remind-invited-people": {"task": "pilots.intake.tasks.remind", "schedule": crontab(hour=9, minute=0)},
    "send-digests": {
        "task": "accounts.tasks.send_digests",
        "schedule": crontab(hour="7,8", day_of_week="mon-fri", minute=0),
    },
    "forget-mail": {"task": "accounts.tasks.forget_mail", "schedule": crontab(hour=4, minute=20)},
    "forget-views": {"task": "accounts.tasks.forget_views", "schedule": crontab(hour=4, minute=50)},
    "mail-signers": {"task": "governance.signing.tasks.send_letters", "schedule": crontab(minute="*/15")},
    "verify-signatures": {"task": "governance.signing.tasks.verify_signatures", "schedule": crontab(hour=5, minute=10)},
    "remove-orphans": {"task": "core.tasks.remove_orphans", "schedule": crontab(hour=4, minute=30)},
    "forget-words": {"task": "core.tasks.forget_words", "schedule": crontab(hour=5, minute=0)},
    "remove-raw-texts": {"task": "pilots.interviews.tasks.remove_raw_texts", "schedule": crontab(hour=4, minute=40)},
    "tidy-merges": {"task": "pilots.stakeholders.tasks.tidy_merges", "schedule": crontab(minute=25)},
    "judge-gates": {"task": "governance.leidraad.tasks.judge_gates", "schedule": crontab(hour=0, minute=15)},
    "close-deviations": {"task": "governance.leidraad.tasks.close_deviations", "schedule": crontab(hour=0, minute=10)},
    "close-pulses": {"task": "governance.pulse.tasks.close_rounds", "schedule": crontab(hour=0, minute=20)},
    "clear-sessions": {"task": "accounts.tasks.clear_sessions", "schedule": crontab(hour=4, minute=10)},
}
CELERY_BEAT_SCHEDULE_FILENAME = env.str("CELERY_BEAT_FILE", default=str(BASE_DIR / "var" / "beat"))

# Accounts ------------------------------------------------------------- https://docs.allauth.org/en/latest/
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.adapters.AdminPermissions",  # first: the Django admin asks about whole models, rules about one object
    "rules.permissions.ObjectPermissionBackend",
    "accounts.adapters.OnlyRules",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:home"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)  # rate limits count the visitor, not the proxy
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed; without this the login form has no password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # say so when a password, address or second step changes
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses we do not know
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; mail may take a while
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before changing an address or the second step
ACCOUNT_SESSION_REMEMBER = True

# Second step ----------------------------------------- https://docs.allauth.org/en/latest/mfa/configuration.html
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds; a phone's clock may be off

# Single sign-on --------------- https://docs.allauth.org/en/latest/socialaccount/providers/openid_connect.html
# Switched on by OIDC_SERVER_URL. The organisation behind it vouches for its addresses: a known address is that account.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {}
OIDC_FORM_ORIGINS: list[str] = env.list("OIDC_FORM_ORIGINS", default=[])
if OIDC_SERVER_URL:
    OIDC_FORM_ORIGINS.append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)))
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": env.str("OIDC_NAME", default="Single sign-on"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# Language and time ------------------------------------- https://docs.djangoproject.com/en/5.2/topics/i18n/
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Files ------------------------------------------------- https://whitenoise.readthedocs.io/en/stable/django.html
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("utrecht", BASE_DIR / "node_modules/@utrecht/component-library-css/dist"),
    ("leaflet", BASE_DIR / "node_modules/leaflet/dist"),
    ("geoman", BASE_DIR / "node_modules/@geoman-io/leaflet-geoman-free/dist"),
    ("source-sans", BASE_DIR / "node_modules/@fontsource/source-sans-3/files"),
    ("source-serif", BASE_DIR / "node_modules/@fontsource/source-serif-4/files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "jpg", "map", "png", "ts", "webp", "woff", "woff2"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))  # private: no address serves it
CONTENT_DIR = BASE_DIR / "content"
RAW_TEXT_YEARS = env.int("RAW_TEXT_YEARS", default=2)  # raw texts of interviews and their names are removed after this
HISTORY_WORDS_YEARS = env.int("HISTORY_WORDS_YEARS", default=1)  # since the words were replaced or removed
HISTORY_WORDS = {  # fields with people's own words, whose older versions leave the history
    "stakeholders.Partner": ["wish", "role"],
    "stakeholders.Interest": ["text"],
    "stakeholders.Promise": ["text", "note", "promised_by"],
    "intake.Invitation": ["decline_reason"],
    "interviews.Consent": ["reason", "proof_note", "proof_name"],
    "goals.Score": ["note"],
    "bodies.Member": ["name", "function", "mandate"],
}
VIEW_LOG_YEARS = env.int("VIEW_LOG_YEARS", default=5)  # who opened raw texts and names is removed after this
RAW_TEXT_DAYS_IN_ARCHIVE = env.int("RAW_TEXT_DAYS_IN_ARCHIVE", default=30)  # or so long after their area was archived
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes; a drawn boundary may be large
FILE_UPLOAD_PERMISSIONS = 0o640

# Security ----------------------------------------- https://docs.djangoproject.com/en/5.2/topics/security/
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$"]  # the load balancer asks over plain HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
TILES_HOST = "https://service.pdok.nl"
NATURA2000_URL = env.str("NATURA2000_URL", default="https://api.pdok.nl/rvo/natura2000/ogc/v1")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", TILES_HOST],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        # Browsers also check where a form is sent on to: single sign-on starts with a form of ours.
        "form-action": [SELF, *OIDC_FORM_ORIGINS],
        "frame-ancestors": ["'none'"],
    }
}

# Mail ---------------------------------------------------------- https://anymail.dev/en/stable/ (EMAIL_URL)
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
DELIVERY_BACKEND = EMAIL_CONFIG.pop("EMAIL_BACKEND")  # used by the worker; the site itself only writes rows
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold a worker
globals().update({key: value for key, value in EMAIL_CONFIG.items() if key.startswith("EMAIL_")})
EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Gebiedswijzer <noreply@gebiedswijzer.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logs and errors ----------------------------------------------------- https://www.structlog.org/en/stable/
LOG_FORMAT = env.str("LOG_FORMAT", default="json")
LOGGING_CONFIG = "core.logs.configure"
LOGGING = {"format": LOG_FORMAT, "level": env.str("LOG_LEVEL", default="INFO")}
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    import sentry_sdk

    from core.masking import mask_report

    sentry_sdk.init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",  # answers, interviews and names are no part of an error report
        include_local_variables=False,
        before_send=mask_report,
    )

DEMO = False  # only the demo shows its accounts and waives MFA for them
