"""Invariants over several rows, which a check constraint cannot see: PostgreSQL triggers, installed by migration."""

import pgtrigger

# Two transactions do not see each other's rows. Each takes the case's row first, so that the second looks once the
# first has committed. This lock does not collide with those that foreign keys take on the same row.
_ONE_AFTER_THE_OTHER = "PERFORM 1 FROM inspections_revisit WHERE id = {revisit} FOR NO KEY UPDATE;"

# Deferred: checked at commit, so that a team may be exchanged within one transaction.
_TEAM_COMPLETE = (
    _ONE_AFTER_THE_OTHER
    + """
    IF EXISTS (
        SELECT 1 FROM inspections_revisit r
        WHERE r.id = {revisit} AND r.state <> 'planned' AND NOT r.historical
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
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
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

# G7, over the whole life of the case: those who left count too.
_QUALITY_APART = f"""
    {_ONE_AFTER_THE_OTHER.format(revisit="NEW.revisit_id")}
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
