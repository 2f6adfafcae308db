"""Judgements, concerns and next steps: what the database refuses, whoever asks."""

from typing import Any

import pytest
from django.db import Error, transaction

from inspections.models import (
    ConcernCitation,
    ConcernVersion,
    Judgement,
    JudgementAgreement,
    JudgementCitation,
    JudgementVersion,
    MonitoringVisit,
    NextStep,
    Revisit,
    SeriousConcern,
    Weakness,
)
from inspections.workflow import State
from revisits.record.models import Entry
from tests.behind_the_form import refused
from tests.cast import FIRST_DAY, NOW, Cast, make_elsewhere
from tests.factories import make
from tests.inspections.evidence_base import given, note
from tests.inspections.judging import concern, meet, on_site, proposed, weakness
from tests.stages import put


def version_of(cast: Cast, **values: Any) -> JudgementVersion:
    said: dict[str, Any] = {"sufficient": True, "summary": "Less waiting.", "by": cast.owner, "at": NOW}
    judgement, _ = Judgement.objects.get_or_create(revisit=cast.revisit, weakness=weakness(cast))
    return JudgementVersion.objects.create(judgement=judgement, **(said | values))


def concern_of(cast: Cast, **values: Any) -> ConcernVersion:
    said: dict[str, Any] = {"title": "T", "text": "T", "by": cast.owner, "at": NOW}
    found = SeriousConcern.objects.first() or SeriousConcern.objects.create(revisit=cast.revisit)
    return ConcernVersion.objects.create(concern=found, **(said | values))


def test_g3_a_judgement_is_of_a_weakness_of_the_statement_once_and_stays_so(cast: Cast) -> None:
    version_of(cast)
    other, elsewhere = make(Weakness), make(Revisit)
    of_statement = "Only the weaknesses of the statement are judged"
    with refused(of_statement):
        Judgement.objects.create(revisit=cast.revisit, weakness=other)
    with refused("judgement_once_a_weakness"):
        Judgement.objects.create(revisit=cast.revisit, weakness=weakness(cast))
    with refused("it stays in its statement"):
        Weakness.objects.filter(pk=weakness(cast).pk).update(wsoa=other.wsoa, number=9)
    with refused("its statement stays"):
        Revisit.objects.filter(pk=cast.revisit.pk).update(wsoa=elsewhere.wsoa)
    with pytest.raises(Error, match="judgement_append_only"), transaction.atomic():
        Judgement.objects.update(weakness=weakness(cast, 2))


def test_g23_a_version_says_something_is_counted_and_stays(cast: Cast) -> None:
    first = version_of(cast)
    with refused("judgement_version_once"):
        version_of(cast)
    with refused("judgementversion_counts_from_one"):
        version_of(cast, number=0)
    with refused("judgement_has_a_summary"):
        version_of(cast, number=2, summary="")
    for act in (
        lambda: JudgementVersion.objects.update(sufficient=False),
        lambda: JudgementVersion.objects.filter(pk=first.pk).delete(),
    ):
        with pytest.raises(Error, match="judgement_version_append_only"), transaction.atomic():
            act()


def test_after_the_meeting_a_change_has_its_reason_whoever_writes_it(cast: Cast) -> None:
    version_of(cast)
    concern_of(cast)
    cast.notify()
    meet(cast)
    with refused("judgementversion_changed_for_a_reason"):
        version_of(cast, number=2)
    with refused("concernversion_changed_for_a_reason"):
        concern_of(cast, number=2)
    # What is said of the meeting is set by the database.
    version = version_of(cast, number=2, reason="Why", after_meeting=False)
    version.refresh_from_db()
    assert version.after_meeting
    assert not JudgementVersion.objects.get(number=1).after_meeting


