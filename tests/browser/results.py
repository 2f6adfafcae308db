"""The pages of a survey's results for the browser: the demo's Lancashire asked here, and its Oxfordshire elsewhere."""

from django.urls import reverse

from inspections.models import Question, Revisit
from revisits.accounts.models import User
from surveys.importing.reading import Table
from surveys.models import Answer, ImportInHand, SurveyImport, TextReading
from tests.browser.scene import NOW, Scene
from tests.browser.visits import Visit

OWN, OUTSIDE = "lancashire-2020", "oxfordshire-2019"
SUPPORT, FORUM = "Demo inspection support", "Demo forum representative"
TABLE = Table(["Who told you?", "A rather long heading of a column"], [["School, somebody else", "x"]], [2])


def visits(scene: Scene) -> list[Visit]:
    """Of inspection support, of the forum, and of the lead of Lancashire; a file of Lancashire's is being matched."""
    case = Revisit.objects.get(reference=OWN)
    lead = case.team.get(role="lead").user
    scale = Question.objects.filter(question_set=case.survey.questions_id, kind="scale")[0].pk
    answer = Answer.objects.filter(response__survey=case.survey).exclude(text="")[0].pk
    quotable = TextReading.objects.filter(answer__response__survey=case.survey, quotable=True)[0].answer_id
    ImportInHand.objects.get_or_create(
        survey=case.survey,
        by=User.objects.get(name=SUPPORT),
        defaults={"file_name": "another.csv", "sha256": "0", "table": TABLE.packed(), "at": NOW},
    )
    made = SurveyImport.objects.get(survey__revisit__reference=OUTSIDE).pk

    def to(name: str, *more: object, query: str = "", who: str = lead.name, press: str = "") -> Visit:
        return Visit(name, reverse(name, args=more) + query, who=who, press=press)

    return [
        to("survey-results", OWN),
        to("survey-results", OWN, query="?by=weakness"),
        to("survey-results", OWN, query="?by=setting"),
        to("survey-results", OUTSIDE, who=SUPPORT),
        to("survey-results", scene.case.reference, who=SUPPORT),
        to("survey-words", OWN),
        to("survey-word", OWN, answer),
        to("survey-quote", OWN, quotable),
        to("survey-cite", OWN, 1, scale, press="Write the note"),
        to("survey-baseline", OWN, scale),
        to("survey-import", OUTSIDE, who=SUPPORT),
        to("survey-import-check", OWN, who=SUPPORT),
        to("survey-import-check", OWN, who=SUPPORT, press="Look at what comes of it"),
        to("survey-import-back", OUTSIDE, made, who=SUPPORT, press="Take it back"),
        to("area-survey", OWN, who=FORUM),
    ]
