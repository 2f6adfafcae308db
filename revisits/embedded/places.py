"""Where the embedded servers keep their sockets, data and logs.

Unix socket paths may hold 107 bytes, which a deep checkout exceeds; so the sockets live in a short folder
under /tmp, named by the user and a hash of the checkout's path. Mode and owner are checked: anybody may write
in /tmp.
"""

import hashlib
import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class NotStartedError(RuntimeError):
    """A server could not be started; the message is one line of advice."""


def key() -> str:
    """A short name for this checkout and this user."""
    return f"{os.getuid()}-{hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:10]}"


def sockets() -> Path:
    """The folder of sockets and locks. Not made here: settings ask for addresses without side effects."""
    return Path("/tmp") / f"revisits-{key()}"


def logs() -> Path:
    """The folder of the servers' logs."""
    return _made(CHECKOUT / "var" / "log", 0o755)


def data(name: str) -> Path:
    """Where server `name` keeps its data: in var/ of the checkout, if the server's user can reach it."""
    home = CHECKOUT / "var" / "data"
    if runs_as_nobody() and name == "postgres" and not reachable_by_all(CHECKOUT):
        home = shared_home() / "data"
    return _made(home, 0o755) / name


def shared_home() -> Path:
    """Root's folder under /var/tmp, for what `nobody` must reach although the checkout is closed to it."""
    return private_folder(Path("/var/tmp") / f"revisits-{key()}")


def private_folder(path: Path) -> Path:
    """Make or check a folder in a place where everybody may write; NotStartedError if it is not ours alone.

    Root's is traversable, since root's PostgreSQL runs as `nobody` and has its own closed folder inside.
    """
    mode = 0o711 if os.getuid() == 0 else 0o700
    with suppress(FileExistsError):
        path.mkdir(mode=mode)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NotStartedError(f"{path} belongs to somebody else: remove it, then try again.")
    path.chmod(mode)
    return path


def runs_as_nobody() -> bool:
    """PostgreSQL refuses to run as root."""
    return os.getuid() == 0


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def reachable_by_all(path: Path) -> bool:
    """Whether a user without rights of its own can walk to `path`."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _made(path: Path, mode: int) -> Path:
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise NotStartedError(f"Cannot create {path}: {error.strerror}.") from error
    return path
