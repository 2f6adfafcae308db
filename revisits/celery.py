"""The Celery application: thin tasks live in each app's tasks.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_postrun, task_prerun
from kombu.transport import TRANSPORT_ALIASES

from revisits import acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")

# By name: what only publishes once in a while need not read it as it starts.
TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), "revisits.broker:Transport"))
app = Celery("revisits")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def _begin(task: Any, **kwargs: Any) -> None:
    acting.begin(f"task {task.name}")


@task_postrun.connect
def _end(**kwargs: Any) -> None:
    acting.end()
