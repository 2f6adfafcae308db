"""Translations of a case's questions: how far each language is, and one language beside the English (G16)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from inspections import access
from inspections.actions import translating as actions
from inspections.models import QuestionSet
from inspections.policies import Refused
from inspections.translation_policies import TranslationsWrong, check_translating
from inspections.translations import Language
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission
from surveys import translating
from surveys.forms.translating import CheckForm, QuestionsForm


def translations(request: HttpRequest, reference: str) -> HttpResponse:
    """Every language, and what is missing for parents to be offered it."""
    case = access.case_or_404(request.user, reference, Permission.TRANSLATE)
    version = translating.newest(request.user, case)
    context = case_context(
        request,
        case,
        version=version,
        standings=translating.standings(version) if version else (),
        refusal=_refusal(version),
    )
    return render(request, "surveys/translations.html", context)


def translation(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """One language: a POST keeps what was typed or, with `check`, says that what is not checked yet is right."""
    case = access.case_or_404(request.user, reference, Permission.TRANSLATE)
    language, version = translating.language_or_404(code), translating.newest(request.user, case)
    if version is None:
        return redirect("translations", reference)
    questions, known = list(version.questions.all()), translating.known_questions(version, language)
    checking = "check" in request.POST
    written = request.POST if request.method == "POST" and not checking else None
    form = QuestionsForm(written, language=language, questions=questions, known=known)
    check = CheckForm(request.POST if checking else None)
    if request.method == "POST" and (
        _checked(request, version, language, check) if checking else _kept(request, version, language, form)
    ):
        return redirect("translation", reference, code)
    context = case_context(
        request,
        case,
        version=version,
        language=language,
        form=form,
        check=check,
        shown=check if checking else form,
        unchecked=[row for row in known.values() if row.checked_at is None],
        refusal=_refusal(version),
    )
    return render(request, "surveys/translation.html", context)


def _kept(request: HttpRequest, version: QuestionSet, language: Language, form: QuestionsForm) -> bool:
    if not form.is_valid():
        return False
    by, at = signed_in(request), clock.now()
    try:
        count = actions.write_translations(
            question_set=version, language=language.code, typed=form.typed, by=by, at=at
        )
    except TranslationsWrong as wrong:
        for key, fault in wrong.by_question.items():
            form.add_error(f"text_{key}", fault)
        form.data = _with_editions(form, version, language)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{count} changed." if count else "Nothing has changed.")
    return True


def _checked(request: HttpRequest, version: QuestionSet, language: Language, form: CheckForm) -> bool:
    if not form.is_valid():
        return False
    seen = {
        int(key): int(edition)
        for key, _, edition in (pair.partition(":") for pair in request.POST.getlist("seen"))
        if key.isdecimal() and edition.isdecimal()
    }
    try:
        count = actions.check_translations(
            question_set=version,
            language=language.code,
            seen=seen,
            service=form.cleaned_data["service"],
            by=signed_in(request),
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    messages.success(request, f"{count} checked.")
    return True


def _with_editions(form: QuestionsForm, version: QuestionSet, language: Language) -> QueryDict:
    """What was typed, with the editions as they are now: sent again, it is set over what the errors have shown."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    for key, row in translating.known_questions(version, language).items():
        data[f"edition_{key}"] = str(row.edition)
    return data


def _refusal(version: QuestionSet | None) -> str:
    """Why nothing can be translated now; empty where it can."""
    if version is None:
        return "There are no questions yet whose words stand. Share a version with the forum first."
    try:
        check_translating(version, opened=actions.opened(version, clock.now()))
    except Refused as refusal:
        return str(refusal)
    return ""
