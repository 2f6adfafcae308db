"""The office's pages: useful, and never round the rules."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from inspections.actions.holidays import add_holiday, withdraw_holiday
from inspections.models import CaseEvent, HolidayChange, LocalArea, Revisit, TeamMember
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.factories import make
from tests.notifications.conftest import expand_all
from tests.pages import SEEN, text


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast["support"])


def at(model: str, page: str, *more: Any, app: str = "inspections") -> str:
    return reverse(f"admin:{app}_{model}_{page}", args=more)


def test_every_list_of_the_office_opens(office: Client, cast: Cast) -> None:
    cast.notify()
    for model in admin.site._registry:
        meta = model._meta
        assert office.get(at(meta.model_name or "", "changelist", app=meta.app_label)).status_code == 200
        row = model._default_manager.first()
        if row is not None:
            page = office.get(at(meta.model_name or "", "change", row.pk, app=meta.app_label))
            assert page.status_code == 200, meta.label


def holiday(**changes: Any) -> dict[str, Any]:
    return {"on": "04/10/2022", "name": "Extra day", "source": "Proclamation"} | changes


def test_a_holiday_changed_here_goes_through_the_action(office: Client, cast: Cast) -> None:
    """A new one is added on its own page, which shows what it moves."""
    assert office.post(at("holiday", "add"), holiday()).status_code == 403
    row = add_holiday(on=date(2022, 10, 4), name="Extra", source="x", by=None, at=NOW)
    Revisit.objects.update(timeline_stale=False)
    office.post(at("holiday", "change", row.pk), holiday())
    change = HolidayChange.objects.filter(on=row.on).latest("pk")
    assert (change.change, change.by, change.at) == ("renamed", cast["support"], NOW)
    assert Revisit.objects.get(pk=cast.revisit.pk).timeline_stale
    # Withdrawing has a page of its own too; and what is withdrawn is not brought back here.
    office.post(at("holiday", "change", row.pk), holiday(withdrawn="on"))
    withdraw_holiday(on=row.on, source="x", by=None, at=NOW)
    office.post(at("holiday", "change", row.pk), holiday(name="Back"))
    changes = HolidayChange.objects.filter(on=row.on).order_by("pk").values_list("change", flat=True)
    assert list(changes) == ["added", "renamed", "withdrawn"]


def test_history_is_read_only_here_too(office: Client, cast: Cast) -> None:
    event = cast.happened(CaseEvent.Kind.CREATED)[0]
    assert office.post(at("caseevent", "change", event.pk), {"text": "changed"}).status_code == 403
    assert office.post(at("caseevent", "delete", event.pk), {"post": "yes"}).status_code == 403
    assert office.get(at("revisit", "add")).status_code == 403


def test_g6_the_office_notes_the_reason_but_does_not_take_the_team_apart(office: Client, cast: Cast) -> None:
    cast.notify()
    members = list(cast.revisit.team.all())
    rows: dict[str, Any] = {}
    for number, member in enumerate(members):
        prefix = f"team-{number}"
        rows |= {f"{prefix}-id": member.pk, f"{prefix}-revisit": cast.revisit.pk, f"{prefix}-DELETE": "on"}
        rows |= {f"{prefix}-reason": "Nobody else", f"{prefix}-experience": "Nine years of SEND"}
        rows[f"{prefix}-role"] = "hmi"
    for prefix, count in (("team", len(members)), ("timeline", 0)):
        rows |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count}
    address = at("revisit", "change", cast.revisit.pk)
    [cqc] = [number for number, member in enumerate(members) if member.role == "cqc"]
    taken_away = office.post(address, rows | {f"team-{cqc}-experience": ""}).content.decode()
    assert "Describe their experience of inspecting SEND in local areas (G6)." in taken_away
    assert office.post(address, rows).status_code == 302
    after = {member.pk: member for member in TeamMember.objects.filter(revisit=cast.revisit)}
    assert {pk: member.role for pk, member in after.items()} == {member.pk: member.role for member in members}
    assert {member.experience for member in after.values()} == {"Nine years of SEND"}


def test_bad_input_is_refused_here_in_words(office: Client, cast: Cast) -> None:
    area = make(LocalArea, name="Suffolk")
    page = office.post(at("localarea", "change", area.pk), {"name": "ESSEX", "code": "x"}).content.decode()
    assert "already exists" in page or "errornote" in page
    area.refresh_from_db()
    assert area.name == "Suffolk"


def test_g12_a_weakness_added_here_after_the_notice_is_asked_about(office: Client, cast: Cast) -> None:
    cast.notify()
    wsoa = cast.revisit.wsoa
    inlines = {
        f"{prefix}-{count}_FORMS": number
        for prefix in ("weaknesses", "monitoring_visits", "actions")
        for count, number in (("TOTAL", int(prefix == "weaknesses")), ("INITIAL", 0))
    }
    row = {"weaknesses-0-number": 3, "weaknesses-0-text": "Transitions", "weaknesses-0-wsoa": wsoa.pk}
    given = {"inspection": wsoa.inspection_id, **inlines, **row}
    shown = office.post(at("wsoa", "change", wsoa.pk), given)
    assert "Nothing is done yet." in text(shown) and "Weaknesses were added" in text(shown)
    assert not wsoa.weaknesses.filter(number=3).exists()
    given = dict(shown.context["typed"]) | SEEN
    said = office.post(at("wsoa", "change", wsoa.pk), given, follow=True).content.decode()
    assert "it is asked for 1 more thing." in said
    expand_all()
    weakness = {"wsoa": wsoa.pk, "number": 4, "text": "Therapies", **inlines}
    in_a_window = office.post(at("weakness", "add"), weakness | {"_popup": "1"})
    assert "Nothing is done yet." in text(in_a_window) and ("_popup", "1") in in_a_window.context["typed"]
    said = office.post(at("weakness", "add"), weakness | SEEN, follow=True).content.decode()
    assert "it is asked for 1 more thing." in said
    asked = cast.revisit.items.filter(code__startswith="impact-").values_list("code", flat=True)
    assert set(asked) == {"impact-1", "impact-2", "impact-3", "impact-4"}
