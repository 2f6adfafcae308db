"""Versions of a section of the outcome letter: all of them, two compared word by word, and words used again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections.policies import Refused
from inspections.views.case import case_context
from letters import outcome, outcome_access
from letters.actions import outcome as actions
from letters.composing.differences import differences
from letters.models import OutcomeLetter, SectionVersion
from letters.outcome_policies import SectionChanged
from letters.views.outcome import why_not
from letters.views.outcome_sections import fetch
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read

PAGE = 25


@require_safe
@cache_control(no_store=True)
def versions(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Who wrote when, the newest first, and two to choose for comparing."""
    letter, now, found = fetch(request, reference, key)
    page = Paginator(_of(request, letter, key), PAGE).get_page(request.GET.get("page"))
    context = case_context(
        request,
        letter.revisit,
        section=found,
        page=page,
        newest=now.newest.get(key),
        why_not=why_not(request, letter.revisit),
    )
    return render(request, "letters/outcome/versions.html", context)


@require_safe
@cache_control(no_store=True)
def compare(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Two versions (`?before=` and `?after=`, else the newest and the one before it), word by word."""
    letter, _, found = fetch(request, reference, key)
    rows = _of(request, letter, key)
    after = get_object_or_404(rows, number=_number(request, "after") or _newest(rows))
    before = get_object_or_404(rows, number=_number(request, "before") or max(after.number - 1, 1))
    if before.number > after.number:
        before, after = after, before
    part = f"outcome letter, {found.title}, versions {before.number} and {after.number}"
    read(person=signed_in(request).pk, what=letter, case=letter.revisit_id, part=part)
    shown = differences(outcome.blocks_of(before)[key], outcome.blocks_of(after)[key])
    context = case_context(
        request,
        letter.revisit,
        section=found,
        before=before,
        after=after,
        rows=shown,
        newest=_newest(rows),
        why_not=why_not(request, letter.revisit),
    )
    return render(request, "letters/outcome/compare.html", context)


@require_POST
def again(request: HttpRequest, reference: str, key: str, number: int) -> HttpResponse:
    """A new version with the words of this one; refused where somebody wrote since the page was shown."""
    letter, _, _ = fetch(request, reference, key, Permission.WRITE_DRAFT)
    version = get_object_or_404(_of(request, letter, key), number=number)
    version.section.letter = letter
    after = request.POST.get("after", "")
    given: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
    try:
        made = actions.use_again(version=version, after=int(after) if after.isdecimal() else 0, **given)
        messages.success(request, f"Version {made.number} has the words of version {number} again.")
    except SectionChanged as changed:
        messages.error(
            request, f"{changed.newest.written_by} wrote here meanwhile: look at their words first."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("outcome-versions", reference, key)


def _of(request: HttpRequest, letter: OutcomeLetter, key: str) -> QuerySet[SectionVersion]:
    found = outcome_access.section_versions(request.user).filter(section__letter=letter, section__key=key)
    return found.select_related("section", "written_by").order_by("-number")


def _newest(rows: QuerySet[SectionVersion]) -> int:
    return rows.values_list("number", flat=True).first() or 0


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 6 else 0
