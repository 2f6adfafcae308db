"""Judging: proposed, changed and agreed weakness by weakness; provisional, confirmed; other serious concerns."""

from typing import Any

import pytest

from inspections import judgements
from inspections.actions.judgements import (
    Grounds,
    agree_judgement,
    propose_judgement,
    withdraw_concern,
    write_concern,
)
from inspections.actions.notes import see_impact
from inspections.actions.timeline import reopen
from inspections.guards import refusals
from inspections.judgement_policies import JudgementChanged
from inspections.models import WSOA, CaseEvent, ConcernVersion, JudgementVersion, NoteVersion, SeriousConcern
from inspections.policies import Refused
from inspections.workflow import Event, State, advance
from tests.cast import NOW, Cast, make_elsewhere
from tests.inspections.evidence_base import given, note
from tests.inspections.judging import (
    LAST,
    SUMMARY,
    agreed,
    answer_what_is_asked,
    arrive,
    at_stage,
    concern,
    everything,
    meet,
    on_site,
    proposed,
    settled,
    weakness,
)

Kind = CaseEvent.Kind


def test_g23_a_judgement_has_a_decision_a_summary_and_what_it_rests_on(cast: Cast) -> None:
    document = on_site(cast)
    version = proposed(cast, sufficient=False)
    first, second = judgements.of_case(cast.revisit)
    assert (first.sufficient, first.summary, first.version) == (False, SUMMARY, version)
    assert (second.sufficient, second.version, second.confirmed) == (None, None, False)
    cited = {(each.cited_id, each.noted_id, each.place) for each in version.citations.all()}
    assert cited == {(document.pk, None, "page 3"), (None, NoteVersion.objects.get().pk, "")}
    (told,) = cast.happened(Kind.JUDGED)
    assert told.text == "Weakness 1, version 1 of its judgement was written."
    assert "ufficient" not in f"{told.text}{told.data}", "all staff read the history"


def test_g3_only_weaknesses_of_the_statement_are_judged_on_evidence_of_the_case(cast: Cast) -> None:
    on_site(cast)
    other = make_elsewhere(cast)
    stranger = other.revisit.wsoa.weaknesses.all()[0]
    said: dict[str, Any] = {"sufficient": True, "summary": SUMMARY, "by": cast.owner, "at": LAST}
    with pytest.raises(Refused, match=r"only those are judged \(G3\)"):
        propose_judgement(revisit=cast.revisit, weakness=stranger, grounds=Grounds(), **said)
    with pytest.raises(Refused, match="not evidence of this case"):
        proposed(cast, grounds=Grounds([(given(other), "")]))
    elsewhere = note(other).versions.get()
    with pytest.raises(Refused, match="not of this case"):
        proposed(cast, grounds=Grounds(notes=[elsewhere]))
    assert not JudgementVersion.objects.exists()


def test_g6_each_agency_agrees_for_itself_and_a_change_is_agreed_anew(cast: Cast) -> None:
    on_site(cast)
    first = agreed(cast)
    judged = judgements.of_case(cast.revisit)[0]
    assert {agency: each.by for agency, each in judged.agreed.items()} == {
        "ofsted": cast.owner, "cqc": cast["cqc"]
    }  # fmt: skip
    with pytest.raises(Refused, match="The cqc agreed this version for CQC already"):
        agree_judgement(version=first, by=cast["cqc"], at=LAST)
    second = proposed(cast, by="cqc", sufficient=False, after=1)
    judged = judgements.of_case(cast.revisit)[0]
    assert (judged.version, judged.agreed, judged.missing) == (second, {}, ("Ofsted", "CQC"))
    with pytest.raises(JudgementChanged, match="The cqc wrote version 2"):
        agree_judgement(version=first, by=cast.owner, at=LAST)
    with pytest.raises(Refused, match="Nothing differs from version 2"):
        proposed(cast, sufficient=False, after=2)
    with pytest.raises(JudgementChanged) as changed:
        proposed(cast, summary="Mine", after=1)
    assert changed.value.current == second


