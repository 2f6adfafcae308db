"""The permissions, by name. Code asks for these, never for a role."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    VIEW_CASES = "view cases"
    WORK_ON_ANY_CASE = "work on cases without being on their team"
    CREATE_CASE = "create a case"
    EDIT_CASE = "edit a case"
    MANAGE_TEAM = "change the team of a case"
    HAND_OVER = "hand cases over to a colleague"
    OVERRIDE_DATES = "override a date"
    MARK_DONE = "mark an event done"
    VIEW_LETTERS = "view letters before issue"
    ISSUE_LETTER = "issue a letter"
    NOTIFY = "notify the area"

    PROPOSE_QUESTIONS = "write the questions for parents, and share them with the forum"
    SETTLE_QUESTIONS = "settle the questions for parents alone, with the reason"
    AGREE_QUESTIONS = "comment on the questions for parents, and agree them"
    LOG_CIRCULATION = "log how the letter to parents was circulated"
    CHASE_CIRCULATION = "chase who has not circulated the letter to parents"

    READ_NOTES = "read inspectors' notes of the cases they have a part in"
    WRITE_NOTES = "write inspectors' notes"
    READ_EVIDENCE = "read all evidence of the cases they have a part in"
    READ_OWN_EVIDENCE = "read evidence that their own side gave"
    ADD_EVIDENCE = "give evidence"
    READ_DRAFT = "read a draft outcome letter where they are named for it"
    WRITE_DRAFT = "write the draft outcome letter"
    OPEN_DRAFT = "open the draft to directors and chief executives"
    NAME_READERS = "name representatives who may read the draft"

    VIEW_AREA_DATES = "view the dates of their own area"
    VIEW_DRAFT_DATES = "view when the draft letter is sent and commented on"
    ADD_CONTRIBUTORS = "add colleagues who give evidence"
    VIEW_MONITORING = "view monitoring visits"
    RECORD_MONITORING = "record monitoring visits"

    APPOINT = "give people their roles, on behalf of the bodies that name them"

    VIEW_RECORD = "view the record of a case they work on: every change, from and to"
    VIEW_READINGS = "view who read the confidential papers of a case"
    VIEW_WHOLE_RECORD = "view and download the whole record"
    MANAGE_HOLIDAYS = "add and correct holidays"
    USE_ADMIN = "use the office's admin pages"
    RESET_SECOND_FACTOR = "reset somebody's second factor"
    VIEW_ROLES = "view what each role may do"
    EXPORT_PERSON = "give a person a copy of their data on request"
    APPROVE_DISPOSAL = "approve the disposal of data that is due, and hold what must be kept"
