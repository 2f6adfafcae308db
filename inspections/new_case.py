"""Setting up a case step by step: the steps, the answers kept so far, and the case that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from inspections import queries
from inspections.actions.cases import NewCase
from inspections.forms import new_case as forms
from inspections.forms.base import CaseForm
from inspections.forms.new_team import TeamForm
from inspections.importing.areas import organisation
from inspections.in_the_way import in_the_way
from inspections.models import CaseDraft, InitialInspection, LocalArea, Weakness
from inspections.parts import Joining
from inspections.picking import Days
from inspections.timeline.warnings import Booking
from revisits import clock
from revisits.accounts.models import Organisation, User


@dataclass(frozen=True)
class Step:
    """One page of the set-up."""

    slug: str
    title: str
    form: type[CaseForm]


STEPS = (
    Step("area", "Local area", forms.AreaForm),
    Step("inspection", "Initial inspection", forms.InspectionForm),
    Step("statement", "Written statement of action", forms.WSOAForm),
    Step("weaknesses", "Weaknesses", forms.WeaknessesForm),
    Step("team", "Team", TeamForm),
    Step("dates", "Dates", forms.DatesForm),
)
BY_SLUG = {step.slug: step for step in STEPS}


def bound(draft: CaseDraft, step: Step) -> CaseForm | None:
    """The step's form with the answers given so far; None before it was answered."""
    answers = draft.answers.get(step.slug)
    return form(draft, step, _as_query(answers)) if answers is not None else None


def form(
    draft: CaseDraft, step: Step, data: QueryDict | None = None, *, initial: Mapping[str, Any] | None = None
) -> CaseForm:
    """The step's form; that of the team knows who inspected the area before, and the days if they are given."""
    if step.form is TeamForm:
        return TeamForm(data, initial=initial, inspectors=_inspectors(draft), days=_days(draft))
    if step.form is forms.AreaForm:
        return forms.AreaForm(data, initial=initial, reader=draft.owner)
    return step.form(data, initial=initial)


def _inspectors(draft: CaseDraft) -> set[int]:
    """Ids of who carried out the initial inspection: as answered, and as on file."""
    area, inspection = _answers(draft, "area"), _answers(draft, "inspection")
    if not area or not inspection:
        return set()
    known = InitialInspection.objects.filter(area=area["area"], first_day=inspection["first_day"])
    on_file = known.exclude(inspectors=None).values_list("inspectors", flat=True)
    return {person.pk for person in inspection["inspectors"]} | set(on_file)


def _days(draft: CaseDraft) -> Days:
    dates, today = _answers(draft, "dates"), clock.today()
    if not dates:
        return Days(today)
    last_day = queries.calendar().last_day(dates["first_day"], dates["days"])
    return Days(today, dates["first_day"], last_day, reader=draft.owner)


def _answers(draft: CaseDraft, slug: str) -> dict[str, Any]:
    """The good answers of a step that asks nothing of the others; empty before."""
    found = bound(draft, BY_SLUG[slug])
    return found.cleaned_data if found and found.is_valid() else {}


def keep(draft: CaseDraft, step: Step, data: QueryDict) -> None:
    """Keep what was typed, as it was typed."""
    draft.answers[step.slug] = {
        name: values for name, values in data.lists() if name != "csrfmiddlewaretoken"
    }


def title(draft: CaseDraft) -> str:
    """The area that it is about, as far as it is known."""
    area = _answers(draft, "area")
    return str(area["area"] or area["name"]) if area else "A re-visit"


def next_step(draft: CaseDraft) -> Step | None:
    """The first step without a good answer."""
    for step in STEPS:
        found = bound(draft, step)
        if found is None or not found.is_valid():
            return step
    return None


def _as_query(answers: Mapping[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in answers.items():
        query.setlist(name, values)
    return query


def given(draft: CaseDraft) -> dict[str, dict[str, Any]]:
    """The cleaned answers by step; call it when no step is left."""
    cleaned = {}
    for step in STEPS:
        found = bound(draft, step)
        assert found is not None and found.is_valid()
        cleaned[step.slug] = found.cleaned_data
    return cleaned


def on_file(draft: CaseDraft) -> list[str]:
    """The weaknesses that the area's statement for that inspection names already; a new case keeps them."""
    area, inspection = _answers(draft, "area"), _answers(draft, "inspection")
    if not area or not inspection:
        return []
    known = Weakness.objects.filter(
        wsoa__inspection__area=area["area"], wsoa__inspection__first_day=inspection["first_day"]
    )
    return list(known.values_list("text", flat=True))


def first_answers(draft: CaseDraft, step: Step, person: User) -> dict[str, Any]:
    """What a step proposes before it was answered: the person as lead, the weaknesses on file."""
    if step.slug == "weaknesses":
        return {"weaknesses": "\n".join(on_file(draft))}
    return {"lead": person.pk}


def assemble(draft: CaseDraft) -> NewCase:
    """The case that the answers describe; makes the area where it is new."""
    answers = given(draft)
    team, dates = answers["team"], answers["dates"]
    area = answers["area"]["area"] or _new_area(answers["area"])
    return NewCase(
        area=area,
        inspected_from=answers["inspection"]["first_day"],
        inspected_to=answers["inspection"]["last_day"],
        inspectors=answers["inspection"]["inspectors"],
        weaknesses=answers["weaknesses"]["weaknesses"],
        guidance=dates["guidance"],
        first_day=dates["first_day"],
        days=dates["days"],
        team=_team(team),
        details={
            "has_open_meeting": dates["has_open_meeting"],
            "survey_kind": dates["survey_kind"],
            "circulated_by": str(area.authority or ""),
        },
        **answers["statement"],
    )


def _team(answers: Mapping[str, Any]) -> list[Joining]:
    people: list[tuple[str, User]] = [("lead", answers["lead"])]
    if answers["cqc"]:
        people.append(("cqc", answers["cqc"]))
    people += [("hmi", user) for user in answers["hmi"]]
    return [
        Joining(
            user=user,
            role=TeamForm.PARTS[name],
            reason=answers[f"{name}_reason"],
            experience=answers[f"{name}_experience"],
        )
        for name, user in people
    ]


def bookings(draft: CaseDraft) -> tuple[Booking, ...]:
    """Other on-site days of the chosen team that overlap with the days, once both are given."""
    days, team = _days(draft), _answers(draft, "team")
    if not team or not days.first or not days.last:
        return ()
    people = [joining.user.pk for joining in _team(team)]
    found = in_the_way(people, days.first, days.last, reader=draft.owner).bookings
    return tuple(booking for theirs in found.values() for booking in theirs)


def _new_area(answers: Mapping[str, Any]) -> LocalArea:
    kind = Organisation.Kind
    area = LocalArea.objects.create(
        name=answers["name"],
        code=answers["code"] or None,
        region=answers["region"],
        website=answers["website"],
        authority=organisation(kind.LOCAL_AUTHORITY, answers["authority"]),
        forum=Organisation.objects.create(
            kind=kind.FORUM, name=answers["forum_name"] or "Parent Carer Forum", email=answers["forum_email"]
        ),
    )
    area.health_bodies.set([organisation(kind.HEALTH, name) for name in answers["health_bodies"]])
    return area
