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
        if value is None or (value.isascii() and "\0" not in value):
            return value
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ValueError("text with NUL or a lone surrogate was not cleaned before it was stored")
        return value
