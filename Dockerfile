# The image of web, worker and beat. Static files are built in; everything that differs comes from the environment.

# Style, fonts and maps
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

# Python packages, compiled messages and collected static files
FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-deps --require-hashes -r requirements/base.txt
COPY --from=packages /app/node_modules node_modules
COPY . .
# These values reach nothing: the settings only have to load.
RUN export DJANGO_SETTINGS_MODULE=config.settings.base SECRET_KEY=only-while-building \
        DATABASE_URL=postgres://nobody@localhost/nothing REDIS_URL=redis://localhost:1/0 \
    && python manage.py compilemessages --locale nl --ignore node_modules \
    && python manage.py collectstatic --noinput \
    && rm -rf node_modules

# What runs
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache -f \
    && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin gebiedswijzer \
    && install -d -o gebiedswijzer -g gebiedswijzer /data/media
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/.cache \
    DJANGO_SETTINGS_MODULE=config.settings.base \
    MEDIA_ROOT=/data/media
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
