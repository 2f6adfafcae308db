"""The facts of the four seed letters, from the same structured cases that the demo imports."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from letters.composing.facts import OpenMeetingFacts, ParentsLetterFacts
from letters.composing.phrases import LONDON

CASES_FILE = Path(__file__).parents[2] / "inspections" / "data" / "seed_cases.json"
CASES: dict[str, dict[str, Any]] = {
    case["reference"]: case for case in json.loads(CASES_FILE.read_text(encoding="utf-8"))["cases"]
}
REFERENCES = list(CASES)


def seed_facts(reference: str) -> ParentsLetterFacts:
    case = CASES[reference]
    area, inspection, revisit = case["area"], case["initial_inspection"], case["revisit"]
    return ParentsLetterFacts(
        guidance=case["guidance"],
        dated=date.fromisoformat(revisit["letter_date"]),
        area=area["name"],
        authority=area["authority"],
        website=area["website"],
        first_day=date.fromisoformat(revisit["first_day"]),
        last_day=date.fromisoformat(revisit["last_day"]),
        initial_first_day=date.fromisoformat(inspection["first_day"]),
        initial_last_day=date.fromisoformat(inspection["last_day"]),
        survey_url=revisit["survey"]["url"],
        survey_opens=_london(revisit["survey"]["opens"]),
        survey_closes=_london(revisit["survey"]["closes"]),
        open_meeting=_meeting(revisit["open_meeting"]),
        email_contributions=revisit["email_contributions"],
        meetings_may_be_online=revisit["meetings_may_be_online"],
        forum_name=area["forum"]["name"],
        forum_email=area["forum"]["email"],
        circulated_by=revisit["circulated_by"],
        letterhead=revisit["letterhead"],
        signatory_name=revisit["lead"]["name"],
        signatory_title=revisit["lead"]["title"],
    )


def _london(wall_time: str) -> datetime:
    return datetime.fromisoformat(wall_time).replace(tzinfo=LONDON)


def _meeting(data: dict[str, str | None] | None) -> OpenMeetingFacts | None:
    if data is None or data["date"] is None:
        return None
    at = time.fromisoformat(data["time"]) if data["time"] else None
    on = date.fromisoformat(data["date"])
    return OpenMeetingFacts(on=on, at=at, place=data["place"], access=data["access"])
