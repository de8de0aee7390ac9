"""Places of a prepared answer: what its text leaves open until it is used."""

import re
from collections.abc import Collection, Mapping

HOLDING = ("time", "customer", "company")
"""What may stand in braces in a holding answer: when the answer will be there at the latest, the customer's name, the
company's."""

PREPARED = ("customer", "company", "name")
"""The same in any other prepared answer; `name` is that of whoever answers."""

_PLACE = re.compile(r"([ ,]*)\{(" + "|".join(dict.fromkeys((*HOLDING, *PREPARED))) + r")\}")
_BRACES = re.compile(r"\{(\w*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. One that stays empty goes with the spaces and commas before it."""

    def fill(found: re.Match[str]) -> str:
        value = values.get(found[2], "")
        return found[1] + value if value else ""

    return _PLACE.sub(fill, text).strip()


def wrong_places(text: str, places: Collection[str]) -> tuple[str, ...]:
    """The names in braces that are none of these places."""
    return tuple(name for name in _BRACES.findall(text) if name not in places)
