"""Parents' own words: read, coded and marked by the inspectors of the case, and quoted when they tell of nobody."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.models import NoteVersion, Weakness
from inspections.policies import Refused
from surveys.actions.citing import quote_words
from surveys.actions.reading import Marks, mark_words
from surveys.models import Answer, ReadAbout, TextReading
from surveys.reading_policies import MayIdentify, ReadChanged
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.pages import error_beside, text
from tests.stages import put


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def words(begin: str) -> Answer:
    return Answer.objects.get(text__startswith=begin)


def weakness(cast: Cast) -> Weakness:
    found: Weakness = cast.revisit.wsoa.weaknesses.get(number=2)
    return found


def test_g16_words_are_read_one_after_the_other_and_marked(counted: Cast, signed_in: SignedIn) -> None:
    site = signed_in(counted.owner)
    page = text(site.get(at("survey-words")))
    assert "Read what is not read yet (3)" in page and "Waiting has become shorter." in page
    first = UUID(str(site.get(at("survey-words")).context["first_unread"]))
    one = site.get(at("survey-word", first) + "?show=unread")
    assert "1 of 3" in text(one) and 'rel="next"' in one.content.decode()
    marks = {"after": "0", "weaknesses": [weakness(counted).pk]}
    onward = site.post(at("survey-word", first) + "?show=unread", marks)
    assert onward["Location"].startswith(reverse("survey-words", args=["essex-2022"]))
    assert onward["Location"].endswith("?show=unread") and str(first) not in onward["Location"]
    reading = TextReading.objects.get()
    assert (reading.answer_id, reading.by, reading.quotable) == (first, counted.owner, False)
    # Shared: the CQC inspector sees it as read, and narrows to the weakness.
    other = signed_in(counted["cqc"])
    assert "Read what is not read yet (2)" in text(other.get(at("survey-words")))
    assert other.get(at("survey-words") + "?weakness=2").context["page"].object_list[0].pk == first
    assert not other.get(at("survey-words") + "?show=quotable").context["page"].object_list
    # Who assures quality reads, and marks nothing; others read nothing.
    assert signed_in(counted["senior_hmi"]).get(at("survey-word", first)).status_code == 200
    assert signed_in(counted["senior_hmi"]).post(at("survey-word", first), marks).status_code == 404
    for person in ("colleague", "support", "administrator", "pcf", "lano"):
        assert signed_in(counted[person]).get(at("survey-word", first)).status_code == 404


def test_g21_what_seems_to_name_somebody_is_quoted_after_a_confirmation_or_in_part(
    counted: Cast, signed_in: SignedIn
) -> None:
    site, answer = signed_in(counted.owner), words("My son")
    address = at("survey-word", answer.pk)
    assert "“Peter Miller” looks like a person's name." in text(site.get(address))
    refused = site.post(address, {"after": "0", "quotable": "on", "excerpt": ""})
    assert "confirm below that it identifies nobody" in error_beside(refused, "excerpt")
    assert "names_confirmed" in refused.context["form"].fields
    assert not TextReading.objects.exists()
    other = site.post(address, {"after": "0", "quotable": "on", "excerpt": "My daughter"})
    assert "do not stand in the answer" in error_beside(other, "excerpt")
    site.post(address, {"after": "0", "quotable": "on", "excerpt": "was  moved."})
    assert TextReading.objects.get().excerpt == "was moved."
    unticked = site.post(address, {"after": "1", "excerpt": "was moved."})
    assert "Confirm that it tells of nobody" in error_beside(unticked, "quotable")
    page = site.post(at("survey-quote", answer.pk), {"weaknesses": [weakness(counted).pk]}, follow=True)
    assert "was moved." in text(page) and "Peter" not in NoteVersion.objects.get().text


def test_two_who_mark_the_same_words_are_told(counted: Cast, signed_in: SignedIn) -> None:
    answer = words("Waiting")
    mark_words(answer=answer, marks=Marks(quotable=True), after=0, by=counted["cqc"], at=NOW)
    with pytest.raises(ReadChanged):
        mark_words(answer=answer, marks=Marks(), after=0, by=counted.owner, at=NOW)
    # The very same is no change.
    same = mark_words(answer=answer, marks=Marks(quotable=True), after=0, by=counted.owner, at=NOW)
    assert (same.edition, same.by) == (1, counted["cqc"])
    site = signed_in(counted.owner)
    page = site.post(at("survey-word", answer.pk), {"after": "0", "weaknesses": [weakness(counted).pk]})
    assert "The cqc marked these words while you were reading them." in text(page)
    assert page.context["form"]["after"].value() == "1"
    site.post(at("survey-word", answer.pk), {"after": "1", "weaknesses": [weakness(counted).pk]})
    reading = TextReading.objects.get()
    assert (reading.edition, reading.quotable, reading.by) == (2, False, counted.owner)


def test_words_are_quoted_only_while_they_may_be(counted: Cast) -> None:
    who: dict[str, Any] = {"by": counted.owner, "at": NOW}
    reading = mark_words(answer=words("Waiting"), marks=Marks(quotable=True), after=0, **who)
    mark_words(answer=words("Waiting"), marks=Marks(), after=1, **who)
    with pytest.raises(Refused, match="took that back"):
        quote_words(reading=reading, weaknesses=[], **who)
    with pytest.raises(MayIdentify):
        mark_words(answer=words("My son"), marks=Marks(quotable=True), after=0, **who)
    sure = Marks(quotable=True, names_confirmed=True)
    assert mark_words(answer=words("My son"), marks=sure, after=0, **who).names_confirmed
    put("closed", counted.revisit)
    with pytest.raises(Refused, match="nothing is added"):
        mark_words(answer=words("Waiting"), marks=Marks(), after=2, **who)


def test_behind_the_form_only_what_may_be_quoted_has_an_excerpt(counted: Cast) -> None:
    reading = mark_words(answer=words("Waiting"), marks=Marks(), after=0, by=counted.owner, at=NOW)
    with pytest.raises(IntegrityError, match="reading_quotes_what_may_be_quoted"), transaction.atomic():
        TextReading.objects.update(excerpt="Waiting")
    about = ReadAbout.objects.create(reading=reading, weakness=weakness(counted))
    with pytest.raises(IntegrityError, match="read_about_once"), transaction.atomic():
        ReadAbout.objects.create(reading=reading, weakness=about.weakness)
