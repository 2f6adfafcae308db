"""The system libraries and fonts that WeasyPrint needs, where set-up had to unpack them beside the program.

An ordinary user cannot install Debian packages, so bin/setup unpacks them into var/system/letters; `load()`
makes the process find them. Fork servers call it before anything imports WeasyPrint.
"""

import ctypes
import os
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
UNPACKED = CHECKOUT / "var" / "system" / "letters" / "usr"
FONTS_CONF = Path(__file__).with_name("fonts.conf")
SYSTEM_FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@cache
def load() -> None:
    """Load the unpacked libraries, and choose our list of fonts if the system lacks Liberation's. Once."""
    _load_libraries(sorted(UNPACKED.glob("lib/*/*.so.*")))
    # WeasyPrint looks for it only once it has forked, and is five times slower where it is not found.
    _loads(Path("libharfbuzz-subset.so.0"))
    if "FONTCONFIG_FILE" not in os.environ and not _system_has_fonts():
        os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)


def has_library(name: str) -> bool:
    """Whether the shared library `name`, such as "libpango-1.0.so.0", can be loaded."""
    load()
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _load_libraries(waiting: list[Path]) -> None:
    """Load them in the order in which they need one another: as long as a round gets on, there is another."""
    while waiting:
        refused = [path for path in waiting if not _loads(path)]
        if refused == waiting:
            return
        waiting = refused


def _loads(path: Path) -> bool:
    try:
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True


def _system_has_fonts() -> bool:
    """Fontconfig's own configuration and Liberation Sans: without the first, the second is not found."""
    return Path("/etc/fonts/fonts.conf").exists() and any(
        next(folder.rglob("LiberationSans-Regular.*"), None) for folder in SYSTEM_FONTS
    )
