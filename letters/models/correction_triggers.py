"""What a correction of the published letter must keep to, over several rows: PostgreSQL triggers (G24, G26, G27)."""

import pgtrigger

from inspections.models.case_triggers import refuses, under_lock
from letters.correction_states import MOVES, OVER, Stage
from letters.models.final_triggers import CASE_OF_LETTER
from revisits.triggers import update_of

_ROWS = ", ".join(sorted({f"('{move.source.value}', '{move.target.value}')" for move in MOVES}))
_PUBLISHED_BEFORE = """EXISTS (
        SELECT 1 FROM letters_publication p JOIN letters_letter t ON t.id = p.letter_id
        WHERE t.revisit_id = {case} AND t.kind = 'outcome' AND p.published_at IS NOT NULL{but}
    )"""
_OF_VERSION = "(SELECT l.revisit_id FROM letters_outcomeletter l WHERE l.id = NEW.letter_id)"
_OF_SECTION = """(SELECT l.revisit_id FROM letters_lettersection s
    JOIN letters_outcomeletter l ON l.id = s.letter_id WHERE s.id = NEW.section_id)"""
_OF_PUBLICATION = CASE_OF_LETTER.format(letter="NEW.letter_id")


ALONG_ITS_TABLE = under_lock(
    "correction_along_its_table",
    f"""
            IF TG_OP = 'INSERT' THEN
                {
        refuses(
            f"NEW.stage <> '{Stage.WRITING.value}' OR NOT "
            + _PUBLISHED_BEFORE.format(case="of_case", but=""),
            "A correction begins being written, of a letter that is published (G26)",
        )
    }
            ELSIF NEW.stage <> OLD.stage AND (OLD.stage, NEW.stage) NOT IN ({_ROWS}) THEN
                RAISE EXCEPTION 'No step of a correction leads from % to %', OLD.stage, NEW.stage
                    USING ERRCODE = 'check_violation';
            ELSIF NEW.stage <> OLD.stage AND NEW.stage = '{Stage.PUBLISHED.value}' AND NOT EXISTS (
                SELECT 1 FROM letters_publication p
                WHERE p.letter_id = NEW.issued_id AND p.published_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'A correction is published with its letter (G26)' USING ERRCODE = 'check_violation';
            END IF;
    """,
    case="NEW.revisit_id",
    operation=pgtrigger.Insert | update_of("stage"),
)
STAYS = [
    pgtrigger.Protect(
        name="correction_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__stage__in=[stage.value for stage in OVER]),
    ),
    pgtrigger.Protect(name="correction_is_kept", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(name="correction_of_its_case", fields=["revisit", "number", "begun_by", "begun_at"]),
]
# Once a letter of a case is published, another one is published as a correction that was sent, and in no other way.
PUBLISHED_AS_CORRECTED = under_lock(
    "published_as_corrected",
    refuses(
        _PUBLISHED_BEFORE.format(case="of_case", but=" AND p.letter_id <> NEW.letter_id")
        + f""" AND NOT EXISTS (
        SELECT 1 FROM letters_correction c
        JOIN letters_letterversion v ON v.id = c.version_id AND v.purpose = 'correction'
        JOIN letters_letter t ON t.id = c.issued_id AND t.sha256 = v.sha256
        WHERE c.issued_id = NEW.letter_id AND c.revisit_id = of_case AND c.stage = '{Stage.SENT.value}'
    )""",
        "A published letter is replaced by its correction alone (G26)",
    ),
    case=_OF_PUBLICATION,
    operation=pgtrigger.Insert | update_of("letter_id", "published_at"),
)
_DECIDED = """(SELECT jsonb_agg(jsonb_build_array(w -> 'number', w -> 'sufficient') ORDER BY w -> 'number')
        FROM jsonb_array_elements({facts} -> 'weaknesses') w)"""
# Words are corrected, and never a decision (G23).
DECIDED_AS_PUBLISHED = under_lock(
    "decided_as_published",
    refuses(
        f"""NOT EXISTS (
        SELECT 1 FROM letters_correction c WHERE c.revisit_id = of_case AND c.stage = '{Stage.WRITING.value}'
    ) OR {_DECIDED.format(facts="NEW.facts")} IS DISTINCT FROM (
        SELECT {_DECIDED.format(facts="t.facts")} FROM letters_letter t JOIN letters_publication p ON p.letter_id = t.id
        WHERE t.revisit_id = of_case AND t.kind = 'outcome' AND p.published_at IS NOT NULL
        ORDER BY t.version DESC LIMIT 1
    )""",
        "A correction is frozen while it is written, with the decisions that are published (G23)",
    ),
    case=_OF_VERSION,
    condition=pgtrigger.Q(new__purpose="correction"),
)
# Who writes into a published letter corrects it.
WORDS_STAND_ONCE_PUBLISHED = under_lock(
    "words_stand_once_published",
    refuses(
        _PUBLISHED_BEFORE.format(case="of_case", but="")
        + f""" AND NOT EXISTS (
        SELECT 1 FROM letters_correction c
        WHERE c.revisit_id = of_case AND c.stage IN ('{Stage.WRITING.value}', '{Stage.CHECKING.value}')
    )""",
        "The words of a published letter change by a correction alone (G26)",
    ),
    case=_OF_SECTION,
)
