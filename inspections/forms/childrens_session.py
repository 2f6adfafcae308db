"""Arranging a group of children and young people, and the questions for them (G9, G21): nothing names a child."""

from collections.abc import Iterable
from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms

from inspections.actions.childrens_session import Group
from inspections.forms.base import CaseForm
from inspections.identifiers import Finding, Kind, find_identifiers, said
from inspections.models import ChildrensSession, Revisit, SessionSlot
from inspections.models.childrens_session import MOST_CHILDREN, OLDEST
from revisits.accounts.forms.offering import offer_rows

# A school may be called after somebody, and has an address; a child's details it has not.
OF_A_SETTING = frozenset({Kind.EMAIL, Kind.NHS_NUMBER, Kind.PHONE, Kind.BIRTH_DATE, Kind.POSTCODE})
LONGEST = 20_000


class WholeNumberField(forms.IntegerField):
    """A number typed in a plain box, with the digits' keyboard on a phone."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric"}


class NamesNobody(CaseForm):
    """A form whose texts are looked through for what identifies somebody; found, they stand only once confirmed.

    `looked_through` names the texts, and what may not stand in each.
    """

    looked_through: ClassVar[dict[str, frozenset[Kind]]] = {}
    checked = forms.BooleanField(label="I have checked: this identifies no child", required=False)

    def __init__(self, *args: Any, allowed: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {name: self._look(name, kinds, allowed) for name, kinds in self.looked_through.items()}
        if not any(self.found.values()):
            del self.fields["checked"]

    def _look(self, name: str, kinds: frozenset[Kind], allowed: Iterable[str]) -> list[Finding]:
        text = str(self.data.get(self.add_prefix(name), ""))[:LONGEST] if self.is_bound else ""
        return [each for each in find_identifiers(text, allowed=allowed) if each.kind in kinds]

    @property
    def tick(self) -> list[Any]:
        """The confirmation, for the end of the layout, where there is something to confirm."""
        return [Field.checkbox("checked")] if "checked" in self.fields else []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.pop("checked", False):
            for name, findings in self.found.items():
                if findings and name in given:
                    self.add_error(
                        name, f"{said(findings)} Take it out, or confirm below that it names no child."
                    )
        return given


class GroupForm(NamesNobody):
    """One group; it carries the version that it started from."""

    looked_through: ClassVar[dict[str, frozenset[Kind]]] = {
        "setting": OF_A_SETTING,
        "other_support": frozenset(Kind),
    }
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="Where are they met?",
        choices=ChildrensSession.Setting.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of setting."},
    )
    setting = forms.CharField(
        label="Name of the school, college or other setting",
        max_length=150,
        help_text="The setting alone: never a child's or a parent's name.",
        error_messages={"required": "Enter the name of the setting."},
    )
    number = WholeNumberField(
        label="How many children and young people?",
        min_value=1,
        max_value=MOST_CHILDREN,
        help_text="Of fewer than five, say as little as possible of what they need: it may tell who they are.",
        error_messages={"required": "Enter how many there will be."},
    )
    youngest = WholeNumberField(
        label="Age of the youngest",
        min_value=0,
        max_value=OLDEST,
        error_messages={"required": "Enter the age of the youngest."},
    )
    oldest = WholeNumberField(
        label="Age of the oldest",
        min_value=0,
        max_value=OLDEST,
        error_messages={"required": "Enter the age of the oldest."},
    )
    session = forms.ModelChoiceField(
        SessionSlot.objects.none(),
        label="When and where?",
        required=False,
        empty_label="Not in the schedule yet",
        help_text="A session of the schedule. Its day, time and room count for this group.",
    )
    consent = forms.BooleanField(
        label="The setting has confirmed that it holds consent for each of them", required=False
    )
    interpreter = forms.BooleanField(label="An interpreter", required=False)
    signing = forms.BooleanField(label="Signing", required=False)
    quiet_room = forms.BooleanField(label="A quiet room", required=False)
    other_support = forms.CharField(
        label="Something else they need (optional)",
        max_length=300,
        required=False,
        help_text="Of the group, not of one child.",
    )

    def __init__(self, *args: Any, case: Revisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "session", case.sessions.filter(removed_at=None))
        self.helper.layout = Layout(
            "version",
            Field.radios("kind", legend_size=Size.SMALL, inline=True),
            "setting",
            *(Field.text(name, field_width=3) for name in ("number", "youngest", "oldest")),
            Field.select("session"),
            Field.checkbox("consent"),
            Fieldset(
                *(Field.checkbox(name) for name in ("interpreter", "signing", "quiet_room")),
                legend="What does the group need?",
                legend_size=Size.SMALL,
            ),
            "other_support",
            *self.tick,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        youngest, oldest = given.get("youngest"), given.get("oldest")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("oldest", "The oldest cannot be younger than the youngest.")
        return given

    @property
    def group(self) -> Group:
        """What a valid form says."""
        return Group(**{name: self.cleaned_data[name] for name in GROUP})


GROUP = (
    "kind", "setting", "number", "youngest", "oldest", "consent", "interpreter", "signing", "quiet_room",
    "other_support",
)  # fmt: skip


def initial_group(group: ChildrensSession) -> dict[str, Any]:
    return {
        **{name: getattr(group, name) for name in GROUP},
        "session": group.session_id,
        "version": group.version,
    }


class QuestionsForm(NamesNobody):
    """The questions, and which edition the writer started from."""

    looked_through: ClassVar[dict[str, frozenset[Kind]]] = {"text": frozenset(Kind)}
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Questions",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="One a line, in words that children understand.",
        error_messages={"required": "Write the questions."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("number", "version", Field.textarea("text", rows=10), *self.tick)
