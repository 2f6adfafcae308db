"""Sheets of the survey in every language of the program, with words that are really written in it."""

from string import Formatter
from typing import Any

from inspections.models import QuestionSet, QuestionTranslation
from revisits.accounts.models import User
from surveys.models import PageWording
from surveys.wording import ENGLISH
from tests.cast import NOW

# A question, and three answers.
SAMPLES: dict[str, tuple[str, str, str, str]] = {
    "ar": ("ما مدى جودة الدعم الذي يحصل عليه طفلك؟", "جيد جدًا", "جيد", "سيئ"),
    "bn": ("আপনার সন্তান কতটা ভালো সহায়তা পায়?", "খুব ভালো", "ভালো", "খারাপ"),
    "zh-Hans": ("您的孩子得到的支持有多好？", "非常好", "好", "不好"),
    "gu": ("તમારા બાળકને કેટલી સારી મદદ મળે છે?", "ખૂબ સારી", "સારી", "ખરાબ"),
    "pa": ("ਤੁਹਾਡੇ ਬੱਚੇ ਨੂੰ ਕਿੰਨੀ ਚੰਗੀ ਮਦਦ ਮਿਲਦੀ ਹੈ?", "ਬਹੁਤ ਚੰਗੀ", "ਚੰਗੀ", "ਮਾੜੀ"),
    "fa": ("فرزند شما چقدر خوب پشتیبانی می‌شود؟", "خیلی خوب", "خوب", "بد"),
    "pl": (
        "Jak dobre wsparcie otrzymuje Państwa dziecko, żeby mogło się uczyć?",
        "Bardzo dobre",
        "Dobre",
        "Złe",
    ),
    "pt": ("O apoio que o seu filho recebe é bom? O que não está à mão?", "Muito bom", "Bom", "Mau"),
    "ro": ("Cât de bine este sprijinit copilul dumneavoastră și ce așteptați?", "Foarte bine", "Bine", "Rău"),
    "so": ("Sidee loo taageeraa ilmahaaga?", "Aad u wanaagsan", "Wanaagsan", "Xun"),
    "tr": (
        "Çocuğunuz ne kadar iyi destekleniyor? İşe yarayan bir şey var mı, ağır mı?",
        "Çok iyi",
        "İyi",
        "Kötü",
    ),
    "uk": ("Наскільки добре підтримують вашу дитину? Які є ґанки, їжа?", "Дуже добре", "Добре", "Погано"),
    "ur": ("آپ کے بچے کو کتنی اچھی مدد ملتی ہے؟", "بہت اچھی", "اچھی", "بری"),
}


def put_in(asks: QuestionSet, code: str, writer: User, checker: User) -> None:
    """The sample as every question, answer and text of the pages, with its placeholders: written, and checked."""
    by: dict[str, Any] = {"written_by": writer, "written_at": NOW, "checked_by": checker, "checked_at": NOW}
    said, *options = SAMPLES[code]
    for question in asks.questions.all():
        QuestionTranslation.objects.create(
            question=question, language=code, text=said, options=options if question.options else [], **by
        )
    PageWording.objects.bulk_create(
        PageWording(language=code, key=key, text=f"{said} {_facts(text)}".strip(), **by)
        for key, text in ENGLISH.items()
    )


def _facts(text: str) -> str:
    return " ".join(f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name)
