"""Confidential papers: written once, and every reading on record."""

from datetime import datetime

from django.db import transaction

from inspections import policies
from inspections.actions.record import record
from inspections.models import CaseEvent, Paper, Revisit
from revisits.accounts.models import User
from revisits.record.reading import read

Kind = Paper.Kind
# What the history says: it is read by all staff who see the case, so never a title or a word of the paper.
SAID = {
    Kind.DRAFT: "A draft of the outcome letter was written.",
}


@transaction.atomic
def write_draft(
    *, revisit: Revisit, title: str, text: str, after: int | None, by: User, at: datetime
) -> Paper:
    """Write the next draft of the outcome letter; those before stay as they were (G24).

    `after` is the key of the draft that the writer started from. Raises DraftChanged where there is a newer
    one, Refused where the case is closed.
    """
    revisit = _locked(revisit)
    newest = revisit.papers.filter(kind=Kind.DRAFT).select_related("added_by").first()
    if newest and newest.pk != after:
        raise policies.DraftChanged(newest)
    return _add(revisit, Kind.DRAFT, title, text, by, at)


def read_paper(*, paper: Paper, by: User, download: bool = False) -> None:
    """Put on record that somebody read a paper or took a copy; call it before they are answered."""
    read(person=by.pk, what=paper, case=paper.revisit_id, download=download)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _add(revisit: Revisit, kind: Kind, title: str, text: str, by: User, at: datetime) -> Paper:
    policies.check_paper(revisit)
    paper = Paper.objects.create(revisit=revisit, kind=kind, title=title, text=text, added_by=by, added_at=at)
    record(revisit, CaseEvent.Kind.PAPER_ADDED, by=by, at=at, text=SAID[kind], data={"paper": paper.pk})
    return paper
