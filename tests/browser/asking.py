"""The pages of the national bank of questions, and of taking from it, for the browser."""

from django.urls import reverse

from inspections.actions.question_bank import begin_bank
from inspections.models import BankVersion
from revisits.accounts.models import User
from tests.browser.scene import NOW, Scene
from tests.browser.visits import Visit

SUPPORT = "Demo inspection support"


def asking(scene: Scene) -> list[Visit]:
    """The bank's second version is being written."""
    if not BankVersion.objects.filter(state="draft").exists():
        begin_bank(by=User.objects.get(name=SUPPORT), at=NOW)
    case = scene.case.reference

    def bank(name: str, *more: object, press: str = "") -> Visit:
        return Visit(name, reverse(name, args=more), who=SUPPORT, press=press)

    return [
        bank("bank"),
        bank("bank-version", 1),
        bank("bank-version", 2),
        bank("bank-compare", 2),
        bank("bank-issue", 2, press="Bring it into use"),
        bank("bank-question-add", 2, press="Add the question"),
        bank("bank-question-change", 2, 1),
        Visit("bank", reverse("bank")),
        Visit("survey-kind", reverse("survey-kind", args=[case])),
        Visit("survey-extend", reverse("survey-extend", args=[case]), press="Keep it open"),
        Visit("survey-replace", reverse("survey-replace", args=[case]), press="Replace it"),
        Visit("survey-answers", reverse("survey-answers", args=[case]), press="Keep the number"),
        bank("page-words"),
        bank("page-words-language", "ur"),
        Visit("translations", reverse("translations", args=[case])),
        Visit("translation", reverse("translation", args=[case, "ur"])),
        Visit(
            "questions-from-bank", reverse("questions-from-bank", args=[case, "survey", 2]), press="Take them"
        ),
    ]
