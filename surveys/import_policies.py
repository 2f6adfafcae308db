"""May results of an outside survey be brought in, or taken back, now? Every refusal is the sentence that is read."""

from datetime import datetime

from inspections import survey as windows
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED
from surveys.models import Survey, SurveyImport


def check_import(revisit: Revisit, now: datetime) -> None:
    """Once the survey is closed, while the case goes on."""
    if revisit.historical or revisit.state in ENDED:
        raise Refused("This re-visit is closed: its results stay as they are.")
    closes = windows.window(revisit).closes
    if closes is None or closes > now:
        raise Refused("The survey is not closed yet: bring its results in once they are complete.")


def check_new(survey: Survey, sha256: str) -> None:
    """The same file counts once."""
    found = SurveyImport.objects.filter(survey=survey, sha256=sha256).select_related("by").first()
    if found:
        at = found.at.astimezone(LONDON)
        raise Refused(
            f"{found.by} brought in the same file on {at:%-d %B %Y} at {at:%H:%M}, as {found.file_name}. Take that "
            "back first if it was wrong.",
            "file",
        )


def check_back(revisit: Revisit, why: str) -> str:
    """With a reason, while the case goes on."""
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: its results stay as they are.")
    if not why.strip():
        raise Refused("Say why it is taken back: the case's history keeps it.", "why")
    return why.strip()
