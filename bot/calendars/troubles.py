"""Why a calendar could not be read: codes as they are stored, and their sentences for whoever runs the process."""

from collections.abc import Mapping


class CalendarTrouble(Exception):
    """`code` is one of SENTENCES, or "status_" and the number that the calendar's server answered with.

    Never holds the address, which is a secret, nor what was read.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


SENTENCES: Mapping[str, str] = {
    "no_address": "no address is set for it",
    "unreachable": "its server cannot be reached",
    "too_slow": "its server did not answer in time",
    "redirected": "its server sends us on to an address that we do not follow (too many, or not https)",
    "too_large": "it is larger than 5 MB",
    "not_text": "it is not UTF-8 text",
    "no_calendar": "what stands there is no iCalendar file",
    "too_many": "it holds more events or repetitions than a rota has",
    "takes_too_long": "it takes longer than a minute to read",
    "not_read": "reading it failed",
}


def told(code: str) -> str:
    """A part of a sentence."""
    if code.startswith("status_"):
        return f"its server answered {code.removeprefix('status_')}"
    return SENTENCES.get(code, SENTENCES["not_read"])