@pytest.mark.parametrize("person", ["senior_hmi", "cqc_qa", "support", "colleague", "lano"])
def test_g7_whoever_is_not_on_the_team_judges_nothing(cast: Cast, person: str) -> None:
    on_site(cast)
    version = proposed(cast)
    by = cast[person]
    for act in (
        lambda: proposed(cast, 2, by=person),
        lambda: agree_judgement(version=version, by=by, at=LAST),
        lambda: concern(cast, by=person),
    ):
        with pytest.raises(Refused, match="Only the inspectors on the team"):
            act()


def test_g13_and_g15_nothing_is_agreed_while_something_is_open(cast: Cast) -> None:
    cast.notify()
    given(cast)
    arrive(cast)
    version = proposed(cast)
    with pytest.raises(Refused) as refused:
        agree_judgement(version=version, by=cast.owner, at=LAST)
    assert str(refused.value).count("(G15)") == 2 and "(G13)" in str(refused.value)
    answer_what_is_asked(cast)
    for person in ("owner", "cqc"):
        agree_judgement(version=version, by=cast[person], at=LAST)
    meet(cast)
    assert judgements.of_case(cast.revisit)[0].confirmed
    cast.revisit.items.filter(code="tribunal").update(none_at=None, none_by=None)
    assert not judgements.of_case(cast.revisit)[0].confirmed, "what was declared is open again"


def test_what_cites_nothing_is_not_agreed(cast: Cast) -> None:
    on_site(cast)
    version = proposed(cast, grounds=Grounds())
    with pytest.raises(Refused, match="Cite the evidence"):
        agree_judgement(version=version, by=cast.owner, at=LAST)


def test_a_judgement_is_provisional_until_the_meeting_is_recorded(cast: Cast) -> None:
    on_site(cast)
    agreed(cast)
    agreed(cast, 2)
    assert [each.confirmed for each in judgements.of_case(cast.revisit)] == [False, False]
    assert judgements.unsettled(cast.revisit) == tuple(
        f"Weakness {number} is provisional until the judgement meeting is recorded." for number in (1, 2)
    )
    meet(cast)
    assert [each.confirmed for each in judgements.of_case(cast.revisit)] == [True, True]
    assert judgements.unsettled(cast.revisit) == ()
    reopen(event=cast.event("judgement_meeting"), by=cast.owner, at=LAST)
    assert not any(each.confirmed for each in judgements.of_case(cast.revisit))


def test_after_the_meeting_a_change_has_a_reason_and_quality_assurance_is_told(cast: Cast) -> None:
    settled(cast)
    with pytest.raises(Refused, match="say why it is changed now"):
        proposed(cast, sufficient=False, after=1)
    version = proposed(cast, sufficient=False, after=1, reason="A document came late")
    assert (version.after_meeting, version.reason) == (True, "A document came late")
    (told,) = cast.happened(Kind.JUDGEMENT_CHANGED)
    assert "late" not in told.text and told.data["weakness"] == 1
    assert judgements.unsettled(cast.revisit) == ("Weakness 1 is not agreed by Ofsted and CQC yet.",)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.PLANNED, "not been notified"), (State.NOTIFIED, "has not begun"),
        (State.QUALITY, "returned or take it back first"), (State.ACCURACY, "once its comments are closed"),
        (State.CHECKING, "returned or take it back first"), (State.FINAL, "recall it first"),
        (State.CLOSED, "by a correction"), (State.POSTPONED, "postponed"), (State.CANCELLED, "cancelled"),
    ],
)  # fmt: skip
def test_at_other_stages_nothing_is_judged_and_the_reason_is_told(cast: Cast, state: State, why: str) -> None:
    on_site(cast)
    version, found = proposed(cast), concern(cast)
    at_stage(cast, state)
    for act in (
        lambda: proposed(cast, 2),
        lambda: agree_judgement(version=version, by=cast.owner, at=LAST),
        lambda: concern(cast, title="Another"),
        lambda: withdraw_concern(concern=found.concern, after=1, reason="x", by=cast.owner, at=LAST),
    ):
        with pytest.raises(Refused, match=why):
            act()


