"""An address of each page of the draft with the area: with comments, an answer that was told, and a late request."""

from typing import Any

from letters.models import Side
from tests.cast import Cast
from tests.drafts import BLOCK, answered, asked_late, draft_sent, file_with, said, submitted, told

READERS = (
    "draft",
    "draft-pdf",
    "draft-answers",
    "draft-submit",
    "draft-receipt",
    "draft-receipt-file",
    "draft-late",
)
TEAM = ("accuracy", "draft-send", "accuracy-close", "accuracy-reopen", "accuracy-tell", "accuracy-changes")


def addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`, whose director and representative are readers; the case is put with the area afterwards."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    round_ = draft_sent(cast.revisit, cast.owner)
    sent = said(round_, cast["dcs"])
    given = file_with(sent, cast["dcs"])
    submitted(round_, cast["dcs"])
    told(answered(sent, cast.owner), cast.owner)
    # Left behind when the side submitted.
    kept = said(round_, cast["dcs"])
    late = asked_late(round_, cast["dcs"], Side.HEALTH)
    of_comment, of_kept = {**case, "comment_id": sent.pk}, {**case, "comment_id": kept.pk}
    return {
        **dict.fromkeys([*READERS, *TEAM], case),
        "draft-comment": {**case, "block": BLOCK},
        **dict.fromkeys(["draft-comment-change", "draft-comment-remove"], of_kept),
        "draft-comment-files": of_kept,
        "draft-comment-file-remove": {**case, "file_id": file_with(kept, cast["dcs"]).pk},
        "accuracy-file": {"file_id": given.pk},
        "accuracy-late": {**case, "request_id": late.pk},
        **dict.fromkeys(["accuracy-comment", "accuracy-agree"], of_comment),
    }
