"""Invariants over several rows, which a check constraint cannot see: PostgreSQL triggers, installed by migration."""

import pgtrigger

from inspections.workflow import TRANSITIONS, State
from revisits.triggers import update_of

# Two transactions do not see each other's rows. Each takes the case's row first, so that the second looks once the
# first has committed. This lock does not collide with those that foreign keys take on the same row.
ONE_AFTER_THE_OTHER = "PERFORM 1 FROM inspections_revisit WHERE id = {revisit} FOR NO KEY UPDATE;"

# Deferred: checked at commit, so that a team may be exchanged within one transaction.
_TEAM_COMPLETE = (
    ONE_AFTER_THE_OTHER
    + """
    IF EXISTS (
        SELECT 1 FROM inspections_revisit r
        WHERE r.id = {revisit} AND r.state NOT IN ('planned', 'cancelled') AND NOT r.historical
        AND NOT (
            EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'lead'
                AND m.removed_at IS NULL)
            AND EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'cqc'
                AND m.removed_at IS NULL)
        )
    ) THEN
        RAISE EXCEPTION 'A notified re-visit needs a lead HMI and a CQC inspector (G6)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
)

TEAM_COMPLETE_ON_REVISIT = pgtrigger.Trigger(
    name="team_complete_on_revisit",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | update_of("state"),
    timing=pgtrigger.Deferred,
    func=_TEAM_COMPLETE.format(revisit="NEW.id"),
)

TEAM_COMPLETE_ON_TEAM = pgtrigger.Trigger(
    name="team_complete_on_team",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Delete | pgtrigger.Update,
    timing=pgtrigger.Deferred,
    func=_TEAM_COMPLETE.format(revisit="OLD.revisit_id"),
)

# A re-visit's area is its initial inspection's, whatever is written there. Both columns asked for belong to unique
# indexes, so the share of their keys that is held here waits for whoever changes one of them, and they for it.
AREA_OF_REVISIT = pgtrigger.Trigger(
    name="area_of_revisit",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | update_of("wsoa_id", "area_id"),
    func="""
    SELECT i.area_id INTO NEW.area_id
    FROM inspections_wsoa w JOIN inspections_initialinspection i ON i.id = w.inspection_id
    WHERE w.id = NEW.wsoa_id FOR KEY SHARE OF w, i;
    RETURN NEW;
""",
)

AREA_FOLLOWS_STATEMENT = pgtrigger.Trigger(
    name="area_follows_statement",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=update_of("inspection_id"),
    # Naming the column is enough: AREA_OF_REVISIT fills it.
    func="""
    UPDATE inspections_revisit SET area_id = area_id WHERE wsoa_id = NEW.id;
    RETURN NULL;
""",
)

AREA_FOLLOWS_INSPECTION = pgtrigger.Trigger(
    name="area_follows_inspection",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=update_of("area_id"),
    func="""
    UPDATE inspections_revisit SET area_id = NEW.area_id
    WHERE wsoa_id IN (SELECT w.id FROM inspections_wsoa w WHERE w.inspection_id = NEW.id);
    RETURN NULL;
""",
)

# A stage follows the workflow's rows alone, whoever writes it; the published past comes in closed. Who may and what
# must hold is asked by `inspections.actions.moving`, which is the one place of the program that writes it.
_ROWS = ", ".join(sorted({f"('{row.source.value}', '{row.target.value}')" for row in TRANSITIONS}))
STATE_ALONG_THE_TABLE = pgtrigger.Trigger(
    name="state_along_the_table",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | update_of("state"),
    func=f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> '{State.PLANNED.value}' AND NOT NEW.historical THEN
            RAISE EXCEPTION 'A re-visit begins as planned' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.state <> OLD.state AND NOT NEW.historical AND (OLD.state, NEW.state) NOT IN ({_ROWS}) THEN
        RAISE EXCEPTION 'No row of the workflow leads from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)

# G7, over the whole life of the case: those who left count too.
_QUALITY_APART = f"""
    {ONE_AFTER_THE_OTHER.format(revisit="NEW.revisit_id")}
    IF EXISTS (
        SELECT 1 FROM inspections_teammember m
        WHERE m.revisit_id = NEW.revisit_id AND m.user_id = NEW.user_id AND m.id <> NEW.id
        AND (left(m.role, 3) = 'qa_') <> (left(NEW.role, 3) = 'qa_')
    ) THEN
        RAISE EXCEPTION 'Whoever is or was on the team does not assure its quality (G7)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

TEAM_TRIGGERS = [
    TEAM_COMPLETE_ON_TEAM,
    pgtrigger.Trigger(
        name="team_quality_apart",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=_QUALITY_APART,
    ),
    # Who had which part stays as it was: a part ends, and another begins.
    pgtrigger.ReadOnly(name="team_part_stays", fields=["revisit", "user", "role"]),
    pgtrigger.Protect(name="team_member_stays", operation=pgtrigger.Delete),
]


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Rows that are written once: the database refuses to change or delete them."""
    return [pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
