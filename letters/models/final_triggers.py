"""What sign-off and publication must keep to, over several rows: PostgreSQL triggers, installed by migration."""

import pgtrigger

from inspections.models.case_triggers import refuses, under_lock
from letters.models.quality_triggers import CASE_OF_VERSION, IS_CHECKED_AS_CORRECTION
from revisits.triggers import update_of

# The case of an issued letter, by its id.
CASE_OF_LETTER = "(SELECT t.revisit_id FROM letters_letter t WHERE t.id = {letter})"


_SIGNED_CASE = CASE_OF_VERSION.format(version="NEW.version_id")
SIGNED_BY_ITS_AGENCY = under_lock(
    "signed_by_its_agency",
    refuses(
        """NOT EXISTS (
        SELECT 1 FROM inspections_teammember m
        WHERE m.revisit_id = of_case AND m.user_id = NEW.by_id AND m.removed_at IS NULL
        AND m.role = CASE NEW.agency WHEN 'ofsted' THEN 'lead' ELSE 'cqc' END
    )""",
        "The final letter is signed by the lead HMI for Ofsted and by the CQC inspector for CQC (G27)",
    ),
    case=_SIGNED_CASE,
)
SIGNED_AS_IT_STANDS = under_lock(
    "signed_as_it_stands",
    refuses(
        f"""EXISTS (
        SELECT 1 FROM letters_letterversion mine JOIN letters_letterversion later
            ON later.letter_id = mine.letter_id AND later.number > mine.number
        WHERE mine.id = NEW.version_id
    ) OR NOT EXISTS (
        SELECT 1 FROM letters_letterversion v JOIN inspections_revisit r ON r.id = of_case
        WHERE v.id = NEW.version_id
        AND (v.purpose = 'final' AND r.state = 'checking' OR {IS_CHECKED_AS_CORRECTION})
    )""",
        "What is signed is the newest final version, while it is being checked (G27)",
    ),
    case=_SIGNED_CASE,
)
# G24, G27: whatever is given a moment of publication, and whatever is published, has the words that both agencies
# approved and signed.
_APPROVALS = """SELECT count(*) FROM (
            SELECT DISTINCT ON (q.agency) q.decision FROM letters_qualityreview q
            JOIN letters_letterversion w ON w.id = q.version_id
            WHERE w.letter_id = o.id AND w.sha256 = t.sha256 ORDER BY q.agency, q.id DESC
        ) newest WHERE newest.decision = 'approve'"""
PUBLISHED_AS_SIGNED = under_lock(
    "published_as_signed",
    refuses(
        f"""NOT EXISTS (
        SELECT 1 FROM letters_letter t
        JOIN letters_outcomeletter o ON o.revisit_id = t.revisit_id
        JOIN letters_letterversion v ON v.letter_id = o.id AND v.sha256 = t.sha256 AND v.purpose <> 'quality'
        WHERE t.id = NEW.letter_id AND t.kind = 'outcome'
        AND (SELECT count(DISTINCT s.agency) FROM letters_signoff s WHERE s.version_id = v.id) = 2
        AND ({_APPROVALS}) = 2
    )""",
        "What is published is an outcome letter that both agencies approved and signed (G24, G27)",
    ),
    case=CASE_OF_LETTER.format(letter="NEW.letter_id"),
    operation=pgtrigger.Insert | update_of("letter_id", "published_at"),
)
