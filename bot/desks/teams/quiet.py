"""The desk's log. What Microsoft's library says goes no further: at INFO and DEBUG it prints whole bodies."""

import logging

LOG = logging.getLogger("svarvakt.teams")


def hush() -> None:
    """Keep the library's loggers from passing on what they say; their errors come to us as exceptions."""
    for name in ("botbuilder", "botframework", "msrest", "msal"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
