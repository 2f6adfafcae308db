"""Who is told that cases were handed over: each person once, with what concerns them."""

import pytest

from inspections.actions.cases import create_case
from inspections.actions.hand_over import hand_over
from inspections.models import CaseEvent, TeamMember
from notifications.models import OutboxMessage
from revisits.accounts.models import User
from tests.cast import FIRST_DAY, NOW, Cast, new_case
from tests.notifications.conftest import expand_all, rows


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Two cases of one lead, whose earlier events have been told."""
    team = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    create_case(case=new_case(cast.area, team, FIRST_DAY.replace(day=31)), by=cast.owner, at=NOW)
    expand_all()
    return cast


def give(cast: Cast, name: str, to: User, by: User) -> list[OutboxMessage]:
    parts = list(TeamMember.objects.filter(user=cast[name]))
    hand_over(parts=parts, to=to, reason="Leave <b>", experience="Nine years", by=by, at=NOW)
    expand_all()
    return rows("handed_over")


def test_giver_and_taker_get_one_mail_each_for_all_cases(told: Cast) -> None:
    sent = {row.recipient_name: row for row in give(told, "owner", told["colleague"], told.owner)}
    assert set(sent) == {"The owner", "The colleague"}
    taker = sent["The colleague"]
    assert taker.subject == "2 cases went from The owner to The colleague"
    assert taker.text.count("Part: Lead HMI") == 2
    assert "/revisits/essex-2022-2/" in taker.text
    assert "Reason: Leave <b>" in taker.text and "Leave &lt;b&gt;" in taker.html
    assert "You have handed over to The colleague:" in sent["The owner"].text
    kinds = CaseEvent.objects.filter(kind=CaseEvent.Kind.HANDED_OVER)
    assert kinds.count() == kinds.filter(expansion__isnull=False).count() == 2


def test_the_lead_is_told_of_their_case_alone_and_who_entered_it(told: Cast) -> None:
    second = told.revisit.__class__.objects.get(reference="essex-2022-2")
    second.team.filter(role="lead").update(removed_at=NOW, removed_by=told.owner)
    TeamMember.objects.create(revisit=second, user=told["colleague"], role="lead")
    taker = told["dfe"]
    told["cqc"].memberships.update(user=taker)
    sent = {row.recipient_name: row for row in give(told, "cqc", taker, told["support"])}
    assert set(sent) == {"The cqc", "The dfe", "The owner", "The colleague"}
    lead = sent["The colleague"]
    assert lead.subject == "Essex: the case went from The cqc to The dfe"
    assert "The cqc has handed over to The dfe (entered by The support):" in lead.text
    assert "essex-2022-2" in lead.text and lead.text.count("Part:") == 1
