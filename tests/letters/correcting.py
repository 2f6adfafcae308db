"""What tests of corrections start from: a published letter, its correction begun, checked, sent, published."""

from datetime import date, datetime
from typing import Any

from inspections.timeline.times import LONDON
from letters.actions import corrections as actions
from letters.actions.render import render_letter
from letters.models import Correction, Letter, LetterVersion
from tests.cast import Cast
from tests.letters import assuring, finals
from tests.letters.assuring import reviewed, submit, write
from tests.letters.finals import answered, sign_all
from tests.snapshots import kept

# Tuesday, five days after the publication.
AT = datetime(2022, 7, 12, 10, tzinfo=LONDON)
ON = date(2022, 7, 12)
DUE = datetime(2022, 7, 14, 9, 30, tzinfo=LONDON)
WRONG = "The summary of weakness 1 says the wrong thing of waiting times."
NOTE = "The summary of weakness 1 was wrong on waiting times. It now says that families waited longer."
RIGHT = "Leaders worked together. Families waited longer."


def begun() -> Cast:
    """A correction is under way, and nothing of the words is changed yet."""
    return kept("correction begun", _begin)


def checked() -> Cast:
    """Corrected, submitted, and approved by both reviewers."""
    return kept("correction checked", _check)


def sent() -> Cast:
    """Signed by both agencies and with the area under embargo, its files made."""
    return kept("correction sent", _send)


def published() -> Cast:
    """In place of the letter."""
    return kept("correction published", _publish)


def _begin() -> Cast:
    cast = finals._publish()
    begin(cast)
    return cast


def _check() -> Cast:
    cast = _begin()
    write(cast, "weakness-1", RIGHT)
    check(cast)
    return cast


def _send() -> Cast:
    cast = _check()
    sign_all(cast)
    render_letter(letter=send(cast), at=AT)
    return cast


def _publish() -> Cast:
    cast = _send()
    finals.publish_now(cast, DUE)
    return cast


def begin(cast: Cast, by: str = "owner", **changes: Any) -> Correction:
    said = {"wrong": WRONG, "note": NOTE, "dated": ON, "at": AT, **changes}
    return actions.begin_correction(revisit=cast.revisit, by=cast[by], **said)


def check(cast: Cast) -> LetterVersion:
    """Submitted, and approved by both reviewers."""
    with answered():
        version = submit(cast)
    for agency in assuring.REVIEWERS:
        reviewed(cast, agency)
    return version


def send(cast: Cast, **changes: Any) -> Letter:
    version = now(cast).version
    said: dict[str, Any] = {"seen": version.number if version else 0, "due_at": DUE, "at": AT}
    with answered():
        return actions.send_correction(revisit=cast.revisit, **({"by": cast["support"]} | said | changes))


def now(cast: Cast) -> Correction:
    """The newest correction, as it stands."""
    return Correction.objects.filter(revisit=cast.revisit).latest("number")
