"""Development and demo settings: the embedded servers, no secrets, static files straight from their folders."""

import os
from pathlib import Path

from config import embedded

_VAR = Path(__file__).resolve().parents[2] / "var"
os.environ.setdefault("SECRET_KEY", "only-for-development-and-the-demo-on-one-machine")
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = embedded.database_url(_VAR / "postgres")
if "REDIS_URL" not in os.environ:
    os.environ["REDIS_URL"] = embedded.redis_url(_VAR / "redis")

from config.settings.base import *  # noqa: E402, F403 -- the servers must run before base reads their addresses
from config.settings.base import STATIC_ROOT, STORAGES, env  # noqa: E402 -- idem

DEBUG = env.bool("DEBUG", default=True)
DEMO = env.bool("DEMO", default=True)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns when it is absent
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
LOGGING = {"format": "console", "level": env.str("LOG_LEVEL", default="INFO")}
