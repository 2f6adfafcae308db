"""Writing a note of the evidence base, and its tags."""

from collections.abc import Iterable
from typing import Any

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections.actions.notes import Words
from inspections.forms.base import CaseForm, DateField
from inspections.forms.widgets import Select
from inspections.models import EvidenceNote, EvidenceVersion, NoteVersion, Revisit, Weakness
from revisits.accounts.forms.offering import offer_rows

LONGEST = 50_000
LONGEST_TAG = 40
FIRST_ROWS, MORE_ROWS, MOST_ROWS = 2, 3, 40


def tag_names(typed: str) -> list[str]:
    """The tags of a line, parted by commas; each once, whatever its case."""
    names = (" ".join(name.split()) for name in typed.split(","))
    return list({name.casefold(): name for name in names if name}.values())


class TagsField(forms.CharField):
    """Tags in one line, parted by commas."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Tags (optional)")
        kwargs.setdefault("help_text", "Parted by commas. The team sorts evidence and notes by them.")
        super().__init__(required=False, max_length=900, **kwargs)

    def clean(self, value: Any) -> list[str]:
        names = tag_names(super().clean(value))
        if any(len(name) > LONGEST_TAG for name in names):
            raise forms.ValidationError(f"A tag has {LONGEST_TAG} characters at most.")
        return names


class TagsForm(CaseForm):
    tags = TagsField(label="Tags")


class NoteForm(CaseForm):
    """A note and what it cites: rows of a document and a place in it, of which some may stay empty.

    `versions` are those that may be cited. `confirming` shows the tick by which the author says that what
    looks like an identifier is none.
    """

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="What is it a note of?",
        choices=EvidenceNote.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is a note of."},
    )
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Give the note a title."}
    )
    held_on = DateField(
        label="When was it? (optional)",
        help_text="The day of the meeting, discussion or visit. The discussion with the advisers needs its day.",
        required=False,
    )
    text = forms.CharField(
        label="Note",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write the note."},
        help_text="In notes of parents', children's and young people's views nobody is named.",
    )
    names_confirmed = forms.BooleanField(
        label="What looks like a name, a date of birth, a number or an address identifies nobody",
        required=False,
    )
    weaknesses = forms.ModelMultipleChoiceField(
        Weakness.objects.none(),
        label="Which weaknesses is it about? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = TagsField()

    def __init__(
        self,
        *args: Any,
        revisit: Revisit,
        versions: Iterable[EvidenceVersion],
        rows: int = FIRST_ROWS,
        confirming: bool = False,
        kind_stays: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "weaknesses", revisit.wsoa.weaknesses.all())
        self.versions = {version.pk: version for version in versions}
        self.rows = min(max(rows, 0), MOST_ROWS)
        choices = [("", "No document"), *((pk, _named(each)) for pk, each in self.versions.items())]
        for row in range(self.rows):
            self.fields[f"cited_{row}"] = forms.TypedChoiceField(
                label=f"Document that it cites ({row + 1}, optional)",
                choices=choices,
                required=False,
                coerce=int,
                widget=Select,
            )
            self.fields[f"place_{row}"] = forms.CharField(
                label=f"Page, slide or sheet in it ({row + 1})", max_length=60, required=False
            )
        if kind_stays:
            del self.fields["kind"]
        if not (confirming or self.data.get("names_confirmed")):
            del self.fields["names_confirmed"]
        self.helper.layout = Layout(*self._parts())

    def _parts(self) -> list[Any]:
        """The layout: what was typed, then the confirmation right under it, then what it is tied to."""
        parts: list[Any] = [name for name in ("after", "kind", "title", "held_on") if name in self.fields]
        parts.append(Field.textarea("text", rows=14))
        parts += [name for name in ("names_confirmed", "weaknesses") if name in self.fields]
        for row in range(self.rows):
            parts += [f"cited_{row}", Field.text(f"place_{row}")]
        return [*parts, "tags"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in range(self.rows):
            if given.get(f"place_{row}") and not given.get(f"cited_{row}"):
                self.add_error(f"cited_{row}", "Choose the document in which this place is.")
        return given

    def words(self) -> Words:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        cited = [
            (self.versions[given[f"cited_{row}"]], given[f"place_{row}"])
            for row in range(self.rows)
            if given.get(f"cited_{row}")
        ]
        return Words(
            title=given["title"],
            text=given["text"],
            held_on=given.get("held_on"),
            weaknesses=list(given["weaknesses"]),
            citations=cited,
            names_confirmed=bool(given.get("names_confirmed")),
        )


def initial_of(version: NoteVersion) -> tuple[dict[str, Any], int]:
    """What a form shows of a version that is to be changed, and how many rows its citations take."""
    cited = list(version.citations.all())
    rows = {
        f"{part}_{row}": value
        for row, citation in enumerate(cited)
        for part, value in (("cited", citation.cited_id), ("place", citation.place))
    }
    shown = {
        "after": version.number,
        "title": version.title,
        "text": version.text,
        "held_on": version.held_on,
        "names_confirmed": False,
        "weaknesses": [about.weakness_id for about in version.about.all()],
    }
    return shown | rows, len(cited) + 1


def _named(version: EvidenceVersion) -> str:
    number = f", version {version.number}" if version.number > 1 else ""
    return f"{version.document.title}{number} ({version.document.given_by})"
