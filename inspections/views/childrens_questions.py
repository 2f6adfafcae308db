"""The team writes the questions for children and young people, and shares them with the nominated officer (G9)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from inspections.actions import childrens_session as actions
from inspections.arrangements_access import questions
from inspections.arrangements_policies import QuestionsChanged
from inspections.forms.childrens_session import QuestionsForm
from inspections.models import ChildrensQuestions
from inspections.policies import Refused
from inspections.views.arrangements import Desk, show, team_desk
from revisits import clock
from revisits.accounts.permissions import Permission


def write(request: HttpRequest, reference: str) -> HttpResponse:
    """The questions start from the newest; whoever comes second sees the other's."""
    desk = team_desk(request, reference, Permission.AGREE_SCHEDULE, must=True)
    newest, typed, theirs = _newest(desk), request.POST.copy(), None
    started = {"text": newest.text, "number": newest.number, "version": newest.version} if newest else {}
    form = QuestionsForm(typed if request.method == "POST" else None, initial=started)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        edition = {"number": given["number"] or 0, "version": given["version"] or 0}
        try:
            actions.write_questions(
                revisit=desk.case, text=given["text"], by=desk.person, at=clock.now(), **edition
            )
            messages.success(request, "The questions are kept. The area sees them once you share them.")
            return redirect("children", desk.case.reference)
        except QuestionsChanged as changed:
            theirs = changed.questions
            typed["number"], typed["version"] = str(theirs.number), str(theirs.version)
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    part = "inspections/arrangements/questions_form.html"
    return show(request, desk, part, "Questions for children and young people", form=form, theirs=theirs)


@require_POST
def share(request: HttpRequest, reference: str) -> HttpResponse:
    """Share what was read; what somebody changed meanwhile is read again first."""
    desk = team_desk(request, reference, Permission.AGREE_SCHEDULE, must=True)
    newest, version = _newest(desk), request.POST.get("version", "")
    if newest is None:
        raise Http404
    try:
        read = int(version) if version.isdecimal() else 0
        actions.share_questions(questions=newest, version=read, by=desk.person, at=clock.now())
        messages.success(request, "The questions are shared: the nominated officer can read them now.")
    except QuestionsChanged:
        messages.error(
            request, "Somebody changed the questions while you were reading them: read them again first."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("children", desk.case.reference)


def _newest(desk: Desk) -> ChildrensQuestions | None:
    return questions(desk.person).filter(revisit=desk.case).first()
