"""Text in columns: what one of the two databases would refuse, both refuse."""

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Words(TypeDecorator[str]):
    """Text of any length. ValueError for NUL and lone surrogates: `routing.text.clean` takes them out at the edge.

    SQLite would keep a NUL without a word, PostgreSQL refuses it; a lone surrogate breaks both drivers.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return checked(value)


def checked(value: str | None) -> str | None:
    """The text as it is, or ValueError."""
    if value is None or ("\0" not in value and (value.isascii() or _has_no_lone_surrogate(value))):
        return value
    raise ValueError("text with NUL or a lone surrogate was not cleaned before it was stored")


def _has_no_lone_surrogate(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
