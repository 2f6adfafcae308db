"""Redis as Celery's broker: a worker that loses it waits until it is back, whatever it was at.

Celery closes the channels of a lost connection, and acknowledges on them what its processes finish later. kombu (5.7)
then asks a connection that is no more for its address: an AttributeError, which Celery takes for a fault of the
program, and the worker ends in the midst of its tasks. Told as what it is, a lost connection, both go on.
"""

from typing import Any

from kombu.transport import redis
from redis.exceptions import ConnectionError as Lost


class Channel(redis.Channel):
    """kombu's, but for what it says once its connection is given up."""

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise Lost("The connection to the broker was lost.")
        return dict(super()._connparams(asynchronous=asynchronous))  # type: ignore[misc]  # its stubs leave this out


class Transport(redis.Transport):
    """Of addresses that begin with redis or rediss: revisits/celery.py says so."""

    Channel = Channel
