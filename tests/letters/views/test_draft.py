"""The draft as its readers meet it: marked, on record, and each side's comments its own (G24, G25)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import DraftReader
from inspections.workflow import State
from letters.models import AccuracyComment, AccuracyRound, Side, Submission
from letters.rendering.pdf import render_pdf
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_cast
from tests.conftest import SignedIn, StandingClock
from tests.drafts import BLOCK, WORDS, answered, draft_sent, said, submitted, told, with_area
from tests.letters.rendering.pdf_reader import shown
from tests.pages import SEEN, text
from tests.snapshots import kept
from tests.stages import put

MARK = "The dcs, 3 May 2022, 08:30:00"


def make_scene() -> Cast:
    cast = make_cast()
    cast.notify()
    draft_sent(cast.revisit, cast.owner)
    for name in ("dcs", "health_chief"):
        body = cast[name].memberships.get().organisation
        given = {"organisation": body, "named_by": cast.owner, "named_at": NOW}
        DraftReader.objects.create(revisit=cast.revisit, user=cast[name], **given)
    with_area(cast.revisit)
    return cast


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return kept("draft read", make_scene)


@pytest.fixture
def round_(cast: Cast) -> AccuracyRound:
    return AccuracyRound.objects.get()


def page(browser: Client, name: str, cast: Cast, *more: object) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]))


def send(browser: Client, name: str, cast: Cast, given: Mapping[str, object], *more: object) -> Any:
    return browser.post(reverse(name, args=[cast.revisit.reference, *more]), given, follow=True)


def test_g24_the_draft_is_marked_with_its_reader_and_the_moment_on_the_page_and_in_the_pdf(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["dcs"])
    answer = page(browser, "draft", cast)
    assert "no-store" in answer["Cache-Control"]
    shown_ = text(answer)
    for words in (MARK, "Restricted and confidential", WORDS, "10 working days left"):
        assert words in shown_
    assert f'data-mark="Restricted and confidential. {MARK}"' in answer.content.decode()
    file = page(browser, "draft-pdf", cast)
    assert (file["Content-Type"], "no-store" in file["Cache-Control"]) == ("application/pdf", True)
    said_ = "".join(each for each, _ in shown(file.content))
    assert said_.count("The dcs") >= 2 and "08:30:00" in said_
    read = (
        Entry.objects.filter(operation__in=Entry.READINGS)
        .order_by("pk")
        .values_list("operation", "person", "case")
    )
    mine = (cast["dcs"].pk, cast.revisit.pk)
    assert list(read) == [("read", *mine), ("download", *mine)]


def test_g24_the_mark_stands_on_every_page_of_the_pdf(round_: AccuracyRound) -> None:
    letter = round_.version.composed
    long = replace(letter, blocks=tuple(replace(letter.blocks[0], name=f"p{n}") for n in range(120)))
    said_ = "".join(each for each, _ in shown(render_pdf(long, mark="For Ann Other")))
    pages = int(said_.rpartition("of ")[2][:1])
    assert pages > 1
    assert said_.count("For Ann Other") == 2 * pages
    assert "Ann Other" not in "".join(each for each, _ in shown(render_pdf(letter)))


def test_g24_draft_hidden_from_pcf_and_all_who_are_not_named(cast: Cast, signed_in: SignedIn) -> None:
    for name in (
        "pcf",
        "lano",
        "health",
        "contributor",
        "representative",
        "support",
        "colleague",
        "stranger",
    ):
        for address in ("draft", "draft-pdf", "draft-answers", "draft-submit"):
            assert page(signed_in(cast[name]), address, cast).status_code == 404
    assert not Entry.objects.filter(operation__in=Entry.READINGS).exists()


@pytest.mark.parametrize(
    ("state", "open_"), [("quality", False), ("finalising", True), ("final", True), ("closed", False)]
)
def test_g24_the_draft_is_open_from_its_sending_until_the_letter_is_published(
    cast: Cast, signed_in: SignedIn, state: str, open_: bool
) -> None:
    put(State(state), cast.revisit)
    assert (page(signed_in(cast["dcs"]), "draft", cast).status_code == 200) == open_


def test_g25_a_side_comments_paragraph_by_paragraph_and_what_is_wrong_is_said_beside_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["dcs"])
    wrong = {"quotation": "Families wait longer", "correction": "", "why": "The report"}
    answer = send(browser, "draft-comment", cast, wrong, BLOCK)
    assert answer.context["form"].errors == {"correction": ["Write what it should say instead."]}
    answer = send(browser, "draft-comment", cast, {**wrong, "correction": "By two weeks"}, BLOCK)
    assert "do not stand in this paragraph" in answer.context["form"].errors["quotation"][0]
    assert "By two weeks" in answer.content.decode()
    send(browser, "draft-comment", cast, {**wrong, "quotation": WORDS, "correction": "By two weeks"}, BLOCK)
    made = AccuracyComment.objects.get()
    assert (made.side, made.by, made.block) == (Side.AUTHORITY, cast["dcs"], BLOCK)
    assert "By two weeks" in text(page(browser, "draft", cast))
    assert "1 comment of your side is not submitted yet" in text(page(browser, "draft", cast))


def test_g25_of_two_who_change_a_comment_the_second_is_shown_both(cast: Cast, signed_in: SignedIn) -> None:
    made = said(AccuracyRound.objects.get(), cast["dcs"])
    browser = signed_in(cast["dcs"])
    AccuracyComment.objects.filter(pk=made.pk).update(edition=2, correction="What the other wrote")
    mine = {"edition": 1, "quotation": WORDS, "correction": "What I wrote", "why": "The report"}
    answer = send(browser, "draft-comment-change", cast, mine, made.pk)
    both = answer.content.decode()
    assert "What the other wrote" in both and "What I wrote" in both
    send(
        browser,
        "draft-comment-change",
        cast,
        {**mine, "edition": answer.context["form"].data["edition"]},
        made.pk,
    )
    made.refresh_from_db()
    assert (made.correction, made.edition) == ("What I wrote", 3)
    send(browser, "draft-comment-remove", cast, {}, made.pk)
    assert not AccuracyComment.objects.exists()


def test_g25_neither_side_sees_the_others_comments_or_that_there_are_any(
    cast: Cast, round_: AccuracyRound, signed_in: SignedIn
) -> None:
    council, trust = said(round_, cast["dcs"], text="Zebra"), said(round_, cast["health_chief"], Side.HEALTH)
    before = text(page(signed_in(cast["health_chief"]), "draft", cast))
    submitted(round_, cast["dcs"])
    told(answered(council, cast.owner), cast.owner)
    health = signed_in(cast["health_chief"])
    assert text(page(health, "draft", cast)) == before
    for name, more in (("draft-submit", ()), ("draft-answers", ()), ("draft-comment", (BLOCK,))):
        assert "Zebra" not in text(page(health, name, cast, *more))
    assert page(health, "draft-comment-change", cast, council.pk).status_code == 404
    assert send(health, "draft-comment-remove", cast, {}, council.pk).status_code == 404
    assert page(health, "draft-comment-change", cast, trust.pk).status_code == 200
    assert page(health, "draft-receipt", cast).status_code == 404


def test_g25_a_submission_has_its_receipt_and_comes_once(
    cast: Cast, round_: AccuracyRound, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["dcs"])
    said(round_, cast["dcs"], text="By two weeks")
    assert "Say that these are all of them" in text(send(browser, "draft-submit", cast, {}))
    answer = send(browser, "draft-submit", cast, {"sure": "on"})
    number = Submission.objects.get().number
    for words in (number, "Tuesday 3 May 2022, 08:30:00", "The dcs", "1 comment"):
        assert words in text(answer)
    file = page(browser, "draft-receipt-file", cast)
    assert file["Content-Disposition"] == f'attachment; filename="essex-2022-{number}.txt"'
    for words in (number, "By two weeks", "restricted", "08:30:00"):
        assert words.lower() in file.content.decode().lower()
    again = send(browser, "draft-submit", cast, {"sure": "on"})
    assert "submitted your side" in text(again)
    assert Submission.objects.count() == 1
    assert "Your side has submitted its comments" in text(page(browser, "draft", cast))
    assert page(browser, "draft-comment-change", cast, AccuracyComment.objects.get().pk).status_code == 404


def test_g25_no_comments_is_said_and_meant(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast["health_chief"])
    assert "say so" in text(send(browser, "draft-submit", cast, {}))
    assert "Submitted: no comments" in text(send(browser, "draft-submit", cast, {"none": "on"}))
    assert Submission.objects.get().side == Side.HEALTH


def test_g25_after_the_last_moment_a_side_asks_to_comment_late(
    cast: Cast, round_: AccuracyRound, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    browser = signed_in(cast["dcs"])
    early = send(browser, "draft-late", cast, {"reason": "We were ill."})
    assert "nothing is late" in text(early)
    standing_clock.now = round_.due_at.replace(day=20, month=5)
    assert "The time for comments is over" in text(page(browser, "draft", cast))
    send(browser, "draft-late", cast, {"reason": "We were ill."})
    assert "asked on 20 May 2022 to comment late" in text(page(browser, "draft", cast))
    team = text(page(signed_in(cast.owner), "accuracy", cast))
    assert "Asks to comment late We were ill." in team
    asked = round_.late_requests.get()
    answer = send(signed_in(cast.owner), "accuracy-late", cast, {"accept": "yes", "reason": "Yes"}, asked.pk)
    assert "Enter the last day" in text(answer)
    until = {"until_0": "23", "until_1": "5", "until_2": "2022"}
    send(
        signed_in(cast.owner),
        "accuracy-late",
        cast,
        SEEN | {"accept": "yes", "reason": "Yes", **until},
        asked.pk,
    )
    assert "by 23:59 on Monday 23 May 2022, 1 working day left" in text(page(browser, "draft", cast))


def test_g25_home_and_the_areas_page_say_until_when_to_comment(
    cast: Cast, round_: AccuracyRound, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["dcs"])
    words = "Comment on the draft letter by 08:30 on Tuesday 17 May 2022, 10 working days left"
    assert words in text(browser.get(reverse("home")))
    assert "Draft outcome letter Restricted and confidential. Comment by" in text(
        page(browser, "area-case", cast)
    )
    submitted(round_, cast["dcs"])
    assert "Comment on the draft letter" not in text(browser.get(reverse("home")))
    assert "Comment on the draft letter" not in text(signed_in(cast["lano"]).get(reverse("home")))
