# The same set-up as `make run`, in two stages: the first fetches and builds, the second runs as an ordinary user.
FROM python:3.12-slim-bookworm AS setup
WORKDIR /app
COPY bin bin
COPY requirements requirements
COPY package.json package-lock.json .npmrc ./
RUN bin/setup run

FROM python:3.12-slim-bookworm
WORKDIR /app
COPY bin/lib.sh bin/system-packages bin/
RUN mkdir -p var/log var/given \
    && bin/system-packages letters libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 'fonts-liberation2|fonts-liberation' \
    && bin/system-packages fonts fonts-noto-ui-core fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/* var/log/setup.log \
    && useradd --uid 10001 --no-create-home --home-dir /app/var revisits
COPY --from=setup /app/.venv .venv
COPY . .
COPY --from=setup /app/static/vendor static/vendor
ENV PATH=/app/.venv/bin:$PATH DJANGO_SETTINGS_MODULE=revisits.settings PYTHONUNBUFFERED=1
RUN chown -R revisits var
USER revisits
RUN python -m revisits.launch.static
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "revisits.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket", "--access-logfile", "-"]
