"""One section of the outcome letter: read with what was said of it, written, and who else is writing there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import working_copies
from inspections.policies import Refused
from inspections.views.case import case_context
from letters import outcome, outcome_access, outcome_page, outcome_policies, presence, section_comments
from letters.actions import outcome as actions
from letters.actions import section_hints, section_presence
from letters.composing.differences import Row, differences
from letters.composing.outcome import OutcomeSection
from letters.composing.outcome_typed import from_typed
from letters.composing.outcome_written import UnfitBlocks
from letters.composing.text import passages
from letters.forms.outcome import SectionForm
from letters.models import OutcomeLetter, SectionVersion
from letters.outcome_page import Standing
from letters.outcome_policies import SectionChanged
from letters.section_hints import hints_on
from letters.views.outcome import why_not
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from revisits.record.reading import read


@dataclass(frozen=True)
class Clash:
    """Somebody wrote in between: theirs, and what differs from it in what this person typed."""

    theirs: SectionVersion
    rows: tuple[Row, ...]


@require_safe
@cache_control(no_store=True)
def section(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Paragraph by paragraph with the comments on each, and hints. Opening it is on record."""
    letter, now, found = fetch(request, reference, key)
    read(
        person=signed_in(request).pk,
        what=letter,
        case=letter.revisit_id,
        part=f"outcome letter, {found.title}",
    )
    blocks = now.written.get(key, ())
    threads = section_comments.threads(letter, key, blocks)
    names = [passage.name for block in blocks for passage in passages(block)]
    context = _context(
        request,
        now,
        found,
        rows=[(part, [(block, _beside(threads, block)) for block in part.blocks])
              for part in outcome_page.parts(found, now.written)],
        on_all=section_comments.on(threads, ""),
        gone=[thread for thread in threads if thread.gone],
        names=names,
        hints=hints_on(letter, now.facts, found, blocks),
        may_comment=_may_comment(request, letter),
    )  # fmt: skip
    return render(request, "letters/outcome/section.html", context)


@cache_control(no_store=True)
def write(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Write a section; whoever comes second is shown both texts, and loses neither (G23)."""
    letter, now, found = fetch(request, reference, key, Permission.WRITE_DRAFT)
    person, part = signed_in(request), f"outcome letter, {found.title}"
    refused = why_not(request, letter.revisit)
    if request.method != "POST":
        read(person=person.pk, what=letter, case=letter.revisit_id, part=part)
        if not refused:
            section_presence.come(letter=letter, key=key, by=person, at=clock.now())
    typed = request.POST.copy()
    form, clash = SectionForm(typed or None, initial=_initial(request, now, key)), None
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.type_section(
                letter=letter, key=key, by=person, at=clock.now(), **form.cleaned_data
            )
            section_presence.leave(letter=letter, key=key, by=person)
            working_copies.saved(request, f"{found.title} is kept as version {version.number}.")
            return redirect(f"{reverse('outcome-letter', args=[reference])}#{key}")
        except SectionChanged as changed:
            clash = _clash(changed.newest, form.cleaned_data["text"])
            read(person=person.pk, what=letter, case=letter.revisit_id, part=part)
            typed["after"] = str(changed.newest.number)
            form.add_error("text", str(changed))
        except UnfitBlocks as unfit:
            form.add_error("text", _said(unfit))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, now, found, form=form, clash=clash, refused=refused)


@require_POST
@cache_control(no_store=True)
def here(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This person is there, or leaves (`gone`); who else is, and which version is the newest, as JSON."""
    letter, now, _ = fetch(request, reference, key, Permission.WRITE_DRAFT)
    person, at = signed_in(request), clock.now()
    if "gone" in request.POST or why_not(request, letter.revisit):
        section_presence.leave(letter=letter, key=key, by=person)
    else:
        section_presence.come(letter=letter, key=key, by=person, at=at)
    section_presence.forget(at=at)
    newest = now.newest.get(key)
    return JsonResponse(
        {
            "here": presence.others(letter, person, at=at).get(key, []),
            "version": newest.number if newest else 0,
            "by": str(newest.written_by) if newest else "",
        }
    )


@require_POST
def hints(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Ignore one hint (`ignore`), or show all that were ignored again."""
    letter, _, _ = fetch(request, reference, key, Permission.WRITE_DRAFT)
    try:
        if hint := request.POST.get("ignore", "")[:16]:
            section_hints.ignore_hint(
                letter=letter, section=key, key=hint, by=signed_in(request), at=clock.now()
            )
        else:
            section_hints.show_hints_again(letter=letter, section=key)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('outcome-section', args=[reference, key])}#hints")


def fetch(
    request: HttpRequest, reference: str, key: str, permission: Permission | None = None
) -> tuple[OutcomeLetter, Standing, OutcomeSection]:
    """The letter as it stands, and one section that is written by hand; 404 where there is none for this person."""
    letter = outcome_access.letter_or_404(request.user, reference, permission)
    now = outcome_page.standing(letter)
    found = now.section(key)
    if found is None:
        raise Http404
    return letter, now, found


def _form_page(request: HttpRequest, now: Standing, found: OutcomeSection, **more: Any) -> HttpResponse:
    """The form with what stands around it: what follows from the case, open comments, hints."""
    letter, key = now.letter, found.key
    blocks = now.written.get(key, ())
    context = _context(
        request,
        now,
        found,
        parts=outcome_page.parts(found, now.written),
        threads=[each for each in section_comments.threads(letter, key, blocks) if each.open],
        hints=hints_on(letter, now.facts, found, blocks),
        took=_takes(request, now, key),
        **more,
    )
    return render(request, "letters/outcome/write.html", context)


def _initial(request: HttpRequest, now: Standing, key: str) -> dict[str, Any]:
    newest = now.newest.get(key)
    words = now.news[key].words if _takes(request, now, key) else now.first_words(key)
    return {"after": newest.number if newest else 0, "text": words}


def _takes(request: HttpRequest, now: Standing, key: str) -> bool:
    """Whether the new words of the judgement are to stand in the form, to be kept or not."""
    return request.method != "POST" and request.GET.get("take") == "judgement" and key in now.news


def _clash(theirs: SectionVersion, text: str) -> Clash:
    key = theirs.section.key
    before = outcome.blocks_of(theirs)[key]
    return Clash(theirs, differences(before, from_typed(key, text, before, ())))


def _said(unfit: UnfitBlocks) -> str:
    """Without the names of blocks, which nobody outside the program knows."""
    said = str(unfit)
    return (
        said.rpartition(": ")[2].capitalize()
        if said.startswith(("activities-", "weakness-", "concerns-"))
        else said
    )


def _beside(
    threads: list[section_comments.Thread], block: Any
) -> list[tuple[Any, list[section_comments.Thread]]]:
    return [(passage, section_comments.on(threads, passage.name)) for passage in passages(block)]


def _may_comment(request: HttpRequest, letter: OutcomeLetter) -> bool:
    if not outcome_access.may_comment(request.user, letter.revisit):
        return False
    try:
        outcome_policies.check_comment(letter.revisit)
    except Refused:
        return False
    return True


def _context(request: HttpRequest, now: Standing, found: OutcomeSection, **more: Any) -> dict[str, Any]:
    letter, key = now.letter, found.key
    return case_context(
        request,
        letter.revisit,
        letter=letter,
        section=found,
        version=now.newest.get(key),
        news=now.news.get(key),
        here=presence.others(letter, signed_in(request), at=clock.now()).get(key, []),
        why_not=why_not(request, letter.revisit),
        **more,
    )
