"""The circulation log: what the database refuses, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, transaction

from letters.models import Circulation, Letter
from revisits.accounts.models import Organisation, User
from tests.behind_the_form import refused
from tests.factories import AT, make

pytestmark = pytest.mark.django_db


def entry(**values: Any) -> Circulation:
    given: dict[str, Any] = {
        "letter": values.get("letter") or make(Letter), "body": make(Organisation), "how": "email", "to": "families",
        "sent_at": AT, "logged_by": make(User), "logged_at": AT,
    }  # fmt: skip
    return Circulation.objects.create(**(given | values))


def test_an_entry_says_to_whom_and_not_what_is_still_to_come() -> None:
    with refused("circulation_says_to_whom"):
        entry(to="")
    with refused("circulation_not_in_the_future"):
        entry(sent_at=AT + timedelta(minutes=1))


def test_a_correction_has_its_reason_and_nothing_else_has_one() -> None:
    first = entry()
    for wrong in ({"reason": "Why?"}, {"never_sent": True}, {"corrects": first}):
        with refused("circulation_correction_has_reason"):
            entry(**wrong)
    entry(corrects=first, reason="It was the other list.", never_sent=True)
    with pytest.raises(IntegrityError, match="corrects_id"), transaction.atomic():
        entry(corrects=first, reason="Again.")


def test_an_entry_stays_as_it_was_logged() -> None:
    first = entry()
    with pytest.raises(Error, match="circulation_append_only"), transaction.atomic():
        Circulation.objects.filter(pk=first.pk).update(number=7)
    with pytest.raises(Error, match="circulation_append_only"), transaction.atomic():
        first.delete()


def test_it_is_said_in_words() -> None:
    many = Circulation(how="newsletter", to="families on our list", number=1240)
    assert many.said == "1,240 families on our list, by e-mail newsletter"
    assert Circulation(how="schools", to="all schools").said == "all schools, through schools and settings"
    assert Circulation(how="text", to="families", number=0).said == "0 families, by text message"
