"""Setting up a case step by step: the steps, the answers kept so far, and the case that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from inspections.actions.cases import NewCase
from inspections.forms import new_case as forms
from inspections.forms.base import CaseForm
from inspections.importing.areas import organisation
from inspections.models import CaseDraft, LocalArea, TeamMember, Weakness
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
    Step("team", "Team", forms.TeamForm),
    Step("dates", "Dates", forms.DatesForm),
)
BY_SLUG = {step.slug: step for step in STEPS}


def bound(draft: CaseDraft, step: Step) -> CaseForm | None:
    """The step's form with the answers given so far; None before it was answered."""
    answers = draft.answers.get(step.slug)
    return step.form(_as_query(answers)) if answers is not None else None


def keep(draft: CaseDraft, step: Step, data: QueryDict) -> None:
    """Keep what was typed, as it was typed."""
    draft.answers[step.slug] = {
        name: values for name, values in data.lists() if name != "csrfmiddlewaretoken"
    }


def title(draft: CaseDraft) -> str:
    """The area that it is about, as far as it is known."""
    form = bound(draft, BY_SLUG["area"])
    if form is None or not form.is_valid():
        return "A re-visit"
    return str(form.cleaned_data["area"] or form.cleaned_data["name"])


def next_step(draft: CaseDraft) -> Step | None:
    """The first step without a good answer."""
    for step in STEPS:
        form = bound(draft, step)
        if form is None or not form.is_valid():
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
        form = bound(draft, step)
        assert form is not None and form.is_valid()
        cleaned[step.slug] = form.cleaned_data
    return cleaned


def on_file(draft: CaseDraft) -> list[str]:
    """The weaknesses that the area's statement for that inspection names already; a new case keeps them."""
    area, inspection = bound(draft, BY_SLUG["area"]), bound(draft, BY_SLUG["inspection"])
    if not area or not area.is_valid() or not inspection or not inspection.is_valid():
        return []
    known = Weakness.objects.filter(
        wsoa__inspection__area=area.cleaned_data["area"],
        wsoa__inspection__first_day=inspection.cleaned_data["first_day"],
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
        weaknesses=answers["weaknesses"]["weaknesses"],
        guidance=dates["guidance"],
        first_day=dates["first_day"],
        days=dates["days"],
        team=_team(team),
        details={"has_open_meeting": dates["has_open_meeting"], "circulated_by": str(area.authority or "")},
        **answers["statement"],
    )


def _team(answers: Mapping[str, Any]) -> list[tuple[User, str]]:
    people: list[tuple[User, str]] = [(answers["lead"], TeamMember.Role.LEAD)]
    if answers["cqc"]:
        people.append((answers["cqc"], TeamMember.Role.CQC))
    return people + [(user, TeamMember.Role.HMI) for user in answers["hmi"]]


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
