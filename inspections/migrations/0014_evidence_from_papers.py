"""Evidence was papers: it becomes documents with a version; and areas that were notified are asked for their items."""

from django.db import migrations

from inspections.migrations import _papers
from inspections.timeline import times

# What every area is asked for at the notice, as it was when this was written: (side, code, title, guidance, mandatory).
NO_FORMAT = "Give it as it is: no format is asked for, and nothing need be written for us."
IMPACT = f"What shows the difference that your actions made for children, young people and families. {NO_FORMAT}"
WHOLE = (
    (
        "area", "tribunal", "Outcomes of SEND tribunal appeals since the initial inspection",
        "All decisions of the First-tier Tribunal (SEND) on appeals from this area since the initial inspection, "
        "without children's or parents' names. If there were none, say so.", True,
    ),
    (
        "area", "ombudsman", "Outcomes of ombudsman complaints since the initial inspection",
        "All decisions of the Local Government and Social Care Ombudsman, and of the Parliamentary and Health "
        "Service Ombudsman, on complaints about special needs since the initial inspection, without children's or "
        "parents' names. If there were none, say so.", True,
    ),
    (
        "area", "other", "Anything else about the area as a whole",
        f"What shows progress on the statement of action beyond one weakness. {NO_FORMAT}", False,
    ),
    (
        "forum", "forum", "The forum's evidence of what has changed for families",
        "What parents and carers told you about the weaknesses, and what you saw of the area's actions. Please leave "
        f"out the names of children and parents. {NO_FORMAT}", False,
    ),
)  # fmt: skip


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
                revisit=revisit, side=side, code=code, title=title, guidance=guidance, mandatory=mandatory,
                weakness=weakness, asked_at=notice.recorded_at if notice else revisit.created_at,
            )
            for side, code, title, guidance, mandatory, weakness in asked(Weakness, revisit.wsoa_id)
            if side == "area" or has_forum
        )  # fmt: skip


def asked(Weakness, statement):
    """Evidence of impact for each weakness of the statement of action, then what concerns the whole."""
    for weakness in Weakness.objects.filter(wsoa_id=statement).order_by("number"):
        known = weakness.text != f"Weakness {weakness.number}"
        title = f"Evidence of impact on weakness {weakness.number}" + (f": {weakness.text}" if known else "")
        yield "area", f"impact-{weakness.number}", title[:300], IMPACT, False, weakness
    for item in WHOLE:
        yield *item, None


class Migration(migrations.Migration):
    dependencies = [("inspections", "0013_notes_from_papers"), ("record", "0001_initial")]

    operations = [
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