def test_what_is_cited_is_one_thing_of_the_case_and_once(cast: Cast) -> None:
    document, written = given(cast), note(cast).versions.get()
    version, found = version_of(cast), concern_of(cast)
    JudgementCitation.objects.create(version=version, cited=document, place="page 3")
    JudgementCitation.objects.create(version=version, noted=written)
    ConcernCitation.objects.create(version=found, cited=document)
    ConcernCitation.objects.create(version=found, noted=written)
    with refused("judgementcitation_document_once"):
        JudgementCitation.objects.create(version=version, cited=document)
    with refused("judgementcitation_note_once"):
        JudgementCitation.objects.create(version=version, noted=written)
    with refused("concerncitation_document_once"):
        ConcernCitation.objects.create(version=found, cited=document)
    with refused("concerncitation_note_once"):
        ConcernCitation.objects.create(version=found, noted=written)
    with refused("judgementcitation_of_one_thing"):
        JudgementCitation.objects.create(version=version, cited=document, noted=written)
    with refused("concerncitation_of_one_thing"):
        ConcernCitation.objects.create(version=found, noted=written, place="page 3")
    for append_only, citations in (
        ("judgement_citation_append_only", JudgementCitation.objects),
        ("concern_citation_append_only", ConcernCitation.objects),
    ):
        with pytest.raises(Error, match=append_only), transaction.atomic():
            citations.update(place="page 4")


def test_nothing_of_another_case_is_cited(cast: Cast) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    document, written = given(other), note(other).versions.get()
    version, found = version_of(cast), concern_of(cast)
    for cites in ({"cited": document}, {"noted": written}, {}):
        for citations, of in ((JudgementCitation.objects, version), (ConcernCitation.objects, found)):
            with refused("evidence of the case itself|of_one_thing"):
                citations.create(version=of, **cites)  # type: ignore[misc]  # of either kind


def test_g6_a_version_is_agreed_once_an_agency_by_its_own_inspector_and_only_the_newest(cast: Cast) -> None:
    version = version_of(cast)
    agree = JudgementAgreement.objects.create
    by_its_own = "agreed by an HMI and by a CQC inspector of the team"
    for person, agency in (
        ("cqc", "ofsted"), ("owner", "cqc"), ("senior_hmi", "ofsted"), ("cqc_qa", "cqc"), ("hmi", "ofsted"),
    ):  # fmt: skip
        with refused(by_its_own):
            agree(version=version, agency=agency, by=cast[person], at=NOW)
    agree(version=version, agency="ofsted", by=cast.owner, at=NOW)
    with refused("judgement_agreed_once_an_agency"):
        agree(version=version, agency="ofsted", by=cast.owner, at=NOW)
    with refused("judgement_agency_known"):
        agree(version=version, agency="dfe", by=cast.owner, at=NOW)
    version_of(cast, number=2, sufficient=False)
    with refused("There is a newer version of this judgement"):
        agree(version=version, agency="cqc", by=cast["cqc"], at=NOW)
    with pytest.raises(Error, match="judgement_agreement_append_only"), transaction.atomic():
        JudgementAgreement.objects.all().delete()


def test_g3_a_concern_says_something_is_counted_and_stays(cast: Cast) -> None:
    concern_of(cast)
    with refused("concern_version_once"):
        concern_of(cast)
    with refused("concernversion_counts_from_one"):
        concern_of(cast, number=0)
    with refused("concern_not_empty"):
        concern_of(cast, number=2, title="")
    with refused("concern_withdrawn_for_a_reason"):
        concern_of(cast, number=2, withdrawn=True)
    with pytest.raises(Error, match="concern_version_append_only"), transaction.atomic():
        ConcernVersion.objects.update(text="Another")
    with pytest.raises(Error, match="serious_concern_append_only"), transaction.atomic():
        SeriousConcern.objects.update(revisit=cast.revisit)


def step(cast: Cast, **values: Any) -> NextStep:
    said: dict[str, Any] = {
        "kind": "decided", "body": "dfe", "decided_on": NOW.date(), "text": "A plan.", "recorded_by": cast["support"],
        "recorded_at": NOW,
    }  # fmt: skip
    return NextStep.objects.create(revisit=cast.revisit, **(said | values))


