"""What the lead HMI says in the notice of a re-visit."""

from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Size
from django import forms

from notifications.forms.formal import OWN, NoticeForm, Words


class NotifyForm(NoticeForm):
    """Where quality is assured (G7), and one free paragraph; every recipient reads both."""

    ON_SITE, OFF_SITE, OPEN = "on", "off", ""
    PLACES: ClassVar[dict[str, bool | None]] = {ON_SITE: True, OFF_SITE: False, OPEN: None}

    quality = forms.ChoiceField(
        label="Where do the reviewers assure the quality of the re-visit?",
        required=False,
        choices=(
            (ON_SITE, "On site: they visit"),
            (OFF_SITE, "Off site"),
            (OPEN, "Not decided yet: the notices say that you will tell the area"),
        ),
        widget=forms.RadioSelect,
        help_text="Ofsted and CQC decide it, and leaders are told at notification (G7).",
        error_messages={"invalid_choice": "Choose on site, off site, or not decided yet."},
    )

    note = forms.CharField(
        label=OWN,
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example the scope of quality assurance (G7). Everybody who is notified reads it.",
    )
    own: ClassVar[tuple[Any, ...]] = (
        Field.radios("quality", legend_size=Size.SMALL),
        Field.textarea("note", rows=4),
    )

    def proposed(self) -> dict[str, Any]:
        return {"note": "", "quality_on_site": self.case.quality_on_site}

    def typed(self, words: Words) -> dict[str, Any]:
        known = {said: place for place, said in self.PLACES.items()}
        return {"quality": known[words["quality_on_site"]], "note": words["note"]}

    @property
    def words(self) -> dict[str, Any]:
        return {
            "note": self.cleaned_data["note"],
            "quality_on_site": self.PLACES[self.cleaned_data["quality"]],
        }
