"""What every web server of the program has, however it is started: gunicorn reads this file by its name and place."""

from surveys.counts import common

logger_class = "revisits.launch.access_log.AccessLog"

# Made here, before the processes part: what is counted against floods is counted for all of them together.
common()
