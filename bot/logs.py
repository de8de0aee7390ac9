"""What goes to standard error, and what never does."""

import logging

CHATTY = (
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "apscheduler",
    "alembic",
    "sqlalchemy",
    "botbuilder",
    "msrest",
    "asyncio",
)
"""At their lower levels these print whole requests, statements or tokens: only their warnings are shown."""


def set_up(level: str) -> None:
    """`level` as in LOG_LEVEL."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
