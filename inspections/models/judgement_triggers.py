"""What judgements must keep to, over several rows: PostgreSQL triggers, installed by migration (G3, G6, G23)."""

import pgtrigger

from inspections.models.case_triggers import refuses, under_lock
from inspections.models.triggers import ONE_AFTER_THE_OTHER
from revisits.triggers import update_of

# The case of a version of a judgement, or of another serious concern.
CASE_OF_JUDGEMENT = """(SELECT j.revisit_id FROM inspections_judgementversion v
    JOIN inspections_judgement j ON j.id = v.judgement_id WHERE v.id = {version})"""
CASE_OF_CONCERN = """(SELECT c.revisit_id FROM inspections_concernversion v
    JOIN inspections_seriousconcern c ON c.id = v.concern_id WHERE v.id = {version})"""
_WRITTEN = pgtrigger.Insert | pgtrigger.Update


def _refuses(name: str, found: str, sentence: str, *, before: str = "", case: str = "") -> pgtrigger.Trigger:
    """A trigger that refuses a row of which the SQL condition `found` holds; `case` gives `of_case` its value."""
    declare = [("of_case", "bigint")] if case else None
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=_WRITTEN,
        declare=declare,
        func=f"""
            {f"SELECT {case} INTO of_case;" if case else ""}
            {before}
            {refuses(found, sentence)}
            RETURN NEW;
        """,
    )


# G3. Both rows are held by their keys, to which their statement belongs, so that neither moves away in between.
OF_ITS_STATEMENT = _refuses(
    "judgement_of_its_statement",
    """NOT EXISTS (
        SELECT 1 FROM inspections_revisit r JOIN inspections_weakness k ON k.wsoa_id = r.wsoa_id
        WHERE r.id = NEW.revisit_id AND k.id = NEW.weakness_id FOR KEY SHARE OF r, k
    )""",
    "Only the weaknesses of the statement are judged (G3)",
)

# Beside `OF_ITS_STATEMENT`: what was judged does not become a weakness of another statement, nor the case its.
JUDGED_WEAKNESS_STAYS = pgtrigger.Trigger(
    name="judged_weakness_stays",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=update_of("wsoa_id"),
    func="""
    IF NEW.wsoa_id <> OLD.wsoa_id
    AND EXISTS (SELECT 1 FROM inspections_judgement j WHERE j.weakness_id = NEW.id) THEN
        RAISE EXCEPTION 'This weakness was judged: it stays in its statement (G3)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)
JUDGED_STATEMENT_STAYS = pgtrigger.Trigger(
    name="judged_statement_stays",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=update_of("wsoa_id"),
    func="""
    IF NEW.wsoa_id <> OLD.wsoa_id
    AND EXISTS (SELECT 1 FROM inspections_judgement j WHERE j.revisit_id = NEW.id) THEN
        RAISE EXCEPTION 'Weaknesses of this re-visit were judged: its statement stays (G3)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)


def tells_the_meeting(case: str) -> pgtrigger.Trigger:
    """Sets `after_meeting` as it stands, whoever writes: whether the judgement meeting was recorded by then.

    `case` is SQL for the id of the re-visit. Its row comes first, so that a meeting recorded at the same moment
    comes before or after.
    """
    return under_lock(
        "tells_the_meeting",
        """NEW.after_meeting := EXISTS (
                SELECT 1 FROM inspections_timelineevent e
                WHERE e.revisit_id = of_case AND e.code = 'judgement_meeting' AND e.done_on IS NOT NULL
            );""",
        case=case,
    )


def cites_its_case(name: str, case: str) -> pgtrigger.Trigger:
    """A citation leads to evidence of its own case. `case` is SQL for the id of the re-visit."""
    return _refuses(
        name,
        """of_case IS DISTINCT FROM COALESCE(
            (SELECT d.revisit_id FROM inspections_evidenceversion e
                JOIN inspections_evidencedocument d ON d.id = e.document_id WHERE e.id = NEW.cited_id),
            (SELECT n.revisit_id FROM inspections_noteversion w
                JOIN inspections_evidencenote n ON n.id = w.note_id WHERE w.id = NEW.noted_id)
        )""",
        "What is cited is evidence of the case itself",
        case=case,
    )


_AGREED_CASE = CASE_OF_JUDGEMENT.format(version="NEW.version_id")
AGREED_BY_ITS_AGENCY = _refuses(
    "agreed_by_its_agency",
    """NOT EXISTS (
        SELECT 1 FROM inspections_teammember m
        WHERE m.revisit_id = of_case AND m.user_id = NEW.by_id AND m.removed_at IS NULL
        AND CASE NEW.agency WHEN 'cqc' THEN m.role = 'cqc' ELSE m.role IN ('lead', 'hmi') END
    )""",
    "A judgement is agreed by an HMI and by a CQC inspector of the team (G6)",
    before=ONE_AFTER_THE_OTHER.format(revisit="of_case"),
    case=_AGREED_CASE,
)
AGREED_AS_IT_STANDS = _refuses(
    "agreed_as_it_stands",
    """EXISTS (
        SELECT 1 FROM inspections_judgementversion mine JOIN inspections_judgementversion later
            ON later.judgement_id = mine.judgement_id AND later.number > mine.number
        WHERE mine.id = NEW.version_id
    )""",
    "There is a newer version of this judgement: that one is agreed",
    before=ONE_AFTER_THE_OTHER.format(revisit="of_case"),
    case=_AGREED_CASE,
)
