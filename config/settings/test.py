"""Test settings: the real servers of the development settings, a database and Redis number of their own."""

import os
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "0"
os.environ["DEMO"] = "0"
os.environ.setdefault("CELERY_QUEUE", "gebiedswijzer-test")

from config.settings.dev import *  # noqa: F403 -- the environment above decides what it reads
from config.settings.dev import CACHES, REDIS_URL, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] |= {"KEY_PREFIX": f"test-{os.getpid()}", "LOCATION": REDIS_URL}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="gebiedswijzer-media-"))
DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"format": "console", "level": "ERROR"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # pytest-django's --fail-on-template-vars reports them
