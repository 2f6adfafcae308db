"""What stands at the foot of every public page: privacy, accessibility, contact; and what robots are told."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from letters.composing import wording
from revisits import clock
from revisits.public import survey
from revisits.public.answers import answer
from revisits.public.page import made

CONTACTS = {
    "inspectorate": wording.LASEND_EMAIL,
    "ofsted_privacy": wording.OFSTED_PRIVACY_EMAIL,
    "cqc_privacy": wording.CQC_PRIVACY_EMAIL,
    "ofsted_notice": wording.OFSTED_PRIVACY_URL,
    "cqc_notice": wording.CQC_PRIVACY_URL,
    "send_guide": wording.SEND_GUIDE_URL,
}


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "public/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "public/accessibility.html")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return _page(request, "public/contact.html")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Announced re-visits may be found by everybody; nothing else is for robots."""
    said = render_to_string("public/robots.txt", {"site": settings.SITE_URL})
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    now = clock.now()
    context = {
        "contacts": CONTACTS,
        "controller": settings.PRIVACY_CONTACT,
        "kept": settings.RETENTION["registrations"],
    }
    page = made(template, context)
    return answer(request, page, change=survey.next_change([], now, now.date()), now=now)
