"""Small import files for tests, in the two shapes."""

import json
from pathlib import Path
from typing import Any

SEED_CASES = Path(__file__).parents[3] / "inspections" / "data" / "seed_cases.json"
NATIONAL = SEED_CASES.with_name("national_outcomes.json")


def outcomes_file(**changes: Any) -> str:
    """One published outcome; `changes` replace values of it."""
    row: dict[str, Any] = {
        "area": "Suffolk",
        "la_code": "E10000029",
        "region": "East of England",
        "initial_inspection_first_day": "2016-12-12",
        "initial_letter_published": None,
        "weaknesses": 4,
        "revisit_first_day": "2018-12-10",
        "revisit_last_day": None,
        "letter_published": "2019-01-30",
        "sufficient": 3,
        "not_sufficient": 1,
        "weakness_texts": [],
    }
    return json.dumps({"source": "Published statistics", "revisits": [row | changes]})


def case_file(reference: str = "essex-2022") -> dict[str, Any]:
    """The file of one seed case, as an object that a test may change."""
    cases = json.loads(SEED_CASES.read_text(encoding="utf-8"))["cases"]
    return {"cases": [case for case in cases if case["reference"] == reference]}
