"""What tests of the final letter start from: past the area's comments, checked, signed, sent, published.

Factual accuracy has tests of its own: here its guard lets the letter pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pgtrigger

from inspections import guards
from inspections.models import Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import Guard
from letters import final
from letters.actions import final as actions
from letters.actions.outcome import set_date
from letters.actions.publish import publish
from letters.actions.render import render_letter
from letters.models import (
    Correction,
    IdentifierDecision,
    Letter,
    LetterVersion,
    OutcomeLetter,
    Publication,
    QualityReview,
    SignOff,
)
from revisits.accounts.models import User
from tests.cast import Cast
from tests.letters import assuring
from tests.letters.assuring import finalising, reviewed, submit
from tests.snapshots import kept

# Wednesday; the letter is to be sent by 30 June and published by 7 July 2022.
AT = datetime(2022, 6, 22, 10, tzinfo=LONDON)
DUE = datetime(2022, 7, 7, 9, 30, tzinfo=LONDON)
SIGNERS = ("owner", "cqc")


@contextmanager
def answered() -> Iterator[None]:
    """As if every comment of the area were answered and agreed."""
    before = dict(guards._CHECKS)
    guards._CHECKS[Guard.ANSWERED] = lambda revisit: None
    try:
        yield
    finally:
        guards._CHECKS.clear()
        guards._CHECKS.update(before)


def finalised() -> Cast:
    """Back from the area: the letter is dated, and may be submitted for its last check."""
    return kept("letter finalised", _finalise)


def checking() -> Cast:
    """Submitted, and approved by both reviewers."""
    return kept("final letter checked", _check)


def signed() -> Cast:
    """Signed by both agencies."""
    return kept("final letter signed", _sign)


def sent() -> Cast:
    """With the area under embargo, its files made."""
    return kept("final letter sent", _send)


def published() -> Cast:
    """Published when it was due, by hand."""
    return kept("outcome published", _publish)


def _finalise() -> Cast:
    cast = assuring._submit_all()
    finalising(cast)
    set_date(
        letter=OutcomeLetter.objects.get(revisit=cast.revisit), dated=date(2022, 6, 22), by=cast.owner, at=AT
    )
    return cast


def _check() -> Cast:
    cast = _finalise()
    check(cast)
    return cast


def _sign() -> Cast:
    cast = _check()
    sign_all(cast)
    return cast


def _send() -> Cast:
    cast = _sign()
    render_letter(letter=send(cast), at=AT)
    return cast


def _publish() -> Cast:
    cast = _send()
    publish_now(cast, DUE)
    return cast


def check(cast: Cast) -> None:
    """Submitted as the final text, and approved by both reviewers."""
    with answered():
        submit(cast)
    for agency in assuring.REVIEWERS:
        reviewed(cast, agency)


def sign(cast: Cast, by: str, **changes: Any) -> SignOff:
    version = final.version_of(cast.revisit)
    said = {"seen": version.number if version else 0, "by": cast[by], "at": AT, **changes}
    return actions.sign(revisit=cast.revisit, **said)


def sign_all(cast: Cast) -> None:
    for by in SIGNERS:
        sign(cast, by)


def send(cast: Cast, **changes: Any) -> Letter:
    version = final.version_of(cast.revisit)
    said: dict[str, Any] = {
        "seen": version.number if version else 0,
        "due_at": DUE,
        "by": cast["support"],
        "at": AT,
    }
    with answered():
        letter = actions.send_final(revisit=cast.revisit, **(said | changes))
    cast.revisit.refresh_from_db()
    return letter


def recall(cast: Cast, reason: str = "A date in it is wrong.", by: str = "support") -> Publication:
    made = actions.recall(revisit=cast.revisit, reason=reason, by=cast[by], at=AT + timedelta(hours=1))
    cast.revisit.refresh_from_db()
    return made


def publish_now(cast: Cast, at: datetime, *, by: str = "support", reason: str = "") -> Publication:
    with answered():
        made = publish(revisit=cast.revisit, by=cast[by], at=at, reason=reason)
    cast.revisit.refresh_from_db()
    return made


def plant_signing(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """Rows of reviewing, signing and publishing that are about one person, as if the case had come so far."""
    frozen = LetterVersion.objects.filter(letter__revisit=case).latest("pk")
    said = {"version": frozen, "by": person, "at": at}
    with pgtrigger.ignore(
        "letters.QualityReview:reviewed_by_its_agency",
        "letters.QualityReview:reviewed_as_it_stands",
        "letters.SignOff:signed_by_its_agency",
        "letters.SignOff:signed_as_it_stands",
        "letters.Publication:published_as_signed",
    ):
        QualityReview.objects.create(
            agency="ofsted", decision="return", on_site=True, comments=secret, **said
        )
        SignOff.objects.create(agency="ofsted", statement=secret, **said)
        Publication.objects.create(
            letter=case.letters.get(), due_at=at, set_by=person, set_at=at, reason=secret
        )
    with pgtrigger.ignore("letters.Correction:correction_along_its_table"):
        Correction.objects.create(
            revisit=case, number=1, wrong=secret, note=secret, dated=at.date(), begun_by=person, begun_at=at,
            stage="withdrawn", withdrawn_by=person, withdrawn_at=at, withdrawn_why=secret,
        )  # fmt: skip
    IdentifierDecision.objects.create(
        letter=frozen.letter, fingerprint="f" * 64, section="weakness-1", reason=secret, by=person, at=at
    )
