"""The least that a page of this server can be: the session, the user, one row by an index, a line of text."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from inspections.models import Revisit


def bare(request: HttpRequest, reference: str) -> HttpResponse:
    """Three statements: session, user (the sign-in middleware asks for both), and the re-visit."""
    revisit = Revisit.objects.get(reference=reference)
    return HttpResponse(f"{request.user} {revisit.reference} {revisit.first_day}")


@login_not_required
def bare_public(request: HttpRequest, reference: str) -> HttpResponse:
    """One statement: among the public pages nobody is known, and there is no session to read."""
    revisit = Revisit.objects.get(reference=reference)
    return HttpResponse(f"{revisit.reference} {revisit.first_day}")


@login_not_required
@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    """One statement that writes one row: the least that taking something can be."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_inserted (said) VALUES (%s)", ["bench"])
    return HttpResponse("inserted")
