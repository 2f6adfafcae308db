"""How a table's changes come into the record: three triggers a table, which `pgtrigger.ignore` does not set aside.

    class Meta:
        triggers = recorded(case="{x}.revisit_id")

They run once a statement over all its rows, so that writing in bulk stays cheap, and an update records only the
rows and columns that differ.
"""

from collections.abc import Sequence
from string import Template as Sql
from typing import Any

import pgtrigger
from pgtrigger import compiler

from revisits.record.telling import SETTING


class FirmSql(compiler.UpsertTriggerSql):
    """A trigger that nothing in the program can set aside; migrations name this class."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid} {when} {operation} ON {table} {referencing}
                FOR EACH {level} EXECUTE PROCEDURE {pgid}();
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Firm(pgtrigger.Trigger):
    """pgtrigger's trigger, without its way round it."""

    def compile(self, model: Any) -> compiler.Trigger:
        soft = super().compile(model)
        wanted = ("pgid", "declare", "func", "table", "when", "operation", "referencing", "level")
        given = {name: soft.sql.kwargs[name] for name in wanted if name in soft.sql.kwargs}
        return compiler.Trigger(name=self.name, sql=FirmSql(**given))


def refusing(operation: Any, *, name: str, level: Any = pgtrigger.Row, unless: str = "FALSE") -> Firm:
    """The database refuses the operation, but for rows of which the SQL condition `unless` holds."""
    return Firm(
        name=name,
        level=level,
        when=pgtrigger.Before,
        operation=operation,
        func=f"""
            IF {unless} THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'The record is never altered: no % on %', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        """,
    )


# `said` is what the program told with the statement; a statement from elsewhere says nothing.
_SAID = ("said", f"jsonb := COALESCE(NULLIF(current_setting('{SETTING}', true), ''), '{{}}')::jsonb")
# OFFSET 0 keeps the planner from computing the rows' JSON anew for every column that is compared.
_WRITE = Sql("""
    INSERT INTO record_entry
        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)
    SELECT COALESCE((said->>'at')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),
        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>'person')::bigint,
        COALESCE(said->>'means', 'database'), COALESCE(said->>'why', ''), session_user, r.before, r.after
    FROM ($rows OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;
    RETURN NULL;
""")
_ONE_SIDED = Sql("""
    SELECT '$operation' AS operation, x.$key AS place, x.$key::text AS key, $case AS "case", $area AS area,
        $before AS before, $after AS after FROM $side x
""")
# A changed primary key shows as a row gone and a row come.
_TWO_SIDED = Sql("""
    SELECT CASE WHEN was IS NULL THEN 'insert' WHEN became IS NULL THEN 'delete' ELSE 'update' END AS operation,
        place, place::text AS key, "case", area,
        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)
            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,
        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)
            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after
    FROM (
        SELECT COALESCE(n.$key, o.$key) AS place,
            CASE WHEN n.$key IS NULL THEN $old_case ELSE $new_case END AS "case",
            CASE WHEN n.$key IS NULL THEN $old_area ELSE $new_area END AS area,
            CASE WHEN o.$key IS NOT NULL THEN $was END AS was,
            CASE WHEN n.$key IS NOT NULL THEN $became END AS became
        FROM old_rows o FULL JOIN new_rows n ON n.$key = o.$key
        OFFSET 0
    ) sides WHERE was IS DISTINCT FROM became
""")


def recorded(
    *,
    case: str = "NULL::bigint",
    area: str = "NULL::bigint",
    without: Sequence[str] = (),
    secret: Sequence[str] = (),
    key: str = "id",
) -> list[Firm]:
    """The triggers that record every insert, update and delete of a model's rows.

    `case` and `area` are SQL for the ids of the re-visit and of the local area that the row is about, `{x}` being
    the row: `case="{x}.revisit_id"`, or a sub-select in brackets. Columns in `without` are no facts (derived, or
    kept elsewhere); of those in `secret` the record says that they changed, never what they are.
    """
    about = {name: sql.format(x="x") for name, sql in (("case", case), ("area", area))}
    facts = _facts("x", without, secret)
    come = _ONE_SIDED.substitute(
        about, side="new_rows", key=key, operation="insert", before="NULL::jsonb", after=facts
    )
    gone = _ONE_SIDED.substitute(
        about, side="old_rows", key=key, operation="delete", before=facts, after="NULL::jsonb"
    )
    changed = _TWO_SIDED.substitute(
        {
            f"{side}_{name}": sql.format(x=side[0])
            for side in ("old", "new")
            for name, sql in (("case", case), ("area", area))
        },
        key=key,
        was=_facts("o", without, secret),
        became=_facts("n", without, secret, _CHANGED),
    )
    return [
        _after(pgtrigger.Insert, come),
        _after(pgtrigger.Update, changed),
        _after(pgtrigger.Delete, gone),
    ]


_CHANGED = "CASE WHEN n.{column} IS DISTINCT FROM o.{column} THEN 'hidden, changed' ELSE 'hidden' END"


def _facts(row: str, without: Sequence[str], secret: Sequence[str], said: str = "'hidden'") -> str:
    """The row as JSON; `said` is SQL for what is told of a secret column, whose name is `{column}` in it."""
    named = ", ".join(sorted(without))
    kept = f"to_jsonb({row}) - '{{{named}}}'::text[]" if without else f"to_jsonb({row})"
    hidden = ", ".join(f"'{column}', {said.format(column=column)}" for column in secret)
    return f"({kept} || jsonb_build_object({hidden}))" if secret else kept


def _after(operation: Any, rows: str) -> Firm:
    sides = {"old": "old_rows", "new": "new_rows"}
    if operation is not pgtrigger.Update:
        del sides["old" if operation is pgtrigger.Insert else "new"]
    return Firm(
        name=f"record_{str(operation).lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**sides),  # type: ignore[no-untyped-call]
        declare=[_SAID],
        func=_WRITE.substitute(rows=rows),
    )
