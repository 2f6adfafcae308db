"""The tables of one part of the figures, made of a tally, with small numbers suppressed. Pure but for its models."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inspections.models import Question
from surveys.figures import Asked, Cell, Column, Row, Settings
from surveys.suppression import FEWEST, Shown, Unsafe, protect_list, protect_part, protect_table
from surveys.tally import Group, Tally

OTHERS = "All others, or not said"
Kind = Question.Kind


@dataclass(frozen=True)
class Groups:
    """Columns of a breakdown: the places of settings in each, the last of them all the others; with their names."""

    names: list[str]
    members: list[list[Group]]

    def sizes(self, answered: Counter[Group]) -> list[int]:
        return [sum(answered[each] for each in members) for members in self.members]


def tables(questions: Sequence[Question], tally: Tally) -> list[Asked]:
    """Every question with what may be shown of its answers."""
    setting = next((question for question in questions if question.asks_setting), None)
    shown = _shown_settings(setting, tally) if setting else []
    return [_asked(question, setting, shown, tally) for question in questions]


def _asked(question: Question, setting: Question | None, shown: list[int], tally: Tally) -> Asked:
    answered = tally.answered[question.pk]
    total = answered.total()
    enough = total >= FEWEST
    found = Asked(
        question=question.pk,
        place=question.place,
        kind=question.kind,
        text=question.text,
        weakness=question.weakness_id,
        asks_setting=question.asks_setting,
        answered=total if enough else None,
        rows=[],
        settings=None,
    )
    if not enough or question.kind == Kind.TEXT:
        return found
    counts = [tally.chosen[question.pk][place] for place in range(len(question.answers))]
    if setting and not question.asks_setting:
        groups = _groups(setting, shown, answered)
        by_setting = _by_setting(question, counts, groups, answered) if len(groups.names) > 1 else None
        if by_setting:
            found["rows"], found["settings"] = by_setting
            return found
    found["rows"] = _rows(question, counts, _alone(question, counts, total), total)
    return found


def _shown_settings(setting: Question, tally: Tally) -> list[int]:
    """The kinds of setting whose number is shown: only they are broken down by."""
    counts = [tally.chosen[setting.pk][place].total() for place in range(len(setting.answers))]
    try:
        shown = protect_list(counts)
    except Unsafe:
        return []
    return [place for place, how in enumerate(shown) if how is Shown.EXACT]


def _groups(setting: Question, shown: list[int], answered: Counter[Group]) -> Groups:
    """Columns of five and more who answered; the others are counted together, with the smallest where they are few."""
    own: list[Group] = [place for place in shown if answered[place] >= FEWEST]
    own.sort(key=lambda place: answered[place], reverse=True)
    others: list[Group] = [place for place in answered if place not in own]
    while own and 0 < sum(answered[each] for each in others) < FEWEST:
        others.append(own.pop())
    own.sort(key=lambda place: -1 if place is None else place)
    names = [setting.answers[place] for place in own if place is not None]
    members = [[place] for place in own]
    if any(answered[each] for each in others):
        names, members = [*names, OTHERS], [*members, others]
    return Groups(names, members)


def _by_setting(
    question: Question, counts: Sequence[Counter[Group]], groups: Groups, answered: Counter[Group]
) -> tuple[list[Row], Settings] | None:
    """The question's own rows and its breakdown, which are protected together; None where that cannot be."""
    sizes = groups.sizes(answered)
    total = sum(sizes)
    cells = [[*groups.sizes(each), each.total()] for each in counts]
    try:
        if question.kind == Kind.CHOICES:
            shown = [protect_part(row, [*sizes, total]) for row in cells]
        else:
            shown = protect_table(cells)
    except Unsafe:
        return None
    broken_down = [
        [_cell(count, how, size) for count, how, size in zip(row, hows, sizes, strict=False)]
        for row, hows in zip(cells, shown, strict=True)
    ]
    columns = [Column(label=name, answered=size) for name, size in zip(groups.names, sizes, strict=True)]
    rows = _rows(question, counts, [hows[-1] for hows in shown], total)
    return rows, Settings(columns=columns, rows=broken_down)


def _alone(question: Question, counts: Sequence[Counter[Group]], total: int) -> list[Shown]:
    """How the answers stand without a breakdown; none where they cannot be shown at all."""
    numbers = [each.total() for each in counts]
    try:
        if question.kind == Kind.CHOICES:
            return [protect_part([number], [total])[0] for number in numbers]
        return protect_list(numbers)
    except Unsafe:
        return []


def _rows(question: Question, counts: Sequence[Counter[Group]], shown: list[Shown], total: int) -> list[Row]:
    if not shown:
        return []
    last = len(counts) - 1
    return [
        Row(
            label=label,
            apart=question.kind == Kind.SCALE and place == last,
            **_cell(counts[place].total(), shown[place], total),
        )
        for place, label in enumerate(question.answers)
    ]


def _cell(count: int, shown: Shown, of: int) -> Cell:
    if shown is not Shown.EXACT:
        return Cell(shown=shown.value, count=None, percent=None)
    return Cell(shown=shown.value, count=count, percent=percent(count, of))


def percent(count: int, of: int) -> int:
    """Whole per cent, halves upwards."""
    return (200 * count + of) // (2 * of) if of else 0
