"""Invariants over several rows, which a check constraint cannot see: PostgreSQL triggers, installed by migration."""

import pgtrigger

# Deferred: checked at commit, so that a team may be exchanged within one transaction.
_TEAM_COMPLETE = """
    IF EXISTS (
        SELECT 1 FROM inspections_revisit r
        WHERE r.id = {revisit} AND r.state <> 'planned' AND NOT r.historical
        AND NOT (
            EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'lead')
            AND EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'cqc')
        )
    ) THEN
        RAISE EXCEPTION 'A notified re-visit needs a lead HMI and a CQC inspector (G6)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

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


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Rows that are written once: the database refuses to change or delete them."""
    return [pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
