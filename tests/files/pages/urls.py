"""The program's addresses, and a page on which files are given: as a layer above would make it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from revisits.files import receiving

PAGE = """{% extends "base.html" %}{% block title %}Give files{% endblock %}{% block content %}
<h1 class="govuk-heading-l">Give files</h1>
<form method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}
  <div class="govuk-form-group"><label class="govuk-label" for="weakness">Weakness</label>
  <select class="govuk-select" id="weakness" name="weakness">
    <option value="1">One</option><option value="2">Two</option></select></div>
  {% include "files/upload.html" with offered=offered %}
  <button class="govuk-button">Upload</button>
</form>{% endblock %}"""


def give(request: HttpRequest) -> HttpResponse:
    target = {"case": "essex"}
    offered = receiving.offer("notes", target, done="/")
    if request.method == "POST":
        weakness = request.POST.get("weakness")
        outcomes = receiving.receive_form(request, purpose="notes", target={**target, "weakness": weakness})
        if all(each.receipt for each in outcomes):
            return redirect("/give/?received")
        offered = receiving.offer("notes", target, outcomes=outcomes)
    return HttpResponse(engines["django"].from_string(PAGE).render({"offered": offered}, request))


urlpatterns = [path("give/", give, name="give"), path("", include("revisits.urls"))]
handler404 = "revisits.errors.not_found"
