"""The web server's log of who asked for what: it has no line of who answers the parents' survey.

A line has an address, a browser and the second; beside an answer of that hour it could tell whose that is (G16). So
could what a page of the survey loads, or leads to: nothing has a line that names such a page as where it came from,
and style sheets and scripts have none at all.
`gunicorn.conf.py` names this class, so every way of starting the web server has it.
"""

import re
from typing import Any

from gunicorn.glogging import Logger

SURVEY = re.compile(r"/visits/[^/]+/survey(/|$)")
PARTS_OF_PAGES = "/static/"


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """As gunicorn's own, but for the pages of the survey and what is loaded with them."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        path, came_from = str(environ.get("PATH_INFO", "")), str(environ.get("HTTP_REFERER", ""))
        if not (path.startswith(PARTS_OF_PAGES) or SURVEY.match(path) or SURVEY.search(came_from)):
            super().access(resp, req, environ, request_time)
