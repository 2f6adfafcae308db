"""Unmistakable strings planted where few may read, and who those few are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pgtrigger

from inspections.actions.cases import create_case
from inspections.actions.evidence import give_evidence
from inspections.actions.meetings import arrange
from inspections.actions.notes import set_tags
from inspections.actions.registrations import register
from inspections.actions.requests import write_message
from inspections.actions.timeline import override_date
from inspections.meetings import arranged
from inspections.models import (
    ChildrensQuestions,
    DraftReader,
    InformationItem,
    LocalArea,
    MonitoringVisit,
    QuestionComment,
    QuestionSet,
    Revisit,
    TeamMember,
)
from letters import identifier_check
from letters.models import (
    Circulation,
    Correction,
    IdentifierDecision,
    LetterSection,
    OutcomeLetter,
    QualityReview,
    SectionComment,
    SectionVersion,
    Side,
)
from revisits.accounts.access import may
from revisits.accounts.models import Organisation, User
from revisits.accounts.permissions import Permission
from tests.cast import NOW, SET_UP, Cast, make_area, new_case
from tests.drafts import answered, asked_late, draft_sent, said, submitted, told
from tests.inspections.arranged import ASKED, questions, request, session
from tests.inspections.evidence_base import note
from tests.inspections.visiting import plant_records
from tests.judgement_addresses import concern_row, judged_row
from tests.letters.assuring import letter_row, version_row
from tests.row import STAFF

PART = frozenset({"owner", "cqc", "hmi", "senior_hmi", "cqc_qa"})
PART_ELSEWHERE = frozenset({"colleague", "other_cqc", "other_hmi"})
OTHER_STAFF = frozenset({"other_cqc", "other_hmi"})
# Who sees the case but has no part in it; and what is of every area.
OF_CASE = STAFF | OTHER_STAFF | {"area_support"}
OF_ALL = STAFF | OTHER_STAFF
AREA_SIDE = frozenset({"lano", "contributor", "dcs", "health", "health_chief"})
OTHER_AREA = frozenset({"stranger", "other_dcs", "other_contributor"})
ADVISERS = frozenset({"dfe", "nhse"})
REGISTERING = frozenset({"owner", "cqc", "hmi", "pcf"})


@dataclass(frozen=True)
class Marker:
    """`stem` may be searched for, and comes back in the search box; `tail` is seen by `readers` alone."""

    stem: str
    readers: frozenset[str]

    @property
    def tail(self) -> str:
        return f"{self.stem[::-1]}-7f3a"

    @property
    def text(self) -> str:
        return f"{self.stem}-{self.tail}"


def plant(cast: Cast, other: Cast) -> Iterator[Marker]:
    """Plant all markers in the cast's case, another area's, and one that nobody outside knows of yet."""
    area = cast.area
    assert area.authority and area.forum and other.area.authority
    _readers(
        cast,
        ("dcs", area.authority),
        ("representative", area.authority),
        ("health_chief", area.health_bodies.get()),
    )
    _readers(other, ("dcs", other.area.authority), ("representative", other.area.authority))
    yield _note(cast, "zqnote", PART)
    yield _recorded(cast, "zqtold", PART)
    yield from _draft(cast)
    yield from _outcome_letter(cast)
    yield _evidence(cast, "zqcouncil", PART | AREA_SIDE, area.authority)
    yield _evidence(cast, "zqhealth", PART | AREA_SIDE, area.health_bodies.get())
    yield _evidence(cast, "zqforum", PART | {"pcf"}, area.forum)
    yield _asked(cast, "zqitem", PART | AREA_SIDE)
    yield _note(other, "zqkentnote", PART_ELSEWHERE)
    yield _recorded(other, "zqkenttold", PART_ELSEWHERE)
    yield _kents_draft(other)
    yield _evidence(other, "zqkentcouncil", PART_ELSEWHERE | OTHER_AREA, other.area.authority)
    yield _registration(cast, "zqparent", REGISTERING)
    yield _registration(
        other, "zqkentparent", frozenset({"colleague", "other_cqc", "other_hmi", "other_forum"})
    )
    yield _forums_meeting(cast)
    yield _comment(cast)
    yield _sending(cast)
    yield _reason_for_a_date(cast)
    yield _reason_for_a_member(cast)
    yield _monitoring(cast)
    yield from _arrangements(cast)
    yield _judgement(cast, "zqverdict", PART)
    yield _judgement(other, "zqkentverdict", PART_ELSEWHERE)
    yield _concern(cast)
    yield _review(cast)
    yield _correction(cast)
    yield _unannounced(cast)
    yield _clash(cast)


def _readers(cast: Cast, *named: tuple[str, Organisation]) -> None:
    """Whoever reads the draft, each for a body."""
    for reader, body in named:
        DraftReader.objects.get_or_create(
            revisit=cast.revisit,
            user=cast[reader],
            defaults={"organisation": body, "named_by": cast.owner, "named_at": NOW},
        )


# What the identifier check finds in a draft that is with the area.
RING = "Ring 01245 555 012."


def _draft(cast: Cast) -> Iterator[Marker]:
    """The draft with the area, what each side says of it, and answers, of which one was told (G24, G25)."""
    authority, health = frozenset({"dcs", "representative"}), frozenset({"health_chief"})
    sent = Marker("zqdraft", PART | authority | health)
    round_ = draft_sent(cast.revisit, cast.owner, words=[f"It says {sent.text}.", RING])
    yield sent
    council, trust = Marker("zqcorrects", PART | authority), Marker("zqremedy", PART | health)
    answer, untold = Marker("zqreplied", PART | authority), Marker("zquntold", PART)
    late = Marker("zqlate", PART)
    comment = said(round_, cast["dcs"], text=council.text)
    other = said(round_, cast["health_chief"], Side.HEALTH, text=trust.text)
    submitted(round_, cast["dcs"])
    submitted(round_, cast["health_chief"], Side.HEALTH)
    told(answered(comment, cast.owner, text=answer.text), cast.owner)
    answered(other, cast.owner, text=untold.text)
    asked_late(round_, cast["health_chief"], Side.HEALTH, text=late.text)
    yield from (council, trust, answer, untold, late)


def _kents_draft(other: Cast) -> Marker:
    marker = Marker("zqkentdraft", PART_ELSEWHERE | {"other_dcs", "other_representative"})
    draft_sent(other.revisit, other.owner, words=[f"It says {marker.text}.", RING])
    return marker


def _outcome_letter(cast: Cast) -> Iterator[Marker]:
    """The words of a section, and a comment on it: for the team and for quality assurance, and for no area."""
    words, comment = Marker("zqwords", PART), Marker("zqsaid-of-it", PART)
    begun: dict[str, Any] = {"started_by": cast.owner, "started_at": NOW}
    letter, _ = OutcomeLetter.objects.get_or_create(revisit=cast.revisit, defaults=begun)
    section = LetterSection.objects.create(letter=letter, key="activities")
    line = {"kind": "paragraph", "name": "activities-p1", "lines": [[{"text": f"They met {words.text}."}]]}
    SectionVersion.objects.create(
        section=section, number=1, blocks=[line], written_by=cast.owner, written_at=NOW
    )
    SectionComment.objects.create(section=section, text=comment.text, by=cast["senior_hmi"], at=NOW)
    yield from (words, comment)


def _evidence(cast: Cast, stem: str, readers: frozenset[str], body: Organisation) -> Marker:
    """A text that one of the body's people gave."""
    marker, givers = Marker(stem, readers), [each.user for each in body.memberships.order_by("-pk")]
    by = next(each for each in givers if may(each, Permission.ADD_EVIDENCE))
    words: dict[str, Any] = {"title": f"About {marker.text}", "text": f"It says {marker.text}."}
    give_evidence(revisit=cast.revisit, body=body, by=by, at=NOW, **words)
    return marker


