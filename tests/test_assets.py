"""The copied GOV.UK look: in Arial, without what is reserved to gov.uk, its addresses followable."""

import importlib.util
import re
from pathlib import Path

import pytest

from revisits.embedded.places import CHECKOUT

VENDOR = CHECKOUT / "static" / "vendor"
_spec = importlib.util.spec_from_file_location("copy_assets", CHECKOUT / "bin" / "copy_assets.py")
assert _spec and _spec.loader
copy_assets = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(copy_assets)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a{font-family:GDS Transport,arial,sans-serif}", "a{font-family:arial,sans-serif}"),
        ('a{font-family:"GDS Transport", arial}', "a{font-family:arial}"),
        ("@font-face{src:url(/assets/fonts/x.woff2)}b{color:red}", "b{color:red}"),
        ("a{background:url(/assets/images/icon.svg)}", "a{background:url(images/icon.svg)}"),
        ("a{background:url(/assets/images/govuk-crest.svg) no-repeat}", "a{background:none no-repeat}"),
        ("a{}\n/*# sourceMappingURL=x.css.map */", "a{}\n"),
    ],
)
def test_style_sheets_are_made_fit(given: str, wanted: str) -> None:
    assert copy_assets.style(given) == wanted


def test_what_was_copied_is_complete_and_nothing_is_reserved() -> None:
    styles = sorted(VENDOR.glob("*.css"))
    assert [path.name for path in styles] == ["govuk-frontend.min.css", "moj-frontend.min.css"]
    for style in styles:
        text = style.read_text()
        assert "GDS Transport" not in text and "@font-face" not in text and "sourceMappingURL" not in text
        for address in re.findall(r"url\(([^)]*)\)", text):
            assert address.startswith("data:") or (VENDOR / address).is_file(), address
    assert not [path for path in VENDOR.rglob("*") if re.search(r"crest|crown|woff", path.name)]


@pytest.mark.parametrize("script", ["govuk-frontend.min.js", "tus.min.js"])
def test_the_scripts_were_copied(script: str) -> None:
    text = Path(VENDOR / script).read_text()

    assert len(text) > 10_000
    assert "sourceMappingURL" not in text
