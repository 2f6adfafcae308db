"""System checks: what this machine lacks for letters, said at start-up in one line each."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning

from inspections.translations import BY_CODE
from letters.rendering import faces, system_libraries


def libraries(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """letters.W001: PDFs take five times as long. letters.W002: there are none."""
    if not system_libraries.has_library("libpangoft2-1.0.so.0"):
        return [
            Warning(
                "Letters cannot be made into PDF: the Pango library is missing.",
                hint="Run bin/setup, or install libpango-1.0-0 and libpangoft2-1.0-0.",
                id="letters.W002",
            )
        ]
    if not system_libraries.has_library("libharfbuzz-subset.so.0"):
        return [
            Warning(
                "Letters take five times as long to make: the library harfbuzz-subset is missing.",
                hint="Run bin/setup, or install libharfbuzz-subset0.",
                id="letters.W001",
            )
        ]
    return []


def letters_of_languages(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """letters.W003: in which languages the survey's paper form cannot be printed (G16)."""
    names = [BY_CODE[code].name for code in faces.missing()]
    if not names:
        return []
    return [
        Warning(
            f"The survey's paper form is in English for those who read {', '.join(names)}: fonts are missing.",
            hint="Run bin/setup, or install fonts-noto-ui-core and fonts-droid-fallback.",
            id="letters.W003",
        )
    ]
