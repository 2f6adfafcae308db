"""The web server's log of who asked for what: it has no line of who answers the parents' survey.

A line has an address, a browser and the second; beside an answer of that hour it could tell whose that is (G16).
`gunicorn.conf.py` names this class, so every way of starting the web server has it.
"""

import re
from typing import Any

from gunicorn.glogging import Logger

SURVEY = re.compile(r"/visits/[^/]+/survey(/|$)")


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """As gunicorn's own, but for the pages of the survey."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        if not SURVEY.match(str(environ.get("PATH_INFO", ""))):
            super().access(resp, req, environ, request_time)