def _asked(cast: Cast, stem: str, readers: frozenset[str]) -> Marker:
    """A further request to the area (G17)."""
    marker = Marker(stem, readers)
    asked: dict[str, Any] = {
        "asked_by": cast.owner,
        "asked_at": NOW,
        "due_at": NOW,
        "title": f"On {marker.text}",
    }
    InformationItem.objects.create(revisit=cast.revisit, kind="further", side="area", **asked)
    return marker


def _note(cast: Cast, stem: str, readers: frozenset[str]) -> Marker:
    """A note with a tag, which says the same."""
    marker = Marker(stem, readers)
    words = {"title": f"About {marker.text}", "text": f"It says {marker.text}."}
    written = note(cast, **words)
    set_tags(of=written, names=[f"Tag {marker.tail}"], by=cast.owner, at=NOW)
    return marker


def _recorded(cast: Cast, stem: str, readers: frozenset[str]) -> Marker:
    """What was recorded of an on-site day, of the judgement meeting, and of the feedback."""
    marker = Marker(stem, readers)
    plant_records(cast, f"It says {marker.text}.", day=2)
    return marker


def _registration(cast: Cast, stem: str, readers: frozenset[str]) -> Marker:
    """What a parent told the forum: parents are promised that the council never sees it."""
    marker = Marker(stem, readers)
    given: dict[str, Any] = {"name": f"Parent {marker.text}", "phone": "01245 555 011", "needs": marker.text}
    register(revisit=cast.revisit, email=f"{marker.text}@example.org", at=NOW, **given)
    return marker


