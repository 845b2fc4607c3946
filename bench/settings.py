"""Production settings, with one view more to compare with, and over plain HTTP on one machine."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

ROOT_URLCONF = "bench.urls"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
# Hashed names as in production; compressed copies would only make the preparation slow.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
LOGGING = {"format": "json", "level": os.environ.get("LOG_LEVEL", "ERROR")}
