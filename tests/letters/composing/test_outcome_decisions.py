"""What the letter says of the decisions: every N of M from 0/1 to 14/14, and the real outcomes to date."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letters.composing.outcome import check, compose
from letters.composing.outcome_proposal import propose
from letters.composing.text import words
from tests.letters.outcome_rows import CONCERN, decided, letter, section

PAIRS = [(made, of) for of in range(1, 15) for made in range(of + 1)]
KIND = "areas? of significant weakness"
IDENTIFIED = "identified at the initial inspection"
COUNT = "one|two|three|four|five|six|seven|eight|nine|10|11|12|13|14"
COUNTS = {word: place for place, word in enumerate(COUNT.split("|"), start=1)}
NATIONAL = json.loads(Path("inspections/data/national_outcomes.json").read_text(encoding="utf-8"))["revisits"]


def counted(phrase: str, of: int) -> int:
    """How many weaknesses a phrase speaks of, read without the program's help."""
    if found := re.fullmatch(rf"({COUNT}) of the ({COUNT}) areas of significant weakness", phrase):
        assert COUNTS[found[2]] == of
        assert COUNTS[found[1]] < of
        return COUNTS[found[1]]
    if of > 2:
        assert re.fullmatch(rf"(?:all|any of the) ({COUNT}) areas of significant weakness", phrase)
        assert COUNTS[phrase.removeprefix("any of the ").removeprefix("all ").split()[0]] == of
    else:
        several = {"both areas of significant weakness", "either of the two areas of significant weakness"}
        assert phrase in ({"the area of significant weakness"} if of == 1 else several)
    return of


@pytest.mark.parametrize(("made", "of"), PAIRS)
def test_g23_overall_line_says_how_many_of_how_many(made: int, of: int) -> None:
    heading, line, _ = section(decided(made, of), "overall")
    first, *second = line.split(". ")
    line_of = rf"The area has (not )?made sufficient progress in addressing (.*{KIND}) {IDENTIFIED}\.?"
    found = re.fullmatch(line_of, first)
    assert found
    assert bool(found[1]) == (made == 0)
    assert counted(found[2], of) == (made or of)
    assert ("any" in found[2] or "either" in found[2]) == (made == 0 and of > 1)
    if 0 < made < of:
        rest = "the other area" if of - made == 1 else f"the other {list(COUNTS)[of - made - 1]} areas"
        assert second == [f"It has not made sufficient progress in addressing {rest} of weakness."]
    else:
        assert not second
    assert heading == "Outcome of the revisit"


@pytest.mark.parametrize(("made", "of"), PAIRS)
def test_g28_g29_next_steps_follow_from_the_decisions(made: int, of: int) -> None:
    _, line = section(decided(made, of), "next-steps")
    found = re.match(r"As the area has (not )?made sufficient progress in addressing (.+?), (.+)", line)
    assert found
    assert bool(found[1]) == (made < of)
    assert counted(found[2], of) == (of if made == of else of - made)
    assert ("will cease" in line) == (made == of)
    assert ("determine the next steps" in line) == ("Secretary of State's powers" in line) == (made < of)
    assert ("any further revisits unless directed to do so" in line) == (made < of)


@pytest.mark.parametrize(("made", "of"), [(0, 1), (1, 1), (2, 5), (14, 14)])
def test_g23_each_weakness_has_its_one_decision_as_judged(made: int, of: int) -> None:
    text = letter(decided(made, of))
    decisions = [words(passage) for passage in text.passages() if passage.name.endswith("-decision")]
    yes = "The area has made sufficient progress in addressing this area of significant weakness."
    assert decisions == [yes] * made + [yes.replace("has made", "has not made")] * (of - made)


def test_exact_words_of_a_few() -> None:
    lines = {pair: section(decided(*pair), "overall")[1] for pair in [(0, 1), (1, 1), (1, 2), (0, 2), (4, 5)]}
    assert lines == {
        (0, 1): "The area has not made sufficient progress in addressing the area of significant weakness "
        "identified at the initial inspection.",
        (1, 1): "The area has made sufficient progress in addressing the area of significant weakness "
        "identified at the initial inspection.",
        (1, 2): "The area has made sufficient progress in addressing one of the two areas of significant "
        "weakness identified at the initial inspection. It has not made sufficient progress in addressing "
        "the other area of weakness.",
        (0, 2): "The area has not made sufficient progress in addressing either of the two areas of "
        "significant weakness identified at the initial inspection.",
        (4, 5): "The area has made sufficient progress in addressing four of the five areas of significant "
        "weakness identified at the initial inspection. It has not made sufficient progress in addressing "
        "the other area of weakness.",
    }
    assert section(decided(5, 5, guidance="2018"), "next-steps")[1] == (
        "As the area has made sufficient progress in addressing all five areas of serious weakness, the "
        "monitoring visits from the Department for Education (DfE) and NHS England will cease."
    )
    assert section(decided(0, 2), "next-steps")[1] == (
        "As the area has not made sufficient progress in addressing either of the two areas of significant "
        "weakness, it is for the Department for Education (DfE) and NHS England to determine the next "
        "steps. This may include the use of the Secretary of State's powers of intervention. Ofsted and CQC "
        "will not carry out any further revisits unless directed to do so by the Secretary of State."
    )


def test_dfe_is_written_out_where_it_comes_first() -> None:
    concerned = decided(1, 2, concerns=(CONCERN,))
    assert "for the DfE and NHS England to" in section(concerned, "next-steps")[1]
    assert "Department for Education (DfE)" in section(concerned, "concerns")[-1]


def test_real_outcomes_are_of_all_three_kinds() -> None:
    """The list has 34 of the re-visits; what is tested below is tested on each kind."""
    assert Counter(map(overall, NATIONAL)) == {"all": 14, "some": 19, "none": 1}


def overall(row: dict[str, Any]) -> str:
    if not row["sufficient"]:
        return "none"
    return "some" if row["not_sufficient"] else "all"


@pytest.mark.parametrize("row", NATIONAL, ids=lambda row: row["area"])
def test_g28_g29_real_outcomes_compose_a_letter_that_says_them(row: dict[str, Any]) -> None:
    made, of = row["sufficient"], row["weaknesses"]
    first = date.fromisoformat(row["revisit_first_day"])
    facts = decided(
        made,
        of,
        guidance="2018" if first.year < 2021 else "2022",
        area=row["area"],
        dated=date.fromisoformat(row["letter_published"]),
        first_day=first,
        last_day=date.fromisoformat(row["revisit_last_day"] or row["revisit_first_day"]),
        initial_first_day=date.fromisoformat(row["initial_inspection_first_day"]),
        initial_last_day=None,
    )
    check(facts, propose(facts))
    text = compose(facts, propose(facts))
    assert text.complete
    said = {passage.name: words(passage) for passage in text.passages()}
    assert said["overall"].count("has made") == (made > 0)
    assert said["overall"].count("has not made") == (made < of)
    steps = {"all": "will cease", "some": "determine the next steps", "none": "determine the next steps"}
    assert steps[overall(row)] in said["next-steps"]
    kind = "serious" if first.year < 2021 else "significant"
    assert f"of {kind} weakness" in said["overall"]
    assert said["heading"] == f"Joint area SEND revisit in {row['area']}"
    decisions = [words for name, words in said.items() if name.endswith("-decision")]
    assert [" not " in each for each in decisions] == [False] * made + [True] * (of - made)
