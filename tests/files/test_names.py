"""Names that people and attackers give to files."""

import unicodedata

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from revisits.files.names import defuse, folder


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Impact 2022.pdf", "Impact 2022.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\Users\\a\\Impact.pdf", "Impact.pdf"),
        ("/etc/", "file"),
        ("..", "file"),
        ("", "file"),
        (" \t ", "file"),
        ("impact\x00.pdf", "impact.pdf"),
        ("im\r\npact.pdf", "im pact.pdf"),
        ("impact\u202efdp.exe", "impactfdp.exe"),
        ("\u2066x\u2069\ufeff.pdf", "x.pdf"),
        ("impact.pdf. . .", "impact.pdf"),
        (".htaccess", "_htaccess"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.pdf", "console.pdf"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("ŵŷ.pdf", "ŵŷ.pdf"),
        ("\ud800.pdf", "_pdf"),
        ("family \U0001f468\u200d\U0001f467.jpg", "family \U0001f468\u200d\U0001f467.jpg"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
        ("ŵ" * 200 + ".pdf", "ŵ" * 125 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 253),
    ],
)
def test_a_name_is_defused(given: str, shown: str) -> None:
    assert defuse(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Minutes/2022/Impact.pdf", "Minutes/2022"),
        ("Impact.pdf", ""),
        ("../../etc/passwd", "etc"),
        ("/a//b\u202e/./c.pdf", "a/b"),
        ("nul/a.pdf", "_nul"),
        ("/".join(["x" * 100] * 9), "/".join(["x" * 100] * 8)[:500]),
    ],
)
def test_a_folder_is_text_that_leads_nowhere(given: str, shown: str) -> None:
    assert folder(given) == shown


@given(st.text(max_size=400))
def test_whatever_is_given_the_name_can_be_shown_saved_and_written_in_a_header(given: str) -> None:
    name = defuse(given)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\\0<>:"|?*') and name not in (".", "..")
    assert not name.startswith(".") and not name.endswith((".", " "))
    assert all(unicodedata.category(each) not in ("Cc", "Cs") for each in name)
    assert name == unicodedata.normalize("NFC", name)
    header = content_disposition_header(True, name) or ""
    assert "\n" not in header and "\r" not in header
    assert defuse(name) == name
