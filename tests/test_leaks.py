"""Nothing confidential comes out anywhere: every page, file, list, search and e-mail, walked as everybody."""

import pytest
from django.urls import reverse

from notifications.domain.post import as_email
from notifications.models import OutboxMessage
from tests.addresses import addresses
from tests.cast import Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.markers import Marker, plant
from tests.notifications.conftest import expand_all
from tests.routes import EVERYBODY, ROWS
from tests.walking import body, walk

pytestmark = pytest.mark.walk


def test_a_marker_is_seen_by_its_readers_and_by_nobody_else_and_no_link_is_dead(
    cast: Cast, signed_in: SignedIn
) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    here, there = addresses(cast), addresses(other)
    markers = list(plant(cast, other))
    searches = [f"{reverse('revisits')}?q={marker.stem}" for marker in markers]
    leaks, dead, seen = [], [], dict.fromkeys(markers, frozenset[str]())
    offices: set[str] = set()
    for name, person in [*cast.people.items(), ("nobody", None)]:
        for stop in walk(signed_in(person), [*open_to(name, here, there), *searches]):
            if stop.address.startswith("/office/inspections/revisit/") and stop.status == 200:
                offices.add(name)
            if stop.linked and stop.status >= 400:
                dead.append(f"{name} is led to {stop.address}: {stop.status}")
            for marker in (marker for marker in markers if marker.tail in stop.said):
                seen[marker] |= {name}
                if name not in marker.readers:
                    leaks.append(f"{name} read {marker.stem} at {stop.address}")
    assert leaks == []
    assert dead == []
    assert offices == {"support", "administrator"}
    # Otherwise the walk would prove nothing: somebody does come upon each of them.
    assert [marker.stem for marker, who in seen.items() if not who] == []


def open_to(name: str, here: dict[str, str], there: dict[str, str]) -> set[str]:
    """Where a person's walk starts: what they are refused looks the same to everybody (test_access)."""
    if name not in EVERYBODY:
        return {*here.values(), *there.values()}
    own = {here[row.name] for row in ROWS if row.to_get(name) < 400}
    return own | {there[row.name] for row in ROWS if row.elsewhere.to_get(name) < 400}


def test_no_answer_to_a_form_says_more_than_its_page(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    other = make_elsewhere(cast)
    here, there = addresses(cast), addresses(other)
    markers = list(plant(cast, other))
    leaks = []
    for name, person in cast.people.items():
        browser = signed_in(person)
        forms = [(row, here) for row in ROWS if row.post is not None and name not in row.post]
        elsewhere = [row.elsewhere for row in ROWS if there[row.name] != here[row.name]]
        forms += [(row, there) for row in elsewhere if row.post is not None and name not in row.post]
        for row, where in forms:
            said = body(browser.post(where[row.name], {"q": markers[0].stem}))
            told = [each.stem for each in markers if each.tail in said and name not in each.readers]
            leaks += [f"{name} read {stem} at {row.name}" for stem in told]
    assert leaks == []


def test_an_email_tells_nobody_what_they_may_not_read(cast: Cast) -> None:
    cast.notify()
    markers: list[Marker] = list(plant(cast, make_elsewhere(cast)))
    expand_all()
    names = {person.pk: name for name, person in cast.people.items()}
    rows = list(OutboxMessage.objects.select_related("attach_letter"))
    assert rows
    for row in rows:
        said = as_email(row).message().as_string() + row.text + row.html + row.subject
        name = names.get(row.recipient_user_id or 0, "a mailbox")
        for marker in markers:
            assert marker.tail not in said or name in marker.readers, f"{name} is sent {marker.stem}"
