"""What issued letters hold on a person."""

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from letters.models import (
    Circulation,
    Correction,
    IdentifierDecision,
    IgnoredHint,
    Letter,
    LetterFile,
    LetterSection,
    LetterVersion,
    OutcomeLetter,
    Publication,
    QualityReview,
    SectionComment,
    SectionPresence,
    SectionVersion,
    SignOff,
)
from revisits.accounts.models import User
from revisits.accounts.personal_data import holds, holds_none


def letters(person: User) -> QuerySet[Letter]:
    """Letters that they issued, or that were addressed to them by the address which they have now."""
    issued, told = Q(issued_by=person), Q(pk__in=[])
    if person.email:
        told = Q(addressees__contains=[{"email": person.email}])
    return Letter.objects.filter(issued | told).annotate(you_issued=_yes(issued), to_you=_yes(told))


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


holds(
    Letter,
    what="Letters that you issued, or that were addressed to you",
    kept="case_file",
    rows=letters,
    columns={
        "Case": "revisit__reference",
        "Letter": "kind",
        "Version": "version",
        "Issued": "issued_at",
        "Issued by you": "you_issued",
        "Addressed to you": "to_you",
    },
)
holds(
    Circulation,
    what="Entries of circulation logs that you made",
    kept="case_file",
    rows=lambda person: Circulation.objects.filter(logged_by=person),
    columns={"Case": "letter__revisit__reference", "Sent": "sent_at", "Logged": "logged_at"},
)
holds_none("The same words as the letter's, in other formats.", LetterFile)
holds(
    SectionVersion,
    what="Versions of sections of outcome letters that you wrote",
    kept="outcome_drafts",
    rows=lambda person: SectionVersion.objects.filter(written_by=person),
    columns={
        "Case": "section__letter__revisit__reference",
        "Section": "section__key",
        "Version": "number",
        "Written": "written_at",
    },
)
holds(
    LetterVersion,
    what="Outcome letters that you froze for others to read",
    kept="outcome_drafts",
    rows=lambda person: LetterVersion.objects.filter(frozen_by=person),
    columns={"Case": "letter__revisit__reference", "Version": "number", "Frozen": "frozen_at"},
)
holds(
    OutcomeLetter,
    what="Outcome letters that you began",
    kept="outcome_drafts",
    rows=lambda person: OutcomeLetter.objects.filter(started_by=person),
    columns={"Case": "revisit__reference", "Begun": "started_at"},
)
holds(
    SectionComment,
    what="Comments on outcome letters that you made or settled",
    kept="outcome_drafts",
    rows=lambda person: SectionComment.objects.filter(Q(by=person) | Q(resolved_by=person)),
    columns={
        "Case": "section__letter__revisit__reference",
        "Section": "section__key",
        "Made": "at",
        "Settled": "resolved_at",
    },
)
holds(
    IgnoredHint,
    what="Hints on style that you ignored in outcome letters",
    kept="outcome_drafts",
    rows=lambda person: IgnoredHint.objects.filter(by=person),
    columns={"Case": "section__letter__revisit__reference", "Section": "section__key", "Ignored": "at"},
)
holds_none("The parts of a letter, without words.", LetterSection)
holds(
    SignOff,
    what="Final letters that you signed",
    kept="case_file",
    rows=lambda person: SignOff.objects.filter(by=person),
    columns={"Case": "version__letter__revisit__reference", "Agency": "agency", "Signed": "at"},
)
holds(
    Publication,
    what="Outcome letters whose publication you set, made or stopped",
    kept="case_file",
    rows=lambda person: Publication.objects.filter(
        Q(set_by=person) | Q(published_by=person) | Q(recalled_by=person)
    ),
    columns={
        "Case": "letter__revisit__reference",
        "Letter": "letter__version",
        "Set": "set_at",
        "Published": "published_at",
        "Recalled": "recalled_at",
    },
)
holds(
    Correction,
    what="Corrections of published letters that you began or withdrew",
    kept="case_file",
    rows=lambda person: Correction.objects.filter(Q(begun_by=person) | Q(withdrawn_by=person)),
    columns={
        "Case": "revisit__reference",
        "Correction": "number",
        "Begun": "begun_at",
        "Withdrawn": "withdrawn_at",
    },
)
holds(
    QualityReview,
    what="Reviews of outcome letters that you made",
    kept="case_file",
    rows=lambda person: QualityReview.objects.filter(by=person),
    columns={
        "Case": "version__letter__revisit__reference",
        "Version": "version__number",
        "Decision": "decision",
        "On site": "on_site",
        "At": "at",
    },
)
holds(
    IdentifierDecision,
    what="Possible identifiers in outcome letters that you accepted",
    kept="case_file",
    rows=lambda person: IdentifierDecision.objects.filter(by=person),
    columns={
        "Case": "letter__revisit__reference",
        "Section": "section",
        "At": "at",
    },
)
holds_none("Who has a section open just now: forgotten a minute after they close it.", SectionPresence)
