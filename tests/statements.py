"""Telling statements apart: a write carries before it who acts (`revisits.record.telling`)."""

import re

WRITE = re.compile(
    r"\s*(SELECT set_config\('revisits\.acting', '[^']*', true\); )?(INSERT|UPDATE|DELETE|TRUNCATE)\b", re.I
)


def is_write(sql: str) -> bool:
    return bool(WRITE.match(sql))