def _forums_meeting(cast: Cast) -> Marker:
    """What is arranged between the forum and the inspectors: leaders know the day alone."""
    marker = Marker("zqarranged", OF_CASE | {"pcf"})
    meeting = arranged(cast.revisit, "pcf_meeting")
    assert meeting
    given = {"place": marker.text, "link": f"https://meet.example/{marker.text}", "notes": marker.text}
    arrange(meeting=meeting, edition=meeting.edition, given=given, attendance={}, by=cast.owner, at=NOW)
    return marker


def _comment(cast: Cast) -> Marker:
    """What the forum says of the questions for parents: for inspectors, not for the council."""
    marker, forum = Marker("zqcomment", OF_CASE | {"pcf"}), cast.area.forum
    assert forum
    version = cast.revisit.question_sets.filter(state="shared").first() or QuestionSet.objects.create(
        revisit=cast.revisit, purpose="survey", state="shared", begun_by=cast.owner, begun_at=NOW,
        shared_by=cast.owner, shared_at=NOW,
    )  # fmt: skip
    QuestionComment.objects.create(
        question_set=version, given_for=forum, text=marker.text, by=cast["pcf"], at=NOW
    )
    return marker


def _sending(cast: Cast) -> Marker:
    """To whom the council sent the letter on."""
    marker = Marker("zqsending", OF_CASE | {"lano"})
    letter, authority = cast.revisit.letters.first(), cast.area.authority
    if letter and authority:
        Circulation.objects.create(
            letter=letter, body=authority, how="email", to=marker.text, sent_at=NOW,
            logged_by=cast["lano"], logged_at=NOW,
        )  # fmt: skip
    return marker


def _reason_for_a_date(cast: Cast) -> Marker:
    """Why inspectors moved a meeting of their own. (Why a date of the area's moved, the area is told.)"""
    marker = Marker("zqreason", OF_CASE)
    override_date(
        event=cast.event("evidence_review"),
        on=date(2022, 5, 10),
        time="",
        reason=f"Because of {marker.text}",
        by=cast.owner,
        at=NOW,
    )
    return marker


def _reason_for_a_member(cast: Cast) -> Marker:
    marker = Marker("zqmember", OF_CASE)
    TeamMember.objects.filter(revisit=cast.revisit, user=cast["hmi"]).update(reason=f"For {marker.text}")
    return marker


def _monitoring(cast: Cast) -> Marker:
    marker = Marker("zqvisit", OF_CASE | ADVISERS)
    visit = MonitoringVisit.objects.filter(wsoa__revisits=cast.revisit).earliest("planned_on")
    MonitoringVisit.objects.filter(pk=visit.pk).update(took_place_on=visit.planned_on, note=marker.text)
    return marker


