"""The letters of every language in which parents are asked: whole alphabets are here, and a lack is told (G16)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks

from inspections.translations import LANGUAGES
from letters.composing.parents import compose
from letters.rendering import faces
from letters.rendering.pdf import page_pdf, render_pdf
from tests.letters.rendering.pdf_reader import fonts
from tests.letters.seed_facts import seed_facts
from tests.surveys.lettered import SAMPLES

# As the Unicode locale data lists them; marks of direction and joining have no shape.
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩؟،؛٪"
ALPHABETS = {
    "ar": ARABIC,
    "fa": "آئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءًٔ۰۱۲۳۴۵۶۷۸۹؟،؛٪«»",
    "ur": "آأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓۂ۰۱۲۳۴۵۶۷۸۹؟،؛۔",
    "bn": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯।",
    "gu": "અઆઇઈઉઊઋએઐઓઔઅંકખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશષસહળાિીુૂૃેૈોૌઁંઃ્ૅૉ૦૧૨૩૪૫૬૭૮૯",
    "pa": "ੳਅੲਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜਸ਼ਖ਼ਗ਼ਜ਼ਫ਼ਲ਼ਆਇਈਉਊਏਐਓਔਾਿੀੁੂੇੈੋੌੰੱਂ੍੦੧੨੩੪੫੬੭੮੯।",
    "pl": "AĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻaąbcćdeęfghijklłmnńoóprsśtuwyzźż„”",
    "pt": "AÁÂÃÀBCÇDEÉÊFGHIÍJKLMNOÓÔÕPQRSTUÚVWXYZaáâãàbcçdeéêfghiíjklmnoóôõpqrstuúvwxyz«»",
    "ro": "AĂÂBCDEFGHIÎJKLMNOPRSȘTȚUVXZaăâbcdefghiîjklmnoprsștțuvxz„”",
    "so": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "tr": "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZabcçdefgğhıijklmnoöprsştuüvyzâîû",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ’",
}
ENGLISH = "AZaz09 .,:;?!()/–’@%\n"


def chinese() -> str:
    """The 6,763 characters that are taught and printed, as the national standard of 1980 has them."""
    return "".join(_of_gb2312()) + "，。？！：；（）、“”《》"


def _of_gb2312() -> Iterator[str]:
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes([row, cell]).decode("gb2312", errors="ignore")


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_g16_every_letter_of_every_language_has_a_shape(code: str) -> None:
    alphabet = ENGLISH + (chinese() if code == "zh-Hans" else ALPHABETS[code])
    assert faces.BY_LANGUAGE.get(code, faces.LATIN).hold(alphabet) and faces.holds(code, alphabet)


def test_g16_a_letter_without_a_shape_is_found_before_it_is_printed() -> None:
    assert faces.holds("ur", "سوال\u200c") and not faces.holds("ur", "سوال \u4e2d")
    assert not faces.holds("bn", "প্রশ্ন سوال") and not faces.holds("pl", "Źle 😀")


def test_g16_a_missing_font_is_said_at_start_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert not [said for said in run_checks() if said.id == "letters.W003"]
    there = faces.found
    monkeypatch.setattr(faces, "found", lambda name: None if "Bengali" in name else there(name))
    (said,) = [said for said in run_checks() if said.id == "letters.W003"]
    assert "for those who read Bengali:" in said.msg
    assert not faces.holds("bn", "প্রশ্ন") and faces.holds("ur", "سوال")


def test_g16_a_letter_is_set_as_before_after_a_form_in_other_letters() -> None:
    text = compose(seed_facts("essex-2022"))
    before = render_pdf(text)
    form = '<html lang="{0}" dir="auto"><head><title>{1}</title></head><body><h1>{1}</h1></body></html>'
    for code in faces.BY_LANGUAGE:
        other = page_pdf(form.format(code, SAMPLES[code][0]), ("paper.css",), language=code)
        assert faces.BY_LANGUAGE[code].family.replace(" ", "-") in str(fonts(other))
    assert render_pdf(text) == before
