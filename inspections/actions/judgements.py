"""Judging (G3, G6, G23): weakness by weakness proposed, changed and agreed; and other serious concerns written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections import judgement_policies as policies
from inspections.actions.record import record
from inspections.judgements import meeting_recorded
from inspections.models import (
    CaseEvent,
    ConcernCitation,
    ConcernVersion,
    EvidenceVersion,
    Judgement,
    JudgementAgreement,
    JudgementCitation,
    JudgementVersion,
    NoteVersion,
    Revisit,
    SeriousConcern,
    Weakness,
)
from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.record.reading import read

Kind = CaseEvent.Kind


@dataclass(frozen=True)
class Grounds:
    """What is cited: versions of documents, each with a place ("page 3", may be empty), and versions of notes."""

    documents: Sequence[tuple[EvidenceVersion, str]] = ()
    notes: Sequence[NoteVersion] = ()

    @property
    def keys(self) -> tuple[frozenset[tuple[int, str]], frozenset[int]]:
        """What tells two of them apart."""
        documents = frozenset((version.pk, place) for version, place in self.documents)
        return documents, frozenset(version.pk for version in self.notes)


@transaction.atomic
def propose_judgement(
    *,
    revisit: Revisit,
    weakness: Weakness,
    sufficient: bool,
    summary: str,
    grounds: Grounds,
    by: User,
    at: datetime,
    after: int = 0,
    reason: str = "",
) -> JudgementVersion:
    """Propose what is decided of a weakness, or change it: a new version, which both agencies agree anew.

    `after` is the number of the version that the person saw, 0 for none. Raises JudgementChanged where there is a
    newer one; Refused at a stage without judging, for whoever is not on the team, where nothing differs, and without
    `reason` once the judgement meeting is on record. Quality assurance is told of what is written after that.
    """
    revisit = _locked(revisit)
    _check(revisit, grounds, by, weakness)
    judgement, _ = Judgement.objects.get_or_create(revisit=revisit, weakness=weakness)
    current = judgement.versions.select_related("by").first()
    policies.check_newest(current, after)
    if current and (current.sufficient, current.summary, _grounds(current)) == (
        sufficient, summary, grounds.keys
    ):  # fmt: skip
        raise Refused(f"Nothing differs from version {current.number}.")
    after_meeting = meeting_recorded(revisit)
    policies.check_reason(after_meeting=after_meeting, first=current is None, reason=reason)
    version = JudgementVersion.objects.create(
        judgement=judgement,
        number=current.number + 1 if current else 1,
        sufficient=sufficient,
        summary=summary,
        reason=reason if current else "",
        after_meeting=after_meeting,
        by=by,
        at=at,
    )
    _cite(version, grounds)
    name = f"Weakness {weakness.number}, version {version.number} of its judgement"
    data = {"judgement": judgement.pk, "weakness": weakness.number, "version": version.number}
    _trace(revisit, name, after_meeting, data, by, at)
    return version


@transaction.atomic
def agree_judgement(*, version: JudgementVersion, by: User, at: datetime) -> JudgementAgreement:
    """Agree a version for the person's own agency (G6).

    Raises Refused with everything that must be there before judgement (G13, G15), at a stage without judging, for
    whoever is not on the team, for what cites nothing or is agreed already; JudgementChanged for an older version.
    """
    judgement = version.judgement
    revisit = _locked(judgement.revisit)
    policies.check_stage(revisit)
    agency = policies.check_on_team(revisit, by)
    policies.check_before_judgement(revisit)
    policies.check_newest(judgement.versions.select_related("by").first(), version.number)
    policies.check_agree(version, agency)
    agreement = JudgementAgreement.objects.create(version=version, agency=agency, by=by, at=at)
    number = judgement.weakness.number
    text = f"Weakness {number}: {agency.label} agreed version {version.number} of its judgement."
    data = {"judgement": judgement.pk, "weakness": number, "version": version.number, "agency": str(agency)}
    record(revisit, Kind.JUDGEMENT_AGREED, by=by, at=at, text=text, data=data)
    return agreement


@transaction.atomic
def write_concern(
    *,
    revisit: Revisit,
    title: str,
    text: str,
    grounds: Grounds,
    by: User,
    at: datetime,
    concern: SeriousConcern | None = None,
    after: int = 0,
    reason: str = "",
) -> ConcernVersion:
    """Write down another serious concern, or change `concern`; one that was withdrawn stands again (G3, G23).

    It goes in the letter, and no statement of action comes of it. Raises as `propose_judgement`.
    """
    revisit = _locked(revisit)
    _check(revisit, grounds, by)
    current = concern.versions.select_related("by").first() if concern else None
    policies.check_newest(current, after)
    if current and not current.withdrawn and (current.title, current.text, _grounds(current)) == (
        title, text, grounds.keys
    ):  # fmt: skip
        raise Refused(f"Nothing differs from version {current.number}.")
    concern = concern or SeriousConcern.objects.create(revisit=revisit)
    return _write_concern(concern, current, title, text, grounds, reason, by=by, at=at)


@transaction.atomic
def withdraw_concern(
    *, concern: SeriousConcern, after: int, reason: str, by: User, at: datetime
) -> ConcernVersion:
    """Take a concern out of the letter, with the reason; its versions stay. Raises as `propose_judgement`."""
    revisit = _locked(concern.revisit)
    _check(revisit, Grounds(), by)
    current = concern.versions.select_related("by").latest("number")
    policies.check_newest(current, after)
    if current.withdrawn:
        raise Refused(f"{current.by} withdrew it already.")
    if not reason:
        raise Refused("Say why it is withdrawn.")
    given = (current.title, current.text, Grounds())
    return _write_concern(concern, current, *given, reason, by=by, at=at, withdrawn=True)


def read_judgements(*, of: Revisit | Judgement | SeriousConcern, case: Revisit, by: User) -> None:
    """Put on record that somebody read judgements, all or one; call it before they are answered."""
    part = "judgements" if isinstance(of, Revisit) else ""
    read(person=by.pk, what=of, case=case.pk, part=part)


def _write_concern(
    concern: SeriousConcern,
    current: ConcernVersion | None,
    title: str,
    text: str,
    grounds: Grounds,
    reason: str,
    *,
    by: User,
    at: datetime,
    withdrawn: bool = False,
) -> ConcernVersion:
    after_meeting = meeting_recorded(concern.revisit)
    policies.check_reason(after_meeting=after_meeting, first=current is None, reason=reason)
    version = ConcernVersion.objects.create(
        concern=concern,
        number=current.number + 1 if current else 1,
        title=title,
        text=text,
        withdrawn=withdrawn,
        reason=reason if current else "",
        after_meeting=after_meeting,
        by=by,
        at=at,
    )
    _cite(version, grounds)
    data = {"concern": concern.pk, "version": version.number}
    _trace(concern.revisit, "Something beside the weaknesses", after_meeting, data, by, at)
    return version


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _check(revisit: Revisit, grounds: Grounds, by: User, weakness: Weakness | None = None) -> None:
    policies.check_stage(revisit)
    policies.check_on_team(revisit, by)
    documents = [version for version, _ in grounds.documents]
    policies.check_of_case(revisit, documents, grounds.notes, weakness)


def _grounds(version: JudgementVersion | ConcernVersion) -> tuple[frozenset[tuple[int, str]], frozenset[int]]:
    cited = list(version.citations.all())
    documents = frozenset((each.cited_id, each.place) for each in cited if each.cited_id)
    return documents, frozenset(each.noted_id for each in cited if each.noted_id)


def _cite(version: JudgementVersion | ConcernVersion, grounds: Grounds) -> None:
    made: Any = JudgementCitation if isinstance(version, JudgementVersion) else ConcernCitation
    documents = {each.pk: (each, place) for each, place in grounds.documents}
    notes = {each.pk: each for each in grounds.notes}
    made._default_manager.bulk_create(
        [
            *(made(version=version, cited=each, place=place) for each, place in documents.values()),
            *(made(version=version, noted=each) for each in notes.values()),
        ]
    )


def _trace(
    revisit: Revisit, what: str, after_meeting: bool, data: dict[str, Any], by: User, at: datetime
) -> None:
    """Never a word of what was decided: the history is read by all staff."""
    kind = Kind.JUDGEMENT_CHANGED if after_meeting else Kind.JUDGED
    when = " after the judgement meeting" if after_meeting else ""
    record(revisit, kind, by=by, at=at, text=f"{what} was written{when}.", data=data)
