"""copy_assets.py NODE_MODULES TARGET: copy what the pages use, made fit for a site that is not on GOV.UK.

The crown, the crests and the GDS Transport typeface are reserved to gov.uk: they stay out. Addresses become
relative, so that Django's manifest storage can follow them.
"""

import json
import re
import shutil
import sys
from pathlib import Path

GOVUK = Path("govuk-frontend/dist/govuk")
MOJ = Path("@ministryofjustice/frontend/moj")
STYLES = {GOVUK / "govuk-frontend.min.css": GOVUK, MOJ / "moj-frontend.min.css": MOJ}
SCRIPTS = (GOVUK / "govuk-frontend.min.js", Path("tus-js-client/dist/tus.min.js"))
PACKAGES = ("govuk-frontend", "@ministryofjustice/frontend", "tus-js-client")

SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+)\s*$")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
RESERVED = re.compile(r"url\([^)]*(?:crest|crown)[^)]*\)")
ADDRESS = re.compile(r"url\([\"']?/assets/(images/[^)\"']+)[\"']?\)")


def without_source_map(text: str) -> str:
    return SOURCE_MAP.sub("", text)


def style(text: str) -> str:
    """The style sheet without reserved parts, in Arial, and with addresses relative to itself."""
    text = RESERVED.sub("none", FONT_FACE.sub("", without_source_map(text)))
    return ADDRESS.sub(r"url(\1)", re.sub(r"[\"']?GDS Transport[\"']?,\s*arial", "arial", text))


def copy(modules: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    (target / "images").mkdir(parents=True)
    for source, package in STYLES.items():
        original = (modules / source).read_text()
        (target / source.name).write_text(style(original))
        for image in set(ADDRESS.findall(RESERVED.sub("none", original))):
            shutil.copy(modules / package / "assets" / image, target / image)
    for script in SCRIPTS:
        (target / script.name).write_text(without_source_map((modules / script).read_text()))
    described = [json.loads((modules / name / "package.json").read_text()) for name in PACKAGES]
    lines = [f"{package['name']} {package['version']}: {package['license']}\n" for package in described]
    (target / "licences.txt").write_text("".join(lines))


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]))
