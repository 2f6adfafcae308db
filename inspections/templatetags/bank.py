"""How a version of the national bank stands, as a coloured tag."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import BankVersion
from inspections.models.question_bank import BankState
from inspections.question_bank_page import TAGS

register = template.Library()


@register.filter
def standing_of_bank(version: BankVersion) -> SafeString:
    state = BankState(version.state)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', TAGS[state], state.label)
