"""Issuing a letter: from then on it is frozen."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from inspections import contacts, plan_policies, policies
from inspections.actions.record import poke, record
from inspections.models import CaseEvent, Revisit
from letters import facts
from letters.composing import facts as composing_facts
from letters.composing import parents
from letters.models import Letter
from revisits.accounts.models import User
from revisits.acting import acting


@transaction.atomic
def issue_parents_letter(
    *, revisit: Revisit, by: User | None, at: datetime, reason: str = "", note: str = ""
) -> Letter:
    """Freeze the letter to parents as the next version; a worker renders its files.

    Those who send it on are told, with the issuer's own paragraph, `note`.

    Raises LetterIncomplete where a fact is missing, Refused where a correction has no reason or nothing to say.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    plan_policies.check_new_letter(revisit)
    given = facts.parents_facts(revisit)
    composing_facts.check(given)
    text = parents.compose(given)
    before = revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
    if before and not reason:
        raise policies.Refused("Say why the letter that was issued is being replaced.")
    if before and before.text == text.as_dict():
        raise policies.Refused("Nothing in the letter has changed since it was issued.")
    with acting(why=reason if before else ""):
        letter = Letter.objects.create(
            revisit=revisit,
            kind=Letter.Kind.PARENTS,
            version=before.version + 1 if before else 1,
            facts=given.as_dict(),
            text=text.as_dict(),
            template_version=text.template_version,
            addressees=[asdict(contact) for contact in contacts.area_contacts(revisit, on=at.date())],
            sha256=digest(text.as_dict()),
            issued_at=at,
            issued_by=by,
            reason=reason if before else "",
        )
    data = {"letter": letter.pk, "version": letter.version, "sha256": letter.sha256, "note": note}
    said = f"{letter.get_kind_display()}, version {letter.version}." + (
        f" Reason: {reason}" if letter.reason else ""
    )
    record(revisit, CaseEvent.Kind.LETTER_ISSUED, by=by, at=at, text=said, data=data)
    poke("letters.render", letter.pk)
    return letter


def digest(text: object) -> str:
    """SHA-256 of a letter's text in its canonical JSON form, as hexadecimal."""
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
