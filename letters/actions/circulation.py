"""Logging how the letter to parents got to them, and chasing who has not sent it on."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from letters import circulation_policies as policies
from letters.models import Circulation
from revisits.accounts.models import Organisation, User
from revisits.acting import acting


@transaction.atomic
def log_circulation(
    *,
    revisit: Revisit,
    body: Organisation,
    how: str,
    to: str,
    number: int | None,
    sent_at: datetime,
    by: User,
    at: datetime,
) -> Circulation:
    """Log that a body sent the letter on, the version that stood then. `sent_at` is aware.

    Raises Refused for the future, and for before the letter was issued.
    """
    revisit = _locked(revisit)
    letter = policies.letter_sent(revisit, sent_at, at)
    entry = Circulation.objects.create(
        letter=letter, body=body, how=how, to=to, number=number, sent_at=sent_at, logged_by=by, logged_at=at
    )
    _record(revisit, entry, f"{body} circulated the letter to parents: {entry.said}.")
    return entry


@transaction.atomic
def correct_circulation(
    *,
    entry: Circulation,
    how: str,
    to: str,
    number: int | None,
    sent_at: datetime,
    never_sent: bool,
    reason: str,
    by: User,
    at: datetime,
) -> Circulation:
    """Put an entry right by a new one; the old one stays, marked. Raises Refused where it was corrected already."""
    revisit = _locked(entry.letter.revisit)
    policies.check_corrects(entry)
    if never_sent:
        letter, how, to, number, sent_at = entry.letter, entry.how, entry.to, entry.number, entry.sent_at
    else:
        letter = policies.letter_sent(revisit, sent_at, at)
    with acting(why=reason):
        corrected = Circulation.objects.create(
            letter=letter, body=entry.body, corrects=entry, reason=reason, never_sent=never_sent,
            how=how, to=to, number=number, sent_at=sent_at, logged_by=by, logged_at=at,
        )  # fmt: skip
    said = "it was not sent after all" if never_sent else corrected.said
    _record(revisit, corrected, f"{entry.body} corrected its circulation log: {said}. Reason: {reason}")
    return corrected


@transaction.atomic
def chase_circulation(*, revisit: Revisit, side: str, by: User, at: datetime, note: str = "") -> CaseEvent:
    """Remind the forum or the authority (`side` of `letters.circulating`) to circulate the letter and to say so.

    One message for each chase, with a paragraph of the sender's own, `note`. Raises Refused where they have, or were
    chased today.
    """
    revisit = _locked(revisit)
    found = policies.check_chase(revisit, side, at)
    text = f"{found.body} was reminded to circulate the letter to parents."
    data = {"side": found.code, "note": note}
    return record(revisit, CaseEvent.Kind.CIRCULATION_CHASED, by=by, at=at, text=text, data=data)


def _locked(revisit: Revisit) -> Revisit:
    related = Revisit.objects.select_related("area__forum", "area__authority")
    return related.select_for_update(of=("self",)).get(pk=revisit.pk)


def _record(revisit: Revisit, entry: Circulation, text: str) -> None:
    data = {"circulation": entry.pk, "version": entry.letter.version}
    record(revisit, CaseEvent.Kind.CIRCULATED, by=entry.logged_by, at=entry.logged_at, text=text, data=data)
