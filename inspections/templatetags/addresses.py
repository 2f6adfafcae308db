"""`{% address 'revisit' reference %}`: as `{% url %}`, remembered. A page has twenty, and most are on every page."""

from django import template

from inspections import addresses

register = template.Library()
register.simple_tag(addresses.address, name="address")
