"""A log for Slack's libraries that cannot carry customers' words or tokens.

At INFO and DEBUG they print whole request bodies; at WARNING and above an exception's text may hold an address with a
ticket in it, or the rows that a database refused. So what they say is reduced to where and what kind.
"""

import logging

LOG = logging.getLogger("svarvakt.slack")


class _OnlyWhereAndWhat(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no exception"
        record.msg, record.args = f"slack library: {record.module}.{record.funcName} line {record.lineno}: {kind}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def vendors_log() -> logging.Logger:
    """Return the logger that Bolt and the SDK are given; Bolt copies its level and filters to those it makes."""
    logger = logging.getLogger("svarvakt.slack.library")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_OnlyWhereAndWhat())
    return logger
