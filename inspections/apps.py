from typing import Any

from django.apps import AppConfig
from django.apps import apps as every
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


class InspectionsConfig(AppConfig):
    name = "inspections"

    def ready(self) -> None:
        # access: who may see what; holdings: what is held on a person; receiving: who takes uploads
        from inspections import (  # noqa: F401  they register what they declare
            access,
            area_access,
            arrangements_access,
            arrangements_holdings,
            evidence_access,
            fieldwork_access,
            fieldwork_holdings,
            holdings,
            judgement_access,
            judgement_guards,
            judgement_holdings,
            meeting_access,
            plan_access,
            plan_holdings,
            receivers,
            receiving_evidence,
            record_access,
        )
        from revisits.accounts.signals import membership_began, membership_ended
        from revisits.files.signals import file_scanned

        membership_began.connect(receivers.began)
        membership_ended.connect(receivers.ended)
        file_scanned.connect(receivers.scanned)
        post_migrate.connect(fill_holidays, sender=self)
        post_migrate.connect(fill_bank, sender=self)


def fill_holidays(**kwargs: Any) -> None:
    """A database without bank holidays would compute wrong dates: none is ever left so."""
    from django.utils import timezone

    from inspections.actions.holidays import refresh_holidays

    refresh_holidays(at=timezone.now())


def fill_bank(apps: Apps = every, **kwargs: Any) -> None:
    """The questions that the program came with; what the office made of them since stays.

    `apps` are as the migrations left them: there is no bank before its migration.
    """
    from django.utils import timezone

    from inspections.actions import question_bank

    if "bankversion" in apps.all_models["inspections"]:
        question_bank.fill_bank(at=timezone.now())
