"""The Chromium that browser tests drive: the machine's own, or the one that set-up unpacked without root."""

import os
import shutil
from pathlib import Path

from letters.rendering import system_libraries

# The first of these that is there: the shell has no window to draw and costs a seventh less for each page.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
UNPACKED = Path(__file__).resolve().parent.parent / "var" / "system" / "chromium"
ADVICE = "No Chromium: run bin/setup test, install the package chromium, or name one with CHROMIUM=."


def executable() -> Path | None:
    """The browser's program, ready to be launched from this process; None where there is none (see ADVICE).

    Call it before Playwright starts: it tells child processes where unpacked libraries and fonts are.
    """
    if given := os.environ.get("CHROMIUM"):
        return Path(given)
    _use_unpacked_libraries()
    unpacked = [UNPACKED / "usr" / "lib" / "chromium" / name for name in PROGRAMS]
    known = [Path(found) for name in PROGRAMS if (found := shutil.which(name))]
    return next((program for program in (*known, *unpacked) if program.exists()), None)


def _use_unpacked_libraries() -> None:
    libraries = (
        *UNPACKED.glob("**/*-linux-gnu/lib*.so.*"),
        *UNPACKED.glob("**/*-linux-gnu/pulseaudio/lib*.so"),
    )
    folders = sorted({str(library.parent) for library in libraries})
    known = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    os.environ["LD_LIBRARY_PATH"] = ":".join(dict.fromkeys(filter(None, [*known, *folders])))
    system_libraries.load()
