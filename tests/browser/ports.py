"""Ports that are free now."""

import socket


def free_port() -> int:
    """A port on which nothing listens on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
