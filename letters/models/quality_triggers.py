"""What quality assurance must keep to, over several rows: PostgreSQL triggers, installed by migration (G7, G24)."""

from inspections.models.case_triggers import refuses, under_lock

# The case of a frozen version, by the id of the version.
CASE_OF_VERSION = """(SELECT l.revisit_id FROM letters_letterversion v
    JOIN letters_outcomeletter l ON l.id = v.letter_id WHERE v.id = {version})"""
# A frozen version "v" is that of a correction of the published letter, which is being checked.
IS_CHECKED_AS_CORRECTION = """v.purpose = 'correction' AND EXISTS (
                SELECT 1 FROM letters_correction c WHERE c.version_id = v.id AND c.stage = 'checking'
            )"""
_CASE = CASE_OF_VERSION.format(version="NEW.version_id")


# G7. That nobody of the team has this part is the team's own trigger.
REVIEWED_BY_ITS_AGENCY = under_lock(
    "reviewed_by_its_agency",
    refuses(
        """NOT EXISTS (
        SELECT 1 FROM inspections_teammember m
        WHERE m.revisit_id = of_case AND m.user_id = NEW.by_id AND m.removed_at IS NULL
        AND m.role = 'qa_' || NEW.agency
    )""",
        "The quality of a letter is assured by whoever has that part in the case for the agency (G7)",
    ),
    case=_CASE,
)
REVIEWED_AS_IT_STANDS = under_lock(
    "reviewed_as_it_stands",
    refuses(
        f"""EXISTS (
        SELECT 1 FROM letters_letterversion mine JOIN letters_letterversion later
            ON later.letter_id = mine.letter_id AND later.number > mine.number
        WHERE mine.id = NEW.version_id
    ) OR NOT EXISTS (
        SELECT 1 FROM letters_letterversion v JOIN inspections_revisit r ON r.id = of_case
        WHERE v.id = NEW.version_id
        AND (
            r.state = CASE v.purpose WHEN 'quality' THEN 'quality' WHEN 'final' THEN 'checking' END
            OR {IS_CHECKED_AS_CORRECTION}
        )
    )""",
        "What is reviewed is the newest version, while it is with quality assurance (G24)",
    ),
    case=_CASE,
)
