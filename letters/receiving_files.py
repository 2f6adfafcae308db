"""Files that arrive with a comment on the draft: for the side that comments, while it may (G24, G25)."""

from datetime import datetime

from django.http import Http404
from django.urls import reverse

from letters import accuracy, accuracy_access
from letters import accuracy_policies as policies
from letters.actions.comment_files import add_file
from letters.models import AccuracyComment, Side
from revisits import clock
from revisits.accounts.models import User
from revisits.files.models import StoredFile
from revisits.files.receiving import Target, receiver

PURPOSE = "accuracy"


@receiver(PURPOSE)
class CommentReceiver:
    """The target names the case and the comment."""

    def may(self, person: User, target: Target) -> None:
        """404 for whoever does not comment on it for their side; Refused once the side has submitted, or too late."""
        comment = _of_target(person, target)
        round_, now = comment.round, clock.now()
        policies.check_unsubmitted(comment)
        policies.check_open(accuracy.of_side(round_, Side(comment.side)), round_, now)
        policies.check_files(comment.files.count())

    def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
        """The file stands with the comment; returns the page of its files."""
        given = add_file(comment=_of_target(by, target), file=stored, by=by, at=at)
        return reverse("draft-comment-files", args=[str(target["case"]), given.comment_id])


def target_of(reference: str, comment: AccuracyComment) -> dict[str, str]:
    return {"case": reference, "comment": str(comment.pk)}


def _of_target(person: User, target: Target) -> AccuracyComment:
    named = str(target.get("comment", ""))
    if not named.isdecimal():
        raise Http404
    reading = accuracy_access.commenting_or_404(person, str(target.get("case", "")))
    comment = accuracy_access.comment_or_404(person, reading, int(named))
    comment.round = reading.round
    return comment
