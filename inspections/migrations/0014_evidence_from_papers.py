"""Evidence was papers: it becomes documents with a version; and areas that were notified are asked for their items."""

from django.db import migrations

from inspections.migrations import _papers
from inspections.information import standing
from inspections.timeline import times


def copy(apps, schema_editor):
    Paper, Document, Version = (
        apps.get_model("inspections", name) for name in ("Paper", "EvidenceDocument", "EvidenceVersion")
    )
    papers = Paper.objects.filter(kind="evidence").order_by("pk")
    for paper in papers.iterator():
        document = Document.objects.create(
            revisit_id=paper.revisit_id, given_by_id=paper.given_by_id, title=paper.title
        )
        version = Version.objects.create(
            document=document, number=1, text=paper.text, added_by_id=paper.added_by_id,
            added_at=paper.added_at, due_at=_due(apps, paper.revisit_id),
        )  # fmt: skip
        _carry_readings(apps, paper, version)
    _papers.delete(papers, schema_editor)


def _due(apps, revisit):
    Event = apps.get_model("inspections", "TimelineEvent")
    due = Event.objects.filter(revisit_id=revisit, code="evidence_due", planned_on__isnull=False).first()
    return times.deadline(due.planned_on, due.planned_time) if due else None


def _carry_readings(apps, paper, version):
    """Who of the team had read it, and when first: so it is no longer withdrawn without a trace."""
    Entry, Reading, Member = (
        apps.get_model("record", "Entry"),
        apps.get_model("inspections", "EvidenceReading"),
        apps.get_model("inspections", "TeamMember"),
    )
    team = set(Member.objects.filter(revisit_id=paper.revisit_id).values_list("user_id", flat=True))
    read = Entry.objects.filter(
        table="inspections_paper", row=str(paper.pk), operation__in=("read", "download"), person__in=team
    )
    first = {}
    for person, at in read.order_by("pk").values_list("person", "at"):
        first.setdefault(person, at)
    Reading.objects.bulk_create(Reading(version=version, user_id=person, read_at=at) for person, at in first.items())


def ask(apps, schema_editor):
    """As the notice does now, for the open cases whose notice went before it did."""
    Revisit, Item, Weakness, LocalArea = (
        apps.get_model("inspections", name) for name in ("Revisit", "InformationItem", "Weakness", "LocalArea")
    )
    told = Revisit.objects.exclude(state__in=("planned", "closed")).filter(historical=False, items=None)
    for revisit in told.iterator():
        notice = revisit.timeline.filter(code="notify", done_on__isnull=False).first()
        has_forum = LocalArea.objects.filter(pk=revisit.area_id, forum__isnull=False).exists()
        Item.objects.bulk_create(
            Item(
                revisit=revisit, side=asked.side, code=asked.code, title=asked.title, guidance=asked.guidance,
                mandatory=asked.mandatory, weakness=asked.weakness,
                asked_at=notice.recorded_at if notice else revisit.created_at,
            )
            for asked in standing(list(Weakness.objects.filter(wsoa_id=revisit.wsoa_id).order_by("number")))
            if asked.side == "area" or has_forum
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("inspections", "0013_notes_from_papers"), ("record", "0001_initial")]

    operations = [
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
