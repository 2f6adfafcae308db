"""The permissions, by name. Code asks for these, never for a role."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    VIEW_CASES = "view cases"
    WORK_ON_ANY_CASE = "work on cases without being on their team"
    CREATE_CASE = "create a case"
    EDIT_CASE = "edit a case"
    OVERRIDE_DATES = "override a date"
    MARK_DONE = "mark an event done"
    VIEW_LETTERS = "view letters before issue"
    ISSUE_LETTER = "issue a letter"
    NOTIFY = "notify the area"
    VIEW_AREA_DATES = "view the dates of their own area"
    VIEW_DRAFT_DATES = "view when the draft letter is sent and commented on"
    VIEW_RECORD = "view the record of a case they work on: every change, from and to"
    VIEW_READINGS = "view who read the confidential papers of a case"
    VIEW_WHOLE_RECORD = "view and download the whole record"
    MANAGE_HOLIDAYS = "add and correct holidays"
    USE_ADMIN = "use the office's admin pages"
