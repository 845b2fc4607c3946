"""Is the site alive, and is it ready? For the load balancer and the monitoring; public, without details."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from health_check.contrib.celery import Ping
from health_check.views import HealthCheckView

from config.celery_app import app

TEMPLATE = "health.html"

# The process answers: nothing else is asked, so a database that is down does not restart every web server.
live = login_not_required(HealthCheckView.as_view(checks=[], template_name=TEMPLATE))

# Everything the site needs: the database, the cache, the queue and a worker that listens to it.
ready = login_not_required(
    HealthCheckView.as_view(
        checks=[
            ("health_check.checks.Database", {}),
            ("health_check.checks.Cache", {}),
            (Ping, {"app": app, "timeout": timedelta(seconds=2), "limit": 1}),
        ],
        template_name=TEMPLATE,
    )
)
