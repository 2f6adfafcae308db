"""A page as one person sees it."""

from dataclasses import dataclass

LEAD = "Paul Wilson"


@dataclass(frozen=True)
class Visit:
    """One page as one person sees it; `press` names a button that is pressed first, to see its errors."""

    page: str
    path: str
    who: str = LEAD
    press: str = ""
