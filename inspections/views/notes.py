"""Notes of the evidence base: the list, one note with its versions, writing and correcting them."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import evidence_access, note_list, since_cited, working_copies
from inspections.actions import notes as actions
from inspections.forms.evidence_base import NoteFilter
from inspections.forms.notes import FIRST_ROWS, MORE_ROWS, NoteForm, initial_of
from inspections.models import EvidenceNote, EvidenceVersion, Revisit
from inspections.note_policies import LooksLikeNames, NoteChanged
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.evidence_base import PAGE
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

KEPT = "The note is kept. Its team and those who assure quality can read it."


@cache_control(no_store=True)
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    case = evidence_access.base_or_404(request.user, reference)
    person = signed_in(request)
    form = NoteFilter(request.GET, revisit=case, authors=note_list.authors(person, case))
    wanted = form.wanted()
    page = Paginator(note_list.rows(person, case, wanted), PAGE).get_page(request.GET.get("page"))
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    context = case_context(request, case, form=form, page=page, query=query, narrowed=bool(wanted))
    return render(request, "inspections/evidence_base/notes.html", context)


@cache_control(no_store=True)
def note(request: HttpRequest, reference: str, note_id: int) -> HttpResponse:
    """What holds, and what stood before; opening it is on record."""
    case = evidence_access.base_or_404(request.user, reference)
    found = evidence_access.note_or_404(request.user, case, note_id)
    actions.read_note(note=found, by=signed_in(request))
    versions = found.versions.prefetch_related(
        "about__weakness", "citations__cited__document__given_by", "citations__cited__file"
    )
    context = case_context(
        request,
        case,
        note=found,
        versions=list(versions),
        since=since_cited.of_notes([found.pk]).get(found.pk, ""),
        tags=[tagging.tag for tagging in found.taggings.select_related("tag")],
        mine=found.written_by_id == signed_in(request).pk,
    )
    return render(request, "inspections/evidence_base/note.html", context)


@cache_control(no_store=True)
def add_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Without anything, or from a document (`?cites=` a version), whose weaknesses it then starts from."""
    case = evidence_access.base_or_404(request.user, reference, Permission.WRITE_NOTES)
    form = _form(request, case, initial=_from_document(request, case))
    if _sent(request) and form.is_valid():
        try:
            who: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
            written = actions.add_note(
                revisit=case, kind=form.cleaned_data["kind"], words=form.words(), **who
            )
            actions.set_tags(of=written, names=form.cleaned_data["tags"], **who)
            working_copies.saved(request, KEPT)
            return redirect("note", case.reference, written.pk)
        except LooksLikeNames as refusal:
            form = _confirming(request, case, refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(request, case, form=form, heading="Add a note", button="Keep the note")
    return render(request, "inspections/evidence_base/note_form.html", context)


@cache_control(no_store=True)
def change_note(request: HttpRequest, reference: str, note_id: int) -> HttpResponse:
    """Its author alone; whoever comes second to the same note is shown both texts."""
    case = evidence_access.base_or_404(request.user, reference, Permission.WRITE_NOTES)
    found = evidence_access.note_or_404(request.user, case, note_id)
    if found.written_by_id != signed_in(request).pk:
        raise Http404
    initial, rows = initial_of(found.versions.latest("number"))
    if request.method != "POST":
        actions.read_note(note=found, by=signed_in(request))
    initial["tags"] = ", ".join(tagging.tag.name for tagging in found.taggings.select_related("tag"))
    form = _form(request, case, initial=initial, rows=rows, of=found)
    newer = None
    if _sent(request) and form.is_valid():
        try:
            _change(request, found, form)
            working_copies.saved(request, "The correction is kept. What stood before stays beneath it.")
            return redirect("note", case.reference, found.pk)
        except NoteChanged as changed:
            newer = changed.current
            actions.read_note(note=found, by=signed_in(request))
            form = _form(request, case, rows=rows, of=found, after=newer.number)
            form.add_error(None, str(changed))
        except LooksLikeNames as refusal:
            form = _confirming(request, case, refusal, found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = case_context(
        request,
        case,
        form=form,
        note=found,
        newer=newer,
        heading="Correct your note",
        button="Keep the correction",
    )
    return render(request, "inspections/evidence_base/note_form.html", context)


def _change(request: HttpRequest, found: EvidenceNote, form: NoteForm) -> None:
    who: dict[str, Any] = {"by": signed_in(request), "at": clock.now()}
    after = form.cleaned_data.get("after") or 0
    actions.change_note(note=found, words=form.words(), after=after, **who)
    actions.set_tags(of=found, names=form.cleaned_data["tags"], **who)


def _sent(request: HttpRequest) -> bool:
    """Whether the note itself was sent, and not only more rows asked for."""
    return request.method == "POST" and "more" not in request.POST


def _form(
    request: HttpRequest,
    case: Revisit,
    *,
    initial: Mapping[str, Any] | None = None,
    rows: int = FIRST_ROWS,
    of: EvidenceNote | None = None,
    confirming: bool = False,
    after: int | None = None,
) -> NoteForm:
    """The form as it was sent, or as it begins; asking for more rows keeps what was typed and checks nothing."""
    given: dict[str, Any] = {
        "revisit": case,
        "versions": _may_be_cited(request, case),
        "confirming": confirming,
        "kind_stays": of is not None,
    }
    if request.method != "POST":
        return NoteForm(initial=initial, rows=rows, **given)
    typed = request.POST.copy()
    if after is not None:
        typed["after"] = str(after)
    rows = sum(1 for name in typed if name.startswith("cited_"))
    if _sent(request):
        return NoteForm(typed, rows=rows, **given)
    return NoteForm(initial=_as_initial(typed), rows=rows + MORE_ROWS, **given)


def _as_initial(typed: Any) -> dict[str, Any]:
    days = [typed.get(f"held_on_{box}", "") for box in range(3)]
    listed = {"weaknesses": typed.getlist("weaknesses"), "held_on": days}
    return {name: typed[name] for name in typed} | listed


def _confirming(
    request: HttpRequest, case: Revisit, refusal: LooksLikeNames, of: EvidenceNote | None = None
) -> NoteForm:
    """The same form with the tick by which the author confirms."""
    form = _form(request, case, of=of, confirming=True)
    form.is_valid()
    form.add_error("text", str(refusal))
    return form


def _may_be_cited(request: HttpRequest, case: Revisit) -> list[EvidenceVersion]:
    """Every version of the evidence of the case, documents in their order and the newest version first."""
    documents = evidence_access.team_evidence(request.user).filter(revisit=case)
    found = EvidenceVersion.objects.filter(document__in=documents.values("pk"))
    return list(found.select_related("document__given_by").order_by("document", "-number"))


def _from_document(request: HttpRequest, case: Revisit) -> dict[str, Any]:
    asked = request.GET.get("cites", "")
    if not asked.isdecimal():
        return {}
    version = next((each for each in _may_be_cited(request, case) if each.pk == int(asked)), None)
    if version is None:
        return {}
    about = list(version.document.about.values_list("weakness", flat=True))
    return {"kind": EvidenceNote.Kind.EVIDENCE, "cited_0": version.pk, "weaknesses": about}
