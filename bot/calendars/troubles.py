"""Why a calendar could not be read."""

_STATUS = {401: "not_allowed", 403: "not_allowed", 404: "gone", 410: "gone"}


class CalendarTrouble(Exception):
    """`code` is one of `handlers.words.calendar_sentences.CALENDAR_TROUBLES`.

    Never holds the address, which is a secret, nor what was read.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def of_status(status: int) -> CalendarTrouble:
    """What an HTTP status other than 200 means."""
    return CalendarTrouble(_STATUS.get(status, "server_error"))
