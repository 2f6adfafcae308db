"""The texts of the survey's pages in other languages: how far each is, and one language beside the English."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from inspections.policies import Refused
from inspections.translations import Language
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys import translating
from surveys.actions.wording import WordingWrong, check_wording, write_wording
from surveys.forms.translating import CheckForm, WordingForm, field_name
from surveys.models import PageWording
from surveys.wording import ENGLISH

PER_PAGE = 20


def page_words(request: HttpRequest) -> HttpResponse:
    """How far the texts are in each language."""
    _translator(request)
    context = {"languages": translating.page_progress(), "total": len(ENGLISH)}
    return render(request, "surveys/page_words.html", context)


def page_words_language(request: HttpRequest, code: str) -> HttpResponse:
    """Some texts of one language: a POST keeps what was typed or, with `check`, says that what was read is right."""
    _translator(request)
    language = translating.language_or_404(code)
    known = translating.known_wording(language)
    missing = request.GET.get("show") == "open"
    keys = [key for key in ENGLISH if not missing or not (key in known and known[key].checked_at)]
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    here = list(page.object_list)
    checking = "check" in request.POST
    if request.method == "POST" and not checking:
        # What was typed belongs to the texts that were shown, whatever was kept since.
        here = [key for key in ENGLISH if field_name(key) in request.POST]
    form = WordingForm(
        request.POST if request.method == "POST" and not checking else None,
        language=language,
        keys=here,
        known=known,
    )
    check = CheckForm(request.POST if checking else None)
    if request.method == "POST" and (
        _checked(request, language, check, here) if checking else _kept(request, language, form)
    ):
        return redirect(f"{reverse('page-words-language', args=[code])}?{request.GET.urlencode()}")
    context = {
        "language": language,
        "page": page,
        "query": "show=open" if missing else "",
        "missing": missing,
        "form": form,
        "check": check,
        "shown": check if checking else form,
        "unchecked": [row for key, row in known.items() if key in here and row.checked_at is None],
        "checked": sum(1 for row in known.values() if row.checked_at),
        "total": len(ENGLISH),
    }
    return render(request, "surveys/page_words_language.html", context)


def _kept(request: HttpRequest, language: Language, form: WordingForm) -> bool:
    if not form.is_valid():
        return False
    try:
        count = write_wording(language=language.code, typed=form.typed, by=signed_in(request), at=clock.now())
    except WordingWrong as wrong:
        for key, fault in wrong.by_key.items():
            form.add_error(field_name(key), fault)
        form.data = _with_theirs(form, translating.known_wording(language))
        return False
    messages.success(request, f"{count} changed." if count else "Nothing has changed.")
    return True


def _checked(request: HttpRequest, language: Language, form: CheckForm, keys: list[str]) -> bool:
    if not form.is_valid():
        return False
    seen = {
        key: request.POST[f"was_{field_name(key)}"].replace("\r\n", "\n")
        for key in keys
        if f"was_{field_name(key)}" in request.POST
    }
    service = form.cleaned_data["service"]
    try:
        count = check_wording(
            language=language.code, seen=seen, service=service, by=signed_in(request), at=clock.now()
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    messages.success(request, f"{count} checked.")
    return True


def _with_theirs(form: WordingForm, known: Mapping[str, PageWording]) -> QueryDict:
    """What was typed, as begun from what stands there now: sent again, it is set over what the errors have shown."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    for key in form.keys:
        data[f"seen_{field_name(key)}"] = known[key].text if key in known else ""
    return data


def _translator(request: HttpRequest) -> None:
    if not held.may(request.user, Permission.TRANSLATE):
        raise Http404
