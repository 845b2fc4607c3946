"""Test settings: the real servers of the development settings, a database and Redis number of their own."""

import os
import tempfile
from pathlib import Path

from config import embedded

os.environ["DEBUG"] = "0"
os.environ["DEMO"] = "0"
# Playwright keeps an event loop in its thread after a browser test; a test that follows there is no less safe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Processes that test side by side (pytest-xdist: gw0, gw1 …) share neither messages nor cache, nor does a demo.
_SHARE = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
os.environ["CELERY_QUEUE"] = f"gebiedswijzer-test-{_SHARE}"
if "REDIS_URL" not in os.environ or "REDIS_IS_EMBEDDED" in os.environ:  # such a process inherits the address of gw0
    os.environ["REDIS_IS_EMBEDDED"] = "1"
    _REDIS = Path(__file__).resolve().parents[2] / "var" / "redis"
    os.environ["REDIS_URL"] = embedded.redis_url(_REDIS, database=1 + _SHARE % (embedded.REDIS_DATABASES - 1))

from config.settings.dev import *  # noqa: E402, F403 -- the environment above decides what it reads
from config.settings.dev import CACHES, REDIS_URL, TEMPLATES  # noqa: E402 -- idem

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] |= {"KEY_PREFIX": f"test-{os.getpid()}", "LOCATION": REDIS_URL}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="gebiedswijzer-media-"))
DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"format": "console", "level": "ERROR"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # pytest-django's --fail-on-template-vars reports them
WHITENOISE_AUTOREFRESH = True  # finds a file when it is asked for, instead of listing all for each test client
