"""Telling the database who acts, in the very statement that writes: no round trip of its own, none for reading.

The setting is local to the transaction and told anew with each write, so that neither a rollback nor a pooled
connection can leave it stale. The triggers of `revisits.record.triggers` read it.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from revisits.acting import Acting, current

SETTING = "revisits.acting"
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE|WITH)\b", re.IGNORECASE)


def listen(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """A connection was opened: from now on its writes say who acts."""
    if tell not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, tell)


def tell(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """An execute wrapper of Django's."""
    if not isinstance(sql, str) or not _WRITES.match(sql) or getattr(context["cursor"], "name", None):
        return execute(sql, params, many, context)
    setting = f"SELECT set_config('{SETTING}', '{said(current())}', true)"
    if many:
        with context["connection"].cursor() as cursor:
            cursor.execute(setting)
        return execute(sql, params, many, context)
    result = execute(f"{setting}; {sql}", params, many, context)
    # On to the result of the write itself.
    while result is not None and result.nextset():
        pass
    return result


def said(acting: Acting) -> str:
    """As JSON that may stand between quotes in any statement: no quote, no per cent sign, no NUL."""
    told: dict[str, Any] = {"person": acting.person_id, "means": acting.means, "why": acting.why}
    if acting.at:
        told["at"] = acting.at.isoformat()
    text = json.dumps({name: value for name, value in told.items() if value})
    return text.replace("\\u0000", "").replace("'", "\\u0027").replace("%", "\\u0025")
