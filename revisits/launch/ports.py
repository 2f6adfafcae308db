"""A port of this machine for the web server."""

import socket

HOST = "127.0.0.1"


def choose(wanted: int) -> int:
    """`wanted` if it is free, else the next free one."""
    for port in (*range(wanted, min(wanted + 50, 65536)), 0):
        if found := _free(port):
            return found
    raise OSError("no free port")


def _free(port: int) -> int:
    """The port itself (for 0: one that the kernel chooses) if one may listen there, else 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return 0
        return int(probe.getsockname()[1])
