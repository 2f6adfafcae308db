"""Drafts were papers: they become versions of an outcome letter, with their words, authors and times.

A paper had no sections, so its words stand in the one on what inspectors did, from where they are moved by hand. A
case whose letter was begun already keeps it, and its papers stand before what was written since.
"""

from django.db import migrations

from inspections.migrations import _papers
from letters.composing.outcome_written import from_words
from letters.composing.text import block_from_dict, passages, words

KEY = "activities"


def to_letters(apps, schema_editor):
    Paper = apps.get_model("inspections", "Paper")
    Letter, Section = (apps.get_model("letters", name) for name in ("OutcomeLetter", "LetterSection"))
    for paper in Paper.objects.filter(kind="draft").order_by("pk").iterator():
        began = {"started_by_id": paper.added_by_id, "started_at": paper.added_at}
        letter, _ = Letter.objects.get_or_create(revisit_id=paper.revisit_id, defaults=began)
        section, _ = Section.objects.get_or_create(letter=letter, key=KEY)
        _add(apps, section, paper)


def _add(apps, section, paper):
    """As the next version; where somebody wrote in the section since, theirs stays the newest."""
    Version = apps.get_model("letters", "SectionVersion")
    versions = Version.objects.filter(section=section).order_by("-number")
    newest = versions.first()
    number = newest.number + 1 if newest else 1
    blocks = [block.as_dict() for block in from_words(KEY, f"{paper.title}\n\n{paper.text}")]
    who = {"written_by_id": paper.added_by_id, "written_at": paper.added_at}
    Version.objects.create(section=section, number=number, blocks=blocks, **who)
    if newest and newest.written_at > paper.added_at:
        again = {"written_by_id": newest.written_by_id, "written_at": newest.written_at}
        Version.objects.create(section=section, number=number + 1, blocks=newest.blocks, **again)


def to_papers(apps, schema_editor):
    """Each version of that section is a paper again; what the letter was beyond them is not undone."""
    Paper = apps.get_model("inspections", "Paper")
    _papers.delete(Paper.objects.filter(kind="draft"), schema_editor)
    Version = apps.get_model("letters", "SectionVersion")
    for version in Version.objects.filter(section__key=KEY).order_by("number").select_related("section__letter"):
        Paper.objects.create(
            revisit_id=version.section.letter.revisit_id,
            kind="draft",
            title="Draft outcome letter",
            text="\n\n".join(_said(block) for block in version.blocks) or "-",
            added_by_id=version.written_by_id,
            added_at=version.written_at,
        )


def _said(block):
    return "\n".join(words(passage) for passage in passages(block_from_dict(block)))


class Migration(migrations.Migration):
    dependencies = [("letters", "0004_outcome_letter")]

    operations = [migrations.RunPython(to_letters, to_papers)]