def _arrangements(cast: Cast) -> Iterator[Marker]:
    """A session, questions not yet shared with the area, and a request to each side with a message."""
    planned = Marker("zqsession", OF_CASE | AREA_SIDE)
    session(cast, title=planned.text)
    yield planned
    asked = Marker("zqquestions", OF_CASE)
    if not ChildrensQuestions.objects.filter(revisit=cast.revisit).update(text=asked.text):
        questions(cast, text=asked.text)
    yield asked
    for side, readers in (("area", PART | AREA_SIDE), ("forum", PART | {"pcf"})):
        wanted, said = Marker(f"zqasked{side}", readers), Marker(f"zqsaid{side}", readers)
        item = request(cast, side=side, title=wanted.text)
        write_message(item=item, text=said.text, body=None, by=cast.owner, at=ASKED)
        yield from (wanted, said)


def _judgement(cast: Cast, stem: str, readers: frozenset[str]) -> Marker:
    """What is decided of a weakness, and why it was changed: for the team and quality assurance (G23)."""
    marker = Marker(stem, readers)
    judged_row(cast, 2, summary=f"It says {marker.text}.", reason=f"Because of {marker.text}")
    return marker


def _concern(cast: Cast) -> Marker:
    marker = Marker("zqconcern", PART)
    concern_row(cast, title=f"About {marker.text}", text=f"It says {marker.text}.")
    return marker


def _review(cast: Cast) -> Marker:
    """What a reviewer says of the letter, and why words in it were accepted: for team and quality assurance (G7)."""
    marker = Marker("zqreviewer", PART)
    letter = letter_row(cast)
    with pgtrigger.ignore("letters.QualityReview:reviewed_as_it_stands"):
        QualityReview.objects.create(
            version=version_row(letter, cast), agency="ofsted", decision="return", on_site=False,
            comments=f"It says {marker.text}.", by=cast["senior_hmi"], at=NOW,
        )  # fmt: skip
    for row in identifier_check.unsettled(letter):
        IdentifierDecision.objects.create(
            letter=letter,
            fingerprint=row.fingerprint,
            section=row.section,
            reason=marker.text,
            by=cast.owner,
            at=NOW,
        )
    return marker


def _correction(cast: Cast) -> Marker:
    """What is wrong in a published letter, and the note that is public once the correction is (G26)."""
    marker = Marker("zqmistake", PART | {"support", "area_support"})
    with pgtrigger.ignore("letters.Correction:correction_along_its_table"):
        Correction.objects.create(
            revisit=cast.revisit, number=1, wrong=f"It is {marker.text}.", note=f"It says {marker.text}.",
            dated=NOW.date(), begun_by=cast.owner, begun_at=NOW,
        )  # fmt: skip
    return marker


def _unannounced(cast: Cast) -> Marker:
    """Before its notice, a re-visit is known to staff alone (G8)."""
    marker = Marker("zqcoming", OF_ALL)
    surrey = make_area("Surrey", "E10000030")
    case = create_case(case=new_case(surrey, [(cast["colleague"], "lead")]), by=cast["colleague"], at=SET_UP)
    Revisit.objects.filter(pk=case.pk).update(open_meeting_place=marker.text)
    return marker


def _clash(cast: Cast) -> Marker:
    """A case of another area, on the same days, with a member of the team here: a role for this area alone reads
    that they are on site elsewhere, and not where."""
    marker, hmi = Marker("zqclash", OF_ALL | ADVISERS), cast["hmi"]
    area = make_area(marker.text, "E10000031")
    for body in (area.authority, area.forum, area.health_bodies.get()):
        assert body
        # The office may name every body of the country; what of it has a re-visit, it may not.
        Organisation.objects.filter(pk=body.pk).update(name=f"Body {body.pk}", email="")
    LocalArea.objects.filter(pk=area.pk).update(website="")
    team: list[tuple[User, str]] = [(cast["colleague"], "lead"), (hmi, "hmi")]
    create_case(case=new_case(area, team), by=cast["colleague"], at=SET_UP)
    return marker
