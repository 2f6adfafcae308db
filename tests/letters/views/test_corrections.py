"""Pages of a correction: begun, written, checked, signed, sent and published through their forms (G26, G27)."""

from typing import Any

from django.urls import reverse

from letters.models import Letter
from revisits.record.models import Entry
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.letters import correcting, finals
from tests.letters.assuring import newest, reviewed
from tests.letters.correcting import AT, DUE, NOTE, WRONG, now
from tests.letters.finals import answered
from tests.pages import text

SAID = {"wrong": WRONG, "note": NOTE, "dated_0": "12", "dated_1": "7", "dated_2": "2022"}


def at(name: str = "") -> str:
    return reverse(f"correction-{name}" if name else "correction", args=["essex-2022"])


def final(name: str) -> str:
    return reverse(f"final-{name}", args=["essex-2022"])


def test_g26_begun_with_what_is_wrong_and_its_note_and_seen_by_those_whose_hands_it_goes_through(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = AT
    cast = finals.published()
    lead = signed_in(cast.owner)
    assert "Something in it is wrong? Correct it" in text(lead.get(final("letter")))
    assert "Begin a correction" in text(lead.get(at()))
    said = text(lead.post(at("begin"), SAID | {"note": "", "dated_1": "6"}))
    assert "Write the note that every reader of the letter sees" in said and WRONG in said
    said = text(lead.post(at("begin"), SAID | {"dated_1": "6"}))
    assert "published on 7 July 2022: it is corrected then or later" in said and NOTE in said
    assert lead.post(at("begin"), SAID)["Location"] == at()
    page = text(lead.get(at()))
    assert (
        WRONG in page and f"Corrected on 12 July 2022: {NOTE}" in page and "correct its words first" in page
    )
    reading = Entry.objects.filter(operation__in=Entry.READINGS, person=cast.owner.pk).latest("pk")
    assert reading.table == "letters_correction"
    for person in ("cqc", "senior_hmi", "support"):
        assert NOTE in text(signed_in(cast[person]).get(at()))
    for person in ("colleague", "administrator", "dcs", "lano", "dfe"):
        assert signed_in(cast[person]).get(at()).status_code == 404
    # That there is one, without a word of it, is known to all staff.
    seen = text(signed_in(cast["colleague"]).get(final("letter")))
    assert "A correction of the letter is under way" in seen and NOTE not in seen
    assert "being corrected" in text(lead.get(reverse("outcome-letter", args=["essex-2022"])))
    support = signed_in(cast["support"])
    assert support.post(at("change"), SAID | {"note": "Another."})["Location"] == at()
    assert now(cast).note == "Another."
    assert "Say why" in text(support.post(at("withdraw"), {"reason": " "}))
    assert support.post(at("withdraw"), {"reason": "It was right."})["Location"] == at()
    assert "It was right." in text(lead.get(at())) and now(cast).stage == "withdrawn"


def _written(cast: Cast, lead: Any) -> None:
    page = reverse("outcome-write", args=["essex-2022", "weakness-1"])
    after = now(cast).published_words["weakness-1"]
    assert lead.post(page, {"after": after, "text": correcting.RIGHT}).status_code == 302
    assert "Nothing is missing" in text(lead.get(at()))
    lead.post(reverse("quality-submit", args=["essex-2022"]))
    assert now(cast).stage == "checking"


def test_g27_checked_signed_sent_and_published_through_its_pages(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = AT
    cast = correcting.begun()
    lead, support = signed_in(cast.owner), signed_in(cast["support"])
    with answered():
        _written(cast, lead)
        assert "Before it is sent to the area" in text(support.get(at()))
        review = reverse("quality-version", args=["essex-2022", newest(cast).number])
        assert NOTE in text(signed_in(cast["senior_hmi"]).get(review))
        for agency in ("ofsted", "cqc"):
            reviewed(cast, agency)
        assert "Read it and sign for Ofsted" in text(lead.get(at()))
        assert "Sign the corrected letter for CQC" in text(signed_in(cast["cqc"]).get(final("sign")))
        for person in ("owner", "cqc"):
            signing = {"seen": newest(cast).number, "checked": "on"}
            assert signed_in(cast[person]).post(final("sign"), signing).status_code == 302
        sending = {"seen": newest(cast).number, "when": "later", "at": "9:30"}
        assert "Enter the day of publication" in text(support.post(at("send"), sending))
        day = {"day_0": "14", "day_1": "7", "day_2": "2022"}
        assert "must lie ahead" in text(support.post(at("send"), sending | day | {"day_0": "11"}))
        assert "Choose when" in text(support.post(at("send"), sending | {"when": ""}))
        assert support.post(at("send"), sending | day)["Location"] == at()
        assert "It is published at 9:30 on Thursday 14 July 2022, once they are there" in text(
            support.get(at())
        )
    address = Letter.objects.get(kind="outcome", version=2).get_absolute_url()
    assert "Under embargo until 9:30 on Thursday 14 July 2022" in text(signed_in(cast["dcs"]).get(address))
    assert signed_in(cast["lano"]).get(address).status_code == 404
    # What is published still stands.
    old = text(support.get(Letter.objects.get(kind="outcome", version=1).get_absolute_url()))
    assert "was replaced" not in old
    assert support.post(final("recall"), {"reason": "A word."})["Location"] == at()
    assert now(cast).stage == "writing" and signed_in(cast["dcs"]).get(address).status_code == 404


def test_g26_the_version_before_is_read_by_staff_alone(
    db: None, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    standing_clock.now = DUE
    cast = correcting.published()
    old, new = (each.get_absolute_url() for each in Letter.objects.filter(kind="outcome").order_by("version"))
    assert "This version was replaced: see version 2" in text(signed_in(cast["colleague"]).get(old))
    lano = signed_in(cast["lano"])
    assert NOTE in text(lano.get(new))
    for address in (old, f"{old}pdf/", f"{old}html/"):
        assert lano.get(address).status_code == 404
    area = text(lano.get(reverse("area-case", args=["essex-2022"])))
    assert "Outcome letter, version 2, 12 July 2022" in area and area.count("Outcome letter,") == 1
    page = text(signed_in(cast.owner).get(final("letter")))
    assert "The letter was published at 9:30 on Thursday 14 July 2022" in page
    assert "version 2 published on 14 July 2022" in text(signed_in(cast.owner).get(at()))
