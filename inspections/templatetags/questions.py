"""How a version of the questions stands, as a coloured tag: one name for the team, another for the forum."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import QuestionSet
from inspections.question_states import SetState
from inspections.questions_page import TAGS

register = template.Library()


@register.filter
def standing(version: QuestionSet) -> SafeString:
    return _tag(version, SetState(version.state).label)


@register.filter
def standing_for_the_forum(version: QuestionSet) -> SafeString:
    state = SetState(version.state)
    return _tag(version, "Waits for you" if state == SetState.SHARED else state.label)


def _tag(version: QuestionSet, label: str) -> SafeString:
    colour = TAGS[SetState(version.state)]
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)
