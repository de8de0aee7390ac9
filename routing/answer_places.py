"""Places of a prepared holding answer: what its text leaves open until it is sent."""

import re
from collections.abc import Mapping

PLACES = ("time", "customer", "company")
"""What may stand in braces: when the answer will be there at the latest, the customer's name, the company's."""

_PLACE = re.compile(r"([ ,]*)\{(" + "|".join(PLACES) + r")\}")
_BRACES = re.compile(r"\{(\w*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. One that stays empty goes with the spaces and commas before it."""

    def fill(found: re.Match[str]) -> str:
        value = values.get(found[2], "")
        return found[1] + value if value else ""

    return _PLACE.sub(fill, text).strip()


def wrong_places(text: str) -> tuple[str, ...]:
    """The names in braces that are no places."""
    return tuple(name for name in _BRACES.findall(text) if name not in PLACES)
