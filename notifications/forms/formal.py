"""What a formal notice says in the words of whoever sends it, and when it goes, if not now."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any, ClassVar

from crispy_forms_gds.layout import Field, Layout
from django import forms

from inspections import queries
from inspections.forms.base import CaseForm, DateField
from inspections.forms.clock_time import ClockField
from inspections.models import Revisit
from inspections.timeline.times import LONDON, london
from notifications.domain import quiet
from notifications.models import ScheduledNotice

Words = Mapping[str, Any]
IN_LONDON = "In London. For example 9:00."
OWN = "A paragraph of your own (optional)"


def in_form(moment: datetime, day: str, hour: str) -> dict[str, Any]:
    """How fields of these names begin with an aware moment."""
    local = moment.astimezone(LONDON)
    return {day: local.date(), hour: f"{local:%-H:%M}"}


def own_words() -> forms.CharField:
    """A paragraph of whoever sends it."""
    return forms.CharField(label=OWN, required=False, max_length=2000, widget=forms.Textarea)


class BesideForm(CaseForm):
    """The paragraph alone, beside what a page of another kind sends."""

    note = own_words()

    def __init__(self, data: Any, *, read_by: str) -> None:
        super().__init__(data)
        self.fields["note"].help_text = read_by
        self.helper.layout = Layout(Field.textarea("note", rows=4))


class NoticeForm(CaseForm):
    """The fields of one notice, and its moment, which is asked for, and found wrong, only where it is scheduled.

    `proposed` is what the action takes beside the case before anybody has typed, `typed` the fields of kept words, and
    `words` what the action takes once the form is valid.
    """

    own: ClassVar[tuple[Any, ...]] = ()

    send_day = DateField(label="Day", missing="Enter the day.")
    send_hour = ClockField(label="Hour", missing="Enter the hour.", help_text=IN_LONDON)

    def __init__(
        self,
        data: Any,
        *,
        case: Revisit,
        kept: ScheduledNotice | None,
        now: datetime,
        scheduling: bool = False,
        **kwargs: Any,
    ) -> None:
        self.case, self.kept, self.now, self.scheduling = case, kept, now, scheduling
        self.begins = kept.words if kept else self.proposed()
        when = kept.send_at if kept else quiet.proposed(now, queries.calendar())
        initial = {**self.typed(self.begins), **in_form(when, "send_day", "send_hour")}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["send_hour"].widget.attrs["class"] = "govuk-input govuk-input--width-5"
        self.helper.layout = Layout(*self.own)
        self.later = copy(self.helper)
        self.later.layout = Layout("send_day", "send_hour")

    def proposed(self) -> dict[str, Any]:
        return {}

    def typed(self, words: Words) -> dict[str, Any]:
        return dict(words)

    @property
    def words(self) -> dict[str, Any]:
        return {}

    @property
    def shown(self) -> Words:
        """The words with which the messages are looked at: as typed, else as the form begins."""
        return self.words if self.is_bound and self.is_valid() else self.begins

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.scheduling:
            for name in ("send_day", "send_hour"):
                self.errors.pop(name, None)
        return given

    @property
    def moment(self) -> datetime:
        """When it goes, in London, once it is valid and scheduled."""
        return london(self.cleaned_data["send_day"], self.cleaned_data["send_hour"])


class OwnWordsForm(NoticeForm):
    """With a paragraph of whoever sends it, which everybody reads who gets the message."""

    note = own_words()
    own: ClassVar[tuple[Any, ...]] = (Field.textarea("note", rows=4),)
