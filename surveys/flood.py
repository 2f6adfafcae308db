"""How often answers come, to tell a flood from many parents; what comes with a flood is set apart, not lost.

The counts stand in the memory that the web processes of one server have in common (`surveys.counts`), and go with the
hour: nothing on disk or in a database tells that somebody answered. A limit holds for all processes of one server.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from surveys.counts import common

TRAPPED = "A field was filled in that people do not see."
MANY_AT_ONCE = "More than {limit} answers arrived within a minute."
MANY_FROM_ONE = "More than {limit} answers arrived from one network within an hour."
WITHOUT_PROOF = "More than {limit} answers came from one network within an hour without a browser's check."


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refused`: ask again later. `apart_why`: taken, but set apart for this reason; empty: taken."""

    refused: bool = False
    apart_why: str = ""


def judge(*, survey: int, network: str, proven: bool, trapped: bool, now: datetime) -> Verdict:
    """Count one sending to a survey (its primary key) from a network (its address), and say what becomes of it."""
    limits = settings.SURVEY_LIMITS
    from_one = _count("network", survey, network, now=now)
    if from_one > limits["network_refused"]:
        return Verdict(refused=True)
    at_once = _count("minute", survey, f"{now:%H:%M}", now=now)
    unproven = 0 if proven else _count("unproven", survey, network, now=now)
    for excess, why, limit in (
        (trapped, TRAPPED, 0),
        (at_once > limits["minute"], MANY_AT_ONCE, limits["minute"]),
        (unproven > limits["network_unproven"], WITHOUT_PROOF, limits["network_unproven"]),
        (from_one > limits["network"], MANY_FROM_ONE, limits["network"]),
    ):
        if excess:
            return Verdict(apart_why=why.format(limit=limit))
    return Verdict()


def may_look(*, survey: int, network: str, now: datetime) -> bool:
    """Whether another code may be tried: of one network, and of all together."""
    limits = settings.SURVEY_LIMITS
    mine = _count("look", survey, network, now=now)
    return bool(mine <= limits["look"] and _count("look", survey, "", now=now) <= limits["look_all"])


def challenge(token: str) -> str:
    """What a browser proves its work on: 32 hexadecimal digits, another for each form."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def proves(token: str, number: str) -> bool:
    """Whether SHA-256 of "challenge.number" begins with `SURVEY_PROOF_BITS` bits of nought."""
    if not (number.isascii() and number.isdecimal() and len(number) <= 12):
        return False
    digest = hashlib.sha256(f"{challenge(token)}.{number}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - settings.SURVEY_PROOF_BITS) == 0


def _count(*parts: str | int, now: datetime) -> int:
    return common().add(".".join(map(str, parts)), now.timestamp())
