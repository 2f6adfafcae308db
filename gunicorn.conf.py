"""What every web server of the program has, however it is started: gunicorn reads this file by its name and place."""

logger_class = "revisits.launch.access_log.AccessLog"
