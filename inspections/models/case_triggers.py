"""Triggers that look at more of a case than their own row: they take the case first, and refuse in one sentence."""

import pgtrigger

from inspections.models.triggers import ONE_AFTER_THE_OTHER


def under_lock(
    name: str,
    body: str,
    *,
    case: str,
    operation: pgtrigger.Operation | pgtrigger.Operations = pgtrigger.Insert,
    condition: pgtrigger.Q | None = None,
) -> pgtrigger.Trigger:
    """A trigger before each row, under the lock of its case.

    `case` is SQL for the id of the re-visit, which `body` knows as `of_case`.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        declare=[("of_case", "bigint")],
        func=f"""
            SELECT {case} INTO of_case;
            {ONE_AFTER_THE_OTHER.format(revisit="of_case")}
            {body}
            RETURN NEW;
        """,
    )


def refuses(found: str, sentence: str) -> str:
    """The body that refuses a row of which the SQL condition `found` holds."""
    return f"""IF {found} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;"""