@pytest.mark.parametrize("state", [State.ON_SITE, State.REPORTING, State.FINALISING])
def test_while_the_letter_is_written_judgements_are_too(cast: Cast, state: State) -> None:
    on_site(cast)
    at_stage(cast, state)
    assert agreed(cast).number == 1


def test_g3_g23_the_letter_waits_until_every_weakness_is_settled(cast: Cast) -> None:
    on_site(cast)
    agreed(cast)
    proposed(cast, 2)
    meet(cast)
    at_stage(cast, State.REPORTING)
    submit = advance(State.REPORTING, Event.SUBMIT)
    assert "Weakness 2 is not agreed by Ofsted and CQC yet." in refusals(cast.revisit, submit)
    agreed(cast, 2, after=1, summary="Clearer.", reason="For the letter")
    assert not any("Weakness" in said for said in refusals(cast.revisit, submit))


def test_g3_g23_another_serious_concern_is_written_changed_and_withdrawn(cast: Cast) -> None:
    on_site(cast)
    first = concern(cast)
    found = judgements.concerns(cast.revisit)
    assert [(each.title, each.version) for each in found] == [("Home education", first)]
    assert first.citations.count() == 2
    with pytest.raises(Refused, match="Nothing differs"):
        concern(cast, concern=first.concern, after=1)
    with pytest.raises(JudgementChanged):
        concern(cast, concern=first.concern, after=0, title="Mine")
    changed = concern(cast, concern=first.concern, after=1, text="They are not known.")
    assert judgements.concerns(cast.revisit)[0].text == "They are not known."
    who: dict[str, Any] = {"concern": first.concern, "by": cast["cqc"], "at": LAST}
    with pytest.raises(Refused, match="Say why"):
        withdraw_concern(after=changed.number, reason="", **who)
    withdraw_concern(after=changed.number, reason="They are known after all", **who)
    assert judgements.concerns(cast.revisit) == ()
    with pytest.raises(Refused, match="The cqc withdrew it already"):
        withdraw_concern(after=3, reason="x", **who)
    concern(cast, concern=first.concern, after=3)
    assert len(judgements.concerns(cast.revisit)) == 1, "written anew, it stands again"


def test_g3_no_statement_of_action_comes_of_a_concern(cast: Cast) -> None:
    """There is no way from one to the other: no foreign key leads there, and writing one leaves statements alone."""
    on_site(cast)
    before = (WSOA.objects.count(), cast.revisit.wsoa.weaknesses.count())
    concern(cast)
    assert (WSOA.objects.count(), cast.revisit.wsoa.weaknesses.count()) == before
    models = {SeriousConcern, ConcernVersion}
    led_to = {
        field.related_model for model in models for field in model._meta.get_fields() if field.is_relation
    }
    assert not {model.__name__ for model in led_to if isinstance(model, type)} & {
        "WSOA", "Weakness", "WSOAAction", "InitialInspection", "MonitoringVisit"
    }  # fmt: skip


def test_after_the_meeting_a_concern_is_changed_for_a_reason_too(cast: Cast) -> None:
    on_site(cast)
    first = concern(cast)
    meet(cast)
    with pytest.raises(Refused, match="say why it is changed now"):
        write_concern(
            revisit=cast.revisit, concern=first.concern, after=1, title="T", text="T", grounds=everything(cast),
            by=cast.owner, at=LAST,
        )  # fmt: skip
    withdraw_concern(concern=first.concern, after=1, reason="Wrong", by=cast.owner, at=LAST)
    (told,) = cast.happened(Kind.JUDGEMENT_CHANGED)
    assert told.text == "Something beside the weaknesses was written after the judgement meeting."


def test_what_inspectors_saw_is_counted_beside_it(cast: Cast) -> None:
    document = on_site(cast).document
    for person, shows in (("owner", "impact"), ("cqc", "unclear")):
        see_impact(document=document, weakness=weakness(cast), shows=shows, by=cast[person], at=NOW)
    assert judgements.seen(cast.revisit) == {weakness(cast).pk: {"impact": 1, "none": 0, "unclear": 1}}
