"""What the triggers write: every recorded table, who acts, and nothing that is no fact."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import Error, connection, transaction

from inspections.actions.cases import reschedule
from inspections.actions.timeline import override_date
from inspections.models import (
    LocalArea,
    Outcome,
    Revisit,
    TimelineEvent,
    Weakness,
)
from letters.actions.issue import issue_parents_letter
from revisits.accounts.models import Membership, Organisation, User
from revisits.acting import acting, begin, end
from revisits.record import tables
from revisits.record.actions.seal import seal_entries
from revisits.record.models import Disposal, Entry, Seal
from tests.cast import FIRST_DAY, NOW, Cast
from tests.factories import make

ON_RECORD = {
    "inspections_deferral", "inspections_suspension", "inspections_suspendedcase", "notifications_calendarfeed",
    "accounts_invitation", "accounts_membership", "accounts_organisation", "accounts_user",
    "inspections_absence", "inspections_draftreader", "inspections_holiday",
    "files_storedfile", "inspections_evidenceabout", "inspections_evidencedocument", "inspections_evidenceversion",
    "inspections_informationitem",
    "inspections_kitrecord", "inspections_judgementmeetingrecord", "inspections_meetingpresence",
    "notifications_schedulednotice", "notifications_snooze", "notifications_unwanted", "notifications_wishes",
    "inspections_feedbackrecord", "inspections_feedbackpoint",
    "inspections_initialinspection", "inspections_initialinspection_inspectors",
    "inspections_localarea", "inspections_localarea_health_bodies",
    "inspections_evidencenote", "inspections_evidenceview", "inspections_noteabout", "inspections_notecitation",
    "inspections_noteversion",
    "inspections_meeting", "inspections_meetingattendance", "inspections_meetingregistration",
    "inspections_monitoringvisit", "inspections_outcome", "inspections_revisit", "inspections_schoolholiday",
    "inspections_surveychange", "inspections_surveyincident",
    "inspections_childrensquestions", "inspections_childrenssession", "inspections_requestmessage",
    "inspections_scheduleagreement", "inspections_schedulecomment", "inspections_sessionabout",
    "inspections_sessioninspector", "inspections_sessionslot",
    "inspections_bankquestion", "inspections_bankversion",
    "inspections_questiontranslation",
    "inspections_question", "inspections_questioncomment", "inspections_questionset", "letters_circulation",
    "inspections_judgement", "inspections_judgementagreement", "inspections_judgementcitation",
    "inspections_judgementversion", "inspections_concerncitation", "inspections_concernversion",
    "inspections_seriousconcern", "inspections_nextstep",
    "inspections_teammember", "inspections_timelineevent", "inspections_weakness", "inspections_wsoa",
    "inspections_wsoaaction", "letters_letter", "privacy_hold",
    "letters_correction", "letters_identifierdecision", "letters_qualityreview",
    "letters_ignoredhint", "letters_lettersection", "letters_letterversion", "letters_outcomeletter",
    "letters_sectioncomment", "letters_sectionversion", "letters_publication", "letters_signoff",
    "letters_accuracyfile",
    "letters_accuracyround", "letters_accuracycomment", "letters_submission", "letters_laterequest",
    "letters_lateanswer", "surveys_survey", "surveys_surveyimport", "surveys_baseline", "surveys_pagewording",
     "letters_answer", "letters_answeragreement", "letters_answerstold",
}  # fmt: skip
# Why a table of ours is not on record.
NOT_ON_RECORD = {
    "accounts_accountevent": "append-only itself",
    "accounts_accountmail": "a queue that keeps its own history",
    "accounts_democlock": "the demo's alone",
    "files_upload": "on its way; what is kept of it is on record as a file",
    "files_scanneroutage": "its own history",
    "files_unnamedbytes": "what the last look through storage found",
    "inspections_casedraft": "being typed",
    "inspections_caseevent": "append-only itself",
    "inspections_evidenceexport": "a queue of archives; each download is on record",
    "inspections_evidencepage": "read out of a version by the program, and again at will",
    "inspections_evidencetext": "read out of a version by the program, and again at will",
    "inspections_tag": "how the team sorts its papers",
    "inspections_tagging": "how the team sorts its papers",
    "inspections_evidencereading": "readings are on record as such",
    "inspections_holidaychange": "append-only itself",
    "inspections_requestreading": "how far messages were read, for unread marks alone",
    "inspections_workingcopy": "being typed",
    "letters_letterfile": "bytes, made from a letter and append-only",
    "letters_sectionpresence": "who has a section open just now, forgotten after a minute",
    "notifications_clearedbounce": "append-only itself",
    "notifications_deliveryreport": "append-only itself",
    "notifications_demomail": "the demo's alone",
    "notifications_expansion": "the queue's own",
    "notifications_outboxmessage": "a queue that keeps its own history",
    "notifications_textnumber": "each person's own choice, with its time; gone when they take it back",
    "notifications_toldmeeting": "append-only itself",
    "privacy_datacopy": "what it tells is on record as a download",
    "privacy_disposal": "what was disposed of is on record as such",
    "privacy_disposalitem": "the list of a disposal, gone with it",
    "record_disposal": "part of the record",
    "record_entry": "the record",
    "surveys_citedfigure": "the note beside it has the same in words",
    "surveys_citedwords": "the note beside it quotes them",
    "surveys_counted": "in which part of the figures an answer stands; goes with it",
    "surveys_importinhand": "a file that somebody matches to the questions, gone after a day",
    "surveys_answer": "what a parent said, of whom nothing may tell; gone after its period",
    "surveys_figures": "counted from the answers",
    "surveys_response": "what a parent sent, of whom nothing may tell; gone after its period",
    "surveys_textreading": "goes with the answer that was read",
    "surveys_readabout": "goes with the answer that was read",
    "record_seal": "part of the record",
}
OURS = ("accounts", "files", "inspections", "letters", "notifications", "privacy", "record", "surveys")


def last() -> Entry:
    return Entry.objects.latest("pk")


def of(table: str) -> list[Entry]:
    return list(Entry.objects.filter(table=table).order_by("pk"))


def test_every_table_of_ours_is_on_record_or_says_why_not() -> None:
    assert set(tables.models()) == ON_RECORD
    ours = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS}
    assert ours - ON_RECORD == set(NOT_ON_RECORD)


def test_an_update_records_what_differs_from_and_to(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(open_meeting_place="Town Hall", circulated_by="Essex")
    entry = last()
    assert (entry.operation, entry.table, entry.row) == (
        "update",
        "inspections_revisit",
        str(cast.revisit.pk),
    )
    assert entry.before == {
        "open_meeting_place": "County Hall, Chelmsford",
        "circulated_by": "Essex County Council",
    }
    assert entry.after == {"open_meeting_place": "Town Hall", "circulated_by": "Essex"}
    assert (entry.case, entry.area) == (cast.revisit.pk, None)


def test_what_changes_nothing_or_is_no_fact_leaves_no_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    cast.revisit.save()
    Revisit.objects.update(version=77, timeline_stale=True)
    User.objects.update(last_login=NOW)
    TimelineEvent.objects.update(explanation="another")
    assert Entry.objects.count() == before


def test_rows_written_in_bulk_are_recorded_one_by_one(cast: Cast) -> None:
    assert Weakness.objects.update(text="the same") == 2
    assert [entry.after for entry in of("inspections_weakness")[-2:]] == [{"text": "the same"}] * 2
    TimelineEvent.objects.filter(revisit=cast.revisit, code="kit").delete()
    gone = of("inspections_timelineevent")[-3:]
    assert {entry.operation for entry in gone} == {"delete"}
    assert all(entry.case == cast.revisit.pk and entry.before and entry.after is None for entry in gone)


def test_raw_sql_and_a_changed_key_are_recorded(cast: Cast) -> None:
    outcome = Outcome.objects.create(
        revisit=cast.revisit, sufficient=1, not_sufficient=1, published_on=NOW.date(), source="x"
    )
    with connection.cursor() as cursor:
        cursor.execute("/* by hand */ UPDATE inspections_outcome SET id = id + 1000")
    come, gone = sorted(of("inspections_outcome")[-2:], key=lambda entry: entry.operation == "delete")
    assert (gone.operation, gone.row) == ("delete", str(outcome.pk))
    assert (come.operation, come.row) == ("insert", str(outcome.pk + 1000))


def test_what_hangs_on_the_statement_is_recorded_for_the_area(cast: Cast) -> None:
    Weakness.objects.filter(number=1).update(text="x")
    assert (last().case, last().area) == (None, cast.area.pk)
    cast.revisit.wsoa.monitoring_visits.update(note="x")
    assert last().area == cast.area.pk
    cast.area.health_bodies.clear()
    assert (last().table, last().operation, last().area) == (
        "inspections_localarea_health_bodies", "delete", cast.area.pk
    )  # fmt: skip
    make(LocalArea, name="Elsewhere")
    assert last().area != cast.area.pk


def test_of_a_password_only_that_it_changed(cast: Cast) -> None:
    cast.owner.set_password("correct horse battery staple")
    cast.owner.save()
    assert (last().before, last().after) == ({"password": "hidden"}, {"password": "hidden, changed"})
    told = list(Entry.objects.filter(table="accounts_user").values_list("before", "after"))
    assert User.objects.get(pk=cast.owner.pk).password not in str(told)
    assert "md5$" not in str(told)


def test_who_by_what_means_and_why(cast: Cast) -> None:
    with acting(person=cast.owner.pk, means="web", why='it\'s 100% \\ "odd"\x00; DROP TABLE x --'):
        Membership.objects.filter(user=cast["hmi"]).update(ends_on=NOW.date())
    entry = last()
    assert (entry.person, entry.means) == (cast.owner.pk, "web")
    assert entry.why == 'it\'s 100% \\ "odd"; DROP TABLE x --'
    Organisation.objects.filter(kind="cqc").update(email="cqc@example.org")
    assert (last().person, last().means, last().why) == (None, "program", "")


def test_after_a_rollback_who_acts_is_told_anew(cast: Cast) -> None:
    with acting(person=cast.owner.pk, means="web"):
        try:
            with transaction.atomic():
                Organisation.objects.update(email="a@example.org")
                raise ValueError
        except ValueError:
            Organisation.objects.filter(kind="cqc").update(email="b@example.org")
    assert last().person == cast.owner.pk


def test_statements_many_at_once_say_who_too(cast: Cast) -> None:
    with acting(person=cast.owner.pk), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE inspections_weakness SET text = %s WHERE number = %s", [("a", 1), ("b", 2)]
        )
    assert [entry.person for entry in of("inspections_weakness")[-2:]] == [cast.owner.pk] * 2


def test_a_task_and_what_comes_after_it(cast: Cast) -> None:
    begin("task inspections.refresh_holidays")
    Organisation.objects.filter(kind="cqc").update(email="b@example.org")
    assert (last().person, last().means) == (None, "task inspections.refresh_holidays")
    end()
    Organisation.objects.filter(kind="cqc").update(email="c@example.org")
    assert last().means == "program"


def test_a_statement_from_outside_the_program_names_the_login(cast: Cast) -> None:
    assert connection.connection is not None
    with connection.connection.cursor() as cursor:  # psycopg's own, of which Django knows nothing
        cursor.execute("SELECT set_config('revisits.acting', '', true)")
        cursor.execute("UPDATE accounts_organisation SET email = 'x@example.org' WHERE kind = 'cqc'")
        cursor.execute("SELECT session_user")
        login = cursor.fetchone()[0]
    entry = last()
    assert (entry.person, entry.means, entry.login) == (None, "database", login)


def test_reasons_of_actions_are_on_record(cast: Cast) -> None:
    event = cast.event("open_meeting")
    override_date(event=event, on=FIRST_DAY, time="", reason="The hall is free", by=cast.owner, at=NOW)
    changed = [entry for entry in of("inspections_timelineevent") if entry.row == str(event.pk)][-1]
    assert changed.why == "The hall is free"
    revisit = Revisit.objects.get(pk=cast.revisit.pk)
    reschedule(
        revisit=revisit,
        version=revisit.version,
        first_day=FIRST_DAY,
        days=2,
        reason="A strike",
        by=cast.owner,
        at=NOW,
    )
    assert of("inspections_revisit")[-1].why == "A strike"
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    assert "text" not in (of("letters_letter")[-1].after or {})


ATTEMPTS = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize(
    ("table", "column"), [("record_entry", "why"), ("record_seal", "hash"), ("record_disposal", "at")]
)
def test_the_record_is_never_altered_by_sql(cast: Cast, table: str, column: str, attempt: str) -> None:
    seal_entries()
    if table == "record_disposal":
        Disposal.objects.create(seal=Seal.objects.latest("number"), entry=last().pk, at=NOW)
    connection.check_constraints()  # else TRUNCATE waits for them
    with pytest.raises(Error, match="The record is never altered"), transaction.atomic():
        connection.cursor().execute(attempt.format(table=table, column=column))


def test_the_record_is_never_altered_through_the_orm(cast: Cast) -> None:
    entry = last()
    entry.why = "x"
    for attempt in (
        entry.save,
        entry.delete,
        lambda: Entry.objects.update(why="x"),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
        lambda: Entry.objects.bulk_update([entry], ["why"]),
    ):
        with (
            pgtrigger.ignore(),
            pytest.raises(Error, match="The record is never altered"),
            transaction.atomic(),
        ):
            attempt()
    assert Entry.objects.get(pk=entry.pk).why == ""


def test_nothing_sets_the_recording_aside(cast: Cast) -> None:
    with pgtrigger.ignore():
        Organisation.objects.filter(kind="cqc").update(email="b@example.org")
    assert last().after == {"email": "b@example.org"}
