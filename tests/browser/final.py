"""Pages of the final letter before it is there, and the register of outcomes."""

from django.urls import reverse

from tests.browser.scene import Scene
from tests.browser.visits import Visit

REFERENCE = "essex-2022"


def visits(scene: Scene) -> list[Visit]:
    """As the demo stands: nothing is final in Essex, and nothing waits to be published."""
    names = ("letter", "send", "recall", "moment", "publish")
    page = {name: reverse(f"final-{name}", args=[REFERENCE]) for name in names}
    steps = ("begin", "change", "send", "withdraw")
    correct = {name: reverse(f"correction-{name}", args=[REFERENCE]) for name in steps}
    return [
        Visit("final-letter", page["letter"]),
        Visit("final-send", page["send"]),
        Visit("final-recall", page["recall"]),
        Visit("final-moment", page["moment"]),
        Visit("final-publish", page["publish"]),
        Visit("correction", reverse("correction", args=[REFERENCE])),
        Visit("correction-begin", correct["begin"], press="Begin the correction"),
        Visit("correction-change", correct["change"]),
        Visit("correction-send", correct["send"]),
        Visit("correction-withdraw", correct["withdraw"], press="Withdraw it"),
        Visit("public-outcomes", reverse("public-outcomes"), who=""),
        Visit("public-outcomes", reverse("public-outcomes") + "?q=nowhere&decision=all", who=""),
    ]
