"""Whether a form is to be acted on."""

from django.forms import BaseForm
from django.http import HttpRequest


def sent(request: HttpRequest, form: BaseForm) -> bool:
    """It was sent and is right. One to which somebody only goes back, to change what they typed, is shown again."""
    return request.method == "POST" and form.is_valid() and "change" not in request.POST
