"""Files that a side gives with a comment on the draft, to show what it says (G25)."""

import pgtrigger
from django.db import models

from inspections.timeline.times import LONDON
from letters.models.accuracy import OF_COMMENT, AccuracyComment
from revisits.accounts.models import User
from revisits.files.models import StoredFile
from revisits.record.triggers import recorded

# Added and removed until its comment is submitted; from then on nobody does either.
_STAYS = pgtrigger.Trigger(
    name="accuracy_file_stays",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
    IF EXISTS (SELECT 1 FROM letters_accuracycomment c
        WHERE c.id IN (OLD.comment_id, NEW.comment_id) AND c.submission_id IS NOT NULL) THEN
        RAISE EXCEPTION 'accuracy_file_stays: its comment was submitted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
""",
)


class AccuracyFile(models.Model):
    """One file with one comment. Who sees the comment may open it: `letters.accuracy_access`."""

    comment = models.ForeignKey(AccuracyComment, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="with_comment")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        triggers = [_STAYS, *recorded(case=OF_COMMENT)]

    def __str__(self) -> str:
        """Without its name, which may say too much."""
        return f"File of {self.at.astimezone(LONDON):%-d %B %Y} with comment {self.comment_id}"
