"""Start everything, say where it is, keep it alive, stop it in reverse order."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from revisits import embedded
from revisits.embedded import places, process
from revisits.launch import ports, single
from revisits.launch.children import Family, keep_previous
from revisits.launch.healthy import status
from revisits.launch.programs import chosen_port, environment, programs
from revisits.launch.terminal import GivenUpError, Stop, listen_for_stop, say

PATIENCE = 60.0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")
    listen_for_stop()
    try:
        demo = bool(settings.DEMO)
        with single.instance() as instance, embedded.servers():
            serve(instance, demo=demo)
    except Stop:
        say("Stopped.")
        return 0
    except (GivenUpError, ImproperlyConfigured, places.NotStartedError) as error:
        say(str(error))
    return 1


def serve(instance: single.Instance, *, demo: bool) -> None:
    """Prepare, start the children, and look after them until Stop or GivenUpError is raised."""
    web, mail = chosen_port(), ports.choose(2525)
    with_mailbox = demo and not os.environ.get("EMAIL_URL")
    env = environment(web=web, mail=mail if with_mailbox else None)
    prepare(env)
    family = Family(
        programs(web=web, mail=mail if with_mailbox else None), env=env, inherited=instance.inherited
    )
    try:
        family.start()
        wait_for_answer(family, web)
        instance.serves(env["SITE_URL"])
        greet(env["SITE_URL"], demo=demo)
        while True:
            time.sleep(0.5)
            family.look_after()
            embedded.look_after()
    finally:
        say("\nStopping …")
        family.stop()


def prepare(env: dict[str, str]) -> None:
    """Tables, static files, demo data; GivenUpError with the last line that it wrote if that fails."""
    log = places.logs() / "prepare.log"
    keep_previous(log)
    with log.open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "revisits.launch.prepare"],
            cwd=places.CHECKOUT, env=env, stdin=subprocess.DEVNULL, stderr=errors,
            preexec_fn=process.dies_with_parent(),
        )  # fmt: skip
        try:
            failed = child.wait()
        finally:
            process.stop(child, sent=signal.SIGTERM)
    if failed:
        last = (log.read_text(errors="replace").strip().splitlines() or ["no reason given"])[-1]
        raise GivenUpError(f"Could not prepare the database: {last} ({log} says more)")


def wait_for_answer(family: Family, port: int) -> None:
    """Until the web answers; GivenUpError when it does not. An error page is an answer, and is told."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := status(port)):
        family.look_after()
        if time.monotonic() > deadline:
            raise GivenUpError(f"The web server does not answer: {places.logs() / 'web.log'} says why.")
        time.sleep(0.1)
    if answer >= 500:
        say("The first page shows an error: var/log/web.log says why.")


def greet(address: str, *, demo: bool) -> None:
    say(f"\nRe-visits runs at {address}")
    if demo:
        say("The sign-in page offers one demo person for each role, with one click.")
    say("Logs are in var/log. Ctrl-C stops everything.")


if __name__ == "__main__":
    sys.exit(main())
