"""The re-visit of Essex as the public knows it: its letter is issued, its files are made, its area is notified."""

from datetime import datetime

from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.models import Letter
from tests.cast import NOW, Cast, make_cast
from tests.snapshots import kept


def issue(cast: Cast, *, at: datetime = NOW, reason: str = "") -> Letter:
    letter = issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=at, reason=reason)
    render_letter(letter=letter, at=at)
    return letter


def announced() -> Cast:
    return kept("announced", _make)


def _make() -> Cast:
    cast = make_cast()
    issue(cast)
    cast.notify()
    return cast
