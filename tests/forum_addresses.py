"""An address of each page of the questions for parents and of the circulation log, for the table of addresses."""

from typing import Any

from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.questions import share_questions
from letters.actions.circulation import log_circulation
from tests.cast import NOW, Cast


def forum_addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """Three versions of the questions: replaced, with the forum, and being written; and an entry of the forum's log."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    forum, letter = cast.area.forum, cast.revisit.letters.get()
    assert forum
    for text in ("How are you?", "What has changed?"):
        begun = begin_questions(revisit=cast.revisit, purpose="survey", by=cast.owner, at=NOW)
        add_question(question_set=begun, kind="text", text=text, options=[])
        begun.refresh_from_db()
        share_questions(question_set=begun, note="", edition=begun.edition, by=cast.owner, at=NOW)
    begin_questions(revisit=cast.revisit, purpose="survey", by=cast.owner, at=NOW)
    entry = log_circulation(
        revisit=cast.revisit, body=forum, how="email", to="families", number=9, sent_at=letter.issued_at,
        by=cast["pcf"], at=NOW,
    )  # fmt: skip
    writing = {**case, "purpose": "survey", "number": 3}
    with_forum, one = {**writing, "number": 2}, {**writing, "line": 1}
    return {
        **dict.fromkeys(["questions", "area-questions", "circulation", "circulation-chase"], case),
        **dict.fromkeys(["area-circulation", "area-circulation-log"], case),
        **dict.fromkeys(
            ["question-set", "questions-compare", "questions-share", "questions-settle"], writing
        ),
        **dict.fromkeys(["questions-drop", "questions-focus", "question-add"], writing),
        **dict.fromkeys(["question-change", "question-remove", "question-move"], one),
        **dict.fromkeys(["area-question-set", "area-questions-compare", "area-questions-agree"], with_forum),
        "questions-begin": {**case, "purpose": "survey"},
        "area-circulation-correct": {**case, "entry_id": entry.pk},
    }
