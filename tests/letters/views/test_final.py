"""Pages of the final letter: signed, sent, recalled and published through their forms; who reads what under embargo."""

from typing import Any

from django.urls import reverse

from inspections.workflow import State
from letters.models import Letter, Publication
from revisits.accounts.visibility import may_see
from revisits.record.models import Entry
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters import finals
from tests.letters.assuring import state_of
from tests.letters.finals import AT, DUE, answered
from tests.pages import text

DAY = {"day_0": "7", "day_1": "7", "day_2": "2022"}
HANDS = {"owner", "cqc", "senior_hmi", "cqc_qa", "support"}
AREA = {"dcs", "health_chief"}
PEOPLE = HANDS | AREA | {
    "hmi", "colleague", "administrator", "lano", "contributor", "health", "pcf", "representative", "dfe", "nhse",
    "stranger", "other_forum",
}  # fmt: skip


def at(name: str) -> str:
    return reverse(f"final-{name}", args=["essex-2022"])


def readers(cast: Cast) -> set[str]:
    letter = Letter.objects.get(revisit=cast.revisit, kind="outcome")
    return {name for name in PEOPLE if may_see(cast[name], letter)}


def test_g27_signed_and_sent_through_their_pages(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = AT
    cast = finals.checking()
    version = {"seen": 2, "checked": "on"}
    assert signed_in(cast["senior_hmi"]).get(at("sign")).status_code == 404
    lead = signed_in(cast.owner)
    assert "Sign the final letter for Ofsted" in text(lead.get(at("sign")))
    assert "Tick the declaration" in text(lead.post(at("sign"), {"seen": 2}))
    assert "changed while you read it" in text(lead.post(at("sign"), version | {"seen": 1}))
    for person in ("owner", "cqc"):
        assert signed_in(cast[person]).post(at("sign"), version)["Location"] == at("letter")
    support = signed_in(cast["support"])
    sending: dict[str, Any] = {"seen": 2, "at": "9:30", **DAY}
    with answered():
        assert "Send it to the area" in text(support.get(at("letter")))
        assert "must lie ahead" in text(support.post(at("send"), sending | {"day_2": "2021"}))
        assert "There is no 1:30" in text(
            support.post(at("send"), sending | {"at": "1:30", "day_0": "26", "day_1": "3", "day_2": "2023"})
        )
        assert support.post(at("send"), sending)["Location"] == at("letter")
    assert state_of(cast) == State.FINAL and Publication.objects.get().due_at == DUE
    assert "published by itself at 9:30 on Thursday 7 July 2022" in text(support.get(at("letter")))


def test_g26_under_embargo_its_hands_and_the_directors_read_it_on_record_and_then_everybody(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    assert readers(cast) == HANDS | AREA
    address = Letter.objects.get(kind="outcome").get_absolute_url()
    page = signed_in(cast["dcs"]).get(address)
    assert "Under embargo until 9:30 on Thursday 7 July 2022" in text(page)
    assert Entry.objects.filter(operation__in=Entry.READINGS, person=cast["dcs"].pk).count() == 1
    file = signed_in(cast["health_chief"]).get(f"{address}pdf/")
    assert file["Cache-Control"] == "no-store" and file.content.startswith(b"%PDF")
    for person in ("lano", "pcf", "colleague"):
        assert signed_in(cast[person]).get(address).status_code == 404
    support = signed_in(cast["support"])
    assert "Say why" in text(support.post(at("publish"), {"reason": ""}))
    standing_clock.now = DUE
    with answered():
        assert support.post(at("publish"), {"reason": ""})["Location"] == at("letter")
    assert readers(cast) == PEOPLE - {"dfe", "nhse", "stranger", "other_forum"}


def test_a_recalled_letter_is_gone_from_the_area_and_stays_with_its_hands(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    support = signed_in(cast["support"])
    assert "Say why" in text(support.post(at("recall"), {"reason": " "}))
    assert support.post(at("recall"), {"reason": "A date is wrong."})["Location"] == at("letter")
    assert readers(cast) == HANDS
    assert "was recalled by" in text(support.get(at("letter")))
