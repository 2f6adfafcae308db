"""Nothing is forgotten: every event, every row of the workflow, every kind of thing tells somebody, or says why not."""

from django.template.loader import get_template
from django.urls import get_resolver

from inspections.models import CaseEvent
from inspections.timeline.events import EVENTS, OWNERS
from inspections.workflow import TRANSITIONS
from notifications.catalogue import CATALOGUE, MESSAGES, SUBJECTS, Urgency, covering
from notifications.catalogue.shown_first import SHOWN_FIRST
from notifications.cause import Stage
from notifications.domain.audience import AREA_OWNERS, TEAM_OWNERS
from notifications.domain.formal import NOTICES


def test_every_event_of_the_timeline_is_told_or_reminded_of() -> None:
    assert set(covering.OF_THE_TIMELINE) == {rule.code for rule in EVENTS}
    for rule in EVENTS:
        told = covering.OF_THE_TIMELINE[rule.code]
        assert set(told) <= set(MESSAGES), rule.code
        assert (rule.until is not None) == (rule.code in covering.WINDOWS), rule.code
        assert told or rule.until is None, f"nobody hears of {rule.code}"
    assert set(Stage) == {stage for message in CATALOGUE for stage in message.stages}
    assert all(MESSAGES[code].stages for code in covering.REMINDERS)


def test_every_owner_of_an_event_is_somebody_who_is_reminded() -> None:
    assert {owner for rule in EVENTS for owner in rule.owners} <= {*TEAM_OWNERS, *AREA_OWNERS, "support"}
    assert set(OWNERS) == {*TEAM_OWNERS, *AREA_OWNERS, "support"}


def test_every_row_of_the_workflow_is_told_or_says_why_not() -> None:
    told, nobody = covering.OF_THE_WORKFLOW, covering.NOBODY_AT
    assert not set(told) & set(nobody)
    assert set(told) | set(nobody) == {(row.source, row.event) for row in TRANSITIONS}
    assert {code for codes in told.values() for code in codes} <= set(MESSAGES)
    assert all(reason.endswith(".") for reason in nobody.values())


def test_every_kind_of_thing_is_told_or_says_why_not() -> None:
    told = {kind for message in CATALOGUE for kind in message.kinds}
    assert told <= set(CaseEvent.Kind)
    assert not told & set(covering.NOBODY_OF)
    assert told | set(covering.NOBODY_OF) == set(CaseEvent.Kind)
    assert all(reason.endswith(".") for reason in covering.NOBODY_OF.values())
    assert covering.telling_of(CaseEvent.Kind.EVIDENCE_GIVEN) == ("evidence_received", "evidence_late")


def test_every_formal_message_is_shown_before_it_goes_or_says_why_not() -> None:
    shown, not_shown = covering.PREVIEWED, covering.NOT_PREVIEWED
    formal = {message.code for message in CATALOGUE if message.urgency is Urgency.FORMAL}
    assert set(shown) | set(not_shown) == formal and not set(shown) & set(not_shown)
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {page for pages in shown.values() for page in pages} <= names | set(SHOWN_FIRST)
    assert {notice.page for notice in NOTICES.values()} <= {
        page for pages in shown.values() for page in pages
    }


def test_every_message_stands_once_with_its_templates_and_its_readers() -> None:
    assert len(MESSAGES) == len(CATALOGUE) == sum(len(messages) for messages in SUBJECTS.values())
    for message in CATALOGUE:
        assert message.readers.endswith("."), f"{message.code} does not say who gets it"
        for ending in ("subject.txt", "txt", "html"):
            assert get_template(f"emails/{message.code}.{ending}")
