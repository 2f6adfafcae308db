"""Every message as its readers get it: its words, its HTML beside its text, and where its links lead."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from notifications.catalogue import MESSAGES
from notifications.domain.compose import Composed
from revisits.accounts.models import User
from tests.conftest import SignedIn, StandingClock
from tests.notifications.every_message import SCENES, composed

# What a template leaves behind where something is missing, or code shows through.
LEFT_BEHIND = re.compile(
    r"\bNone\b|\{\{|\}\}|\{%|<User|\bTrue\b|\bFalse\b|  |\(\)"
    r"|^(Reason|New|Before|On site|Due|When|Where|Part):\s*$|, ,|\.\.| \.|\[\]",
    re.MULTILINE,
)
# Longer paragraphs are not read on a telephone.
LONGEST = 420
# The subject's line, as mailboxes show it.
LONGEST_SUBJECT = 110


def test_every_message_is_looked_at() -> None:
    assert frozenset().union(*(looked.codes for looked in SCENES.values())) == set(MESSAGES)


@pytest.mark.parametrize("name", SCENES)
def test_every_message_reads_well_and_leads_where_its_reader_may_go(
    db: None, standing_clock: StandingClock, signed_in: SignedIn, name: str
) -> None:
    looked = SCENES[name]
    standing_clock.now = looked.at
    cast = looked.make()
    browsers: dict[int | None, Client] = {}
    answers: dict[tuple[int | None, str], int] = {}
    wrong = []
    for each in composed(looked, cast):
        wrong += [f"{each.message.code} to {each.contact.role}: {fault}" for fault in faults(each)]
        person = each.contact.user_id
        for link in sorted(links(each.words.html)):
            if person not in browsers:
                browsers[person] = signed_in(User.objects.get(pk=person) if person else None)
            key = (person, link)
            if key not in answers:
                answers[key] = browsers[person].get(link).status_code
            if answers[key] != 200:
                wrong.append(f"{each.message.code} to {each.contact.role}: {link} answers {answers[key]}")
    assert not wrong, "\n".join(wrong)


def faults(each: Composed) -> Iterator[str]:
    """What is wrong with the words of one message."""
    words = each.words
    if each.contact.name not in words.text.splitlines()[0]:
        yield "it greets somebody else"
    if not words.subject or len(words.subject) > LONGEST_SUBJECT or words.subject.endswith((".", ":", " ")):
        yield f"its subject is {words.subject!r}"
    for kind, said in (("subject", words.subject), ("text", words.text), ("HTML", plain(words.html))):
        if found := LEFT_BEHIND.search(said):
            yield f"its {kind} has {found.group()!r}: {said[max(0, found.start() - 60) : found.end() + 20]!r}"
    if long := [line for line in words.text.splitlines() if len(line) > LONGEST]:
        yield f"a paragraph has {len(long[0])} characters"
    if links(words.html) != addresses(words.text):
        yield f"text and HTML lead elsewhere: {links(words.html) ^ addresses(words.text)}"
    if spoken(words.subject + plain(words.html)) != spoken(
        f"{words.subject}Re-visits\n{words.subject}\n{words.text}"
    ):
        yield "text and HTML say different things"


def plain(html: str) -> str:
    """What one reads of it: a line for each block."""
    body = html.partition("<body")[2].partition(">")[2]
    lines = re.sub(r"</?(p|h\d|li|tr|td|th|br|div|ul|ol|table)\b[^>]*>", "\n", body)
    return "\n".join(
        line.strip() for line in unescape(re.sub(r"<[^>]+>", "", lines)).splitlines() if line.strip()
    )


def spoken(said: str) -> list[str]:
    """Its words alone, without addresses, marks and the numbers of lists."""
    return re.findall(r"[^\W\d_]+", re.sub(r"https?://\S+", "", said))


def links(html: str) -> set[str]:
    """Addresses of the program that it links to, as paths; others whole."""
    return {_path(unescape(link)) for link in re.findall(r'href="([^"]+)"', html)} - {""}


def addresses(text: str) -> set[str]:
    return {_path(link) for link in re.findall(r"https?://\S+", text)} - {""}


def _path(link: str) -> str:
    """Empty for what is not ours, which nobody here can ask for."""
    return link.removeprefix(settings.SITE_URL) if link.startswith(settings.SITE_URL) else ""
