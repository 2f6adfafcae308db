"""Inspectors' notes were papers: they become notes of the evidence base, with their words, author and time."""

from django.db import migrations

from inspections.migrations import _papers


def copy(apps, schema_editor):
    Paper, Note, Version = (
        apps.get_model("inspections", name) for name in ("Paper", "EvidenceNote", "NoteVersion")
    )
    papers = Paper.objects.filter(kind="note").order_by("pk")
    for paper in papers.iterator():
        who = {"written_by_id": paper.added_by_id, "written_at": paper.added_at}
        note = Note.objects.create(revisit_id=paper.revisit_id, kind="meeting", **who)
        Version.objects.create(note=note, number=1, title=paper.title, text=paper.text, **who)
    _papers.delete(papers, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0012_evidence_base")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
