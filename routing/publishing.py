"""Publishing an answer at the source itself: as whom it goes out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """As whom answers go out at a source: `name` is what people are shown, "Fjellbrød (Facebook page)". `longest`: the
    characters that one answer may have there."""

    name: str
    longest: int
