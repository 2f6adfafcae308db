"""Who sees the draft that is with the area, and what was said of it (G24, G25).

The team and quality assurance see what was submitted. A named reader sees the draft while the case is open, and what
their own side wrote: of the other side's comments not even that there are any. Nobody else sees anything.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import DraftReader, Revisit
from inspections.workflow import SENT
from letters.models import (
    AccuracyComment,
    AccuracyFile,
    AccuracyRound,
    Answer,
    LateAnswer,
    LateRequest,
    Side,
    Submission,
)
from revisits.accounts.access import Person
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule

KINDS = {
    Organisation.Kind.LOCAL_AUTHORITY: Side.AUTHORITY,
    Organisation.Kind.HEALTH: Side.HEALTH,
}
ROUND = "version__letter__revisit"


@dataclass(frozen=True)
class Reading:
    """The draft as one of its named readers has it: the round, and the side for which they read."""

    round: AccuracyRound
    side: Side

    @property
    def revisit(self) -> Revisit:
        return self.round.version.letter.revisit


@rule(AccuracyRound)
def rounds(person: Person) -> QuerySet[AccuracyRound]:
    """Drafts that were sent: to those with a part in the case, and to whoever is named for them until it closes."""
    return AccuracyRound.objects.filter(_with_part(person) | Q(**{f"{ROUND}__in": _named(person)}))


@rule(Submission)
def submissions(person: Person) -> QuerySet[Submission]:
    return Submission.objects.filter(_of(person))


@rule(AccuracyComment)
def comments(person: Person) -> QuerySet[AccuracyComment]:
    """What was submitted for the team; for a reader all of their own side, drafts among them."""
    of_team = _with_part(person, "round__") & Q(submission__isnull=False)
    return AccuracyComment.objects.filter(of_team | _own(person))


@rule(AccuracyFile)
def files(person: Person) -> QuerySet[AccuracyFile]:
    """With the comments that they may see."""
    return AccuracyFile.objects.filter(comment__in=comments(person))


@rule(LateRequest)
def late_requests(person: Person) -> QuerySet[LateRequest]:
    return LateRequest.objects.filter(_of(person))


@rule(LateAnswer)
def late_answers(person: Person) -> QuerySet[LateAnswer]:
    return LateAnswer.objects.filter(_of(person))


@rule(Answer)
def answers(person: Person) -> QuerySet[Answer]:
    """All versions for the team; for a reader those that their side was told."""
    of_team = Answer.objects.filter(comment__in=comments(person).filter(_with_part(person, "round__")))
    own = comments(person).filter(_own(person), submission__isnull=False)
    told = own.values_list("submission__told__answers", flat=True).distinct()
    pks = {pk for answers in told for pk in answers or ()}
    return of_team | Answer.objects.filter(comment__in=own, pk__in=pks)


def reading_or_404(person: Person, reference: str) -> Reading:
    """The draft of a case for one of its named readers; 404 for everybody else, as where none was sent."""
    found = AccuracyRound.objects.filter(**{f"{ROUND}__in": _named(person), f"{ROUND}__reference": reference})
    round_ = found.select_related(f"{ROUND}__area", "version__letter", "sent_by").first()
    if round_ is None:
        raise Http404
    side = side_of(person, round_.version.letter.revisit)
    if side is None:
        raise Http404
    return Reading(round_, side)


def commenting_or_404(person: Person, reference: str) -> Reading:
    """The draft of a case for readers whose role lets them comment; 404 for everybody else."""
    reading = reading_or_404(person, reference)
    if not cases.bodies_for(person, Permission.SUBMIT_COMMENTS, reading.revisit).exists():
        raise Http404
    return reading


def side_of(person: Person, revisit: Revisit) -> Side | None:
    """The side for which a person reads the draft, by the body on the list; None where they are not on it."""
    row = DraftReader.objects.filter(revisit=revisit, user=person.pk, removed_at=None).first()
    return side_for(row.organisation) if row else None


def side_for(body: Organisation) -> Side | None:
    """The side of a body; None for the forum and the inspectorates."""
    return KINDS.get(Organisation.Kind(body.kind))


def comment_or_404(person: Person, reading: Reading, comment_id: int) -> AccuracyComment:
    """A comment of a reader's own side."""
    found = comments(person).filter(round=reading.round, side=reading.side, pk=comment_id)
    comment = found.select_related("by").first()
    if comment is None:
        raise Http404
    return comment


def round_or_404(case: Revisit) -> AccuracyRound:
    """The draft of a case that was fetched for somebody of its team; 404 where none was sent."""
    round_ = AccuracyRound.objects.filter(version__letter__revisit=case).select_related(
        "version__letter", "sent_by"
    )
    found = round_.first()
    if found is None:
        raise Http404
    found.version.letter.revisit = case
    return found


def _named(person: Person) -> QuerySet[Revisit]:
    """The cases whose draft is open to a person by name: from when it was sent until the letter is published."""
    return cases.named(person).filter(state__in=SENT)


def _with_part(person: Person, path: str = "") -> Q:
    return Q(**{f"{path}{ROUND}__in": cases.part_in(person, Permission.READ_DRAFT).values("pk")})


def _own(person: Person) -> Q:
    """What the side of a person wrote, of drafts that are open to them."""
    found = Q(pk__in=[])
    listed = DraftReader.objects.filter(user=person.pk, removed_at=None, revisit__in=_named(person))
    for kind, side in KINDS.items():
        theirs = listed.filter(organisation__kind=kind).values("revisit")
        found |= Q(side=side, **{f"round__{ROUND}__in": theirs})
    return found


def _of(person: Person) -> Q:
    return _with_part(person, "round__") | _own(person)
