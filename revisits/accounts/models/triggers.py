"""Invariants of more than one row, which a check constraint cannot see: PostgreSQL triggers, installed by migration."""

import pgtrigger

from revisits.accounts.roles import WORKS_AT
from revisits.triggers import update_of


def role_fits(name: str) -> pgtrigger.Trigger:
    """A role is held only at a body of a kind that has it (`roles.WORKS_AT`): for rows that name both."""
    pairs = ", ".join(f"('{role}', '{kind}')" for role, kinds in WORKS_AT.items() for kind in sorted(kinds))
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | update_of("role", "organisation_id"),
        func=f"""
            IF NOT EXISTS (
                SELECT 1 FROM accounts_organisation o
                WHERE o.id = NEW.organisation_id AND (NEW.role, o.kind) IN ({pairs})
            ) THEN
                RAISE EXCEPTION '{name}: this role is not held at a body of this kind'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
