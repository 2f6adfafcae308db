"""The Celery application: thin tasks live in each app's tasks.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_postrun, task_prerun

from revisits import acting, broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")

broker.use()
app = Celery("revisits")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def _begin(task: Any, **kwargs: Any) -> None:
    acting.begin(f"task {task.name}")


@task_postrun.connect
def _end(**kwargs: Any) -> None:
    acting.end()
