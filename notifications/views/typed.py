"""What was typed into a form, to be sent once more from the page that shows its effect."""

from django.http import HttpRequest

# Django's own, and the buttons of the pages.
NOT_TYPED = ("csrfmiddlewaretoken", "confirm", "change", "preview")


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values as the browser sent them, for hidden fields; dates keep their three boxes."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in sent if name not in NOT_TYPED]