def test_g29_a_next_step_is_of_whom_it_is_for_and_stays(cast: Cast) -> None:
    first = step(cast)
    with refused("next_step_says_what"):
        step(cast, text="")
    by_whom = "next_step_by_whom_it_is_for"
    wrong: tuple[dict[str, Any], ...] = (
        {"body": "sos"}, {"asks_revisit": True}, {"kind": "497a", "source": "A letter"},
        {"kind": "497a", "body": "sos"}, {"kind": "other", "body": "nhse", "source": "A letter"},
    )  # fmt: skip
    for values in wrong:
        with refused(by_whom):
            step(cast, **values)
    with refused("next_step_correction_has_reason"):
        step(cast, corrects=first)
    with refused("next_step_correction_has_reason"):
        step(cast, reason="Why")
    with pytest.raises(Error, match="next_step_append_only"), transaction.atomic():
        NextStep.objects.update(text="Another")


def test_g28_a_visit_is_no_longer_needed_for_a_reason_or_took_place(cast: Cast) -> None:
    visits = MonitoringVisit.objects.filter(pk=cast.revisit.wsoa.monitoring_visits.latest("planned_on").pk)
    constraint = "monitoring_visit_not_needed_for_a_reason"
    wrong: tuple[dict[str, Any], ...] = (
        {"not_needed_since": FIRST_DAY}, {"not_needed_why": "x"},
        {"not_needed_since": FIRST_DAY, "not_needed_why": "x", "took_place_on": FIRST_DAY},
    )  # fmt: skip
    for values in wrong:
        with refused(constraint):
            visits.update(**values)


def again(cast: Cast, **values: Any) -> Revisit:
    days = {"first_day": "2022-10-04", "last_day": "2022-10-06"}
    given: dict[str, Any] = {"wsoa": cast.revisit.wsoa, "reference": "essex-again", **days}
    return make(Revisit, **(given | values))


def test_g29_no_further_re_visit_of_a_statement_whoever_writes_it(cast: Cast) -> None:
    no_further = "No further re-visit unless a direction"
    with refused(no_further):
        again(cast)
    with refused(no_further):
        again(cast, first_day="2022-02-01", last_day="2022-02-03")
    elsewhere = make(Revisit, reference="elsewhere", first_day="2022-10-11", last_day="2022-10-13")
    with refused(no_further):
        Revisit.objects.filter(pk=elsewhere.pk).update(wsoa=cast.revisit.wsoa)
    directed: dict[str, Any] = {"kind": "497a", "body": "sos", "source": "A letter", "asks_revisit": True}
    first = step(cast, **directed)
    again(cast)
    with refused(no_further):
        Revisit.objects.filter(pk=elsewhere.pk).update(wsoa=cast.revisit.wsoa)
    step(cast, **(directed | {"asks_revisit": False, "corrects": first, "reason": "It asked for none."}))
    step(cast, **directed)
    with refused(no_further):
        Revisit.objects.filter(pk=elsewhere.pk).update(wsoa=cast.revisit.wsoa)


def test_g29_cancelled_ones_do_not_count_and_published_outcomes_are_loaded_as_they_come(cast: Cast) -> None:
    outcome: dict[str, Any] = {"historical": True, "state": State.CLOSED, "days": None, "last_day": None}
    again(cast, reference="of-statistics", first_day="2023-10-03", **outcome)
    with refused("No further re-visit unless a direction"):
        again(cast)
    put(State.CANCELLED, cast.revisit)
    found = again(cast)
    with refused("No further re-visit unless a direction"):
        # Past the one that is known from statistics.
        Revisit.objects.filter(pk=found.pk).update(first_day="2023-10-10", last_day="2023-10-12")
    with refused("No further re-visit unless a direction"):
        Revisit.objects.filter(reference="of-statistics").update(
            historical=False, days=3, last_day="2023-10-05"
        )


def test_the_record_says_that_it_was_decided_and_never_what(cast: Cast) -> None:
    on_site(cast)
    proposed(cast, summary="zqsecret")
    concern(cast, title="zqsecret", text="zqsecret")
    told = Entry.objects.filter(table__in=["inspections_judgementversion", "inspections_concernversion"])
    assert {entry.case for entry in told} == {cast.revisit.pk}
    assert [entry.operation for entry in told] == ["insert", "insert"]
    for entry in told:
        assert "zqsecret" not in str(entry.after) and "True" not in str((entry.after or {}).get("sufficient"))
