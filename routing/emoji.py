"""Emoji in a text, however they are put together: skin tones, joined families, flags, digits in boxes."""

import re

_PARTS = (
    "\U0001f000-\U0001faff"  # pictures, and the letters of flags
    "\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\u00a9\u00ae\u2122\u203c\u2049"
    "\u200d\ufe0e\ufe0f\u20e3"  # joins, and how the sign before is drawn
    "\U000e0020-\U000e007f"  # tags of regional flags
)
_EMOJI = re.compile(f"[0-9#*]\ufe0f?\u20e3|[{_PARTS}]+")

ASKING = frozenset("❓❔⁉")
"""Signs that ask."""

ANGRY = frozenset("😡🤬😠👿🖕💢")
"""Signs that nobody sends who is content."""

DOUBTFUL = frozenset(
    "🤔🧐🤨😐😑😶🙄🙃😏😒😬😮😯😲😳🥺😦😧😨😰😥😢😭😱😖😣😞😓😩😫🥱😤😡😠🤬😈👿💀☠💩🤡👹👺👻🙀😿😾🙈🙉🙊💔🖕👎🤷🤦🤐🤢🤮🤧🥴😵"
    "🤯😪😴😷🤒🤕☹🙁😕😟😔🫤🫠🫥😹😂🤣🗑⏳⌛⏰🕐🚨🆘⚠❌🚫❗❕‼📞☎📧🐌👀🤏🫣🫢😅🪳🪰🐛🦠🧻🚑🏥⚖📦🔥👇👈👉👆☝🫵"
)
"""Signs that may mean that something is wrong, or the opposite of what is said beside them."""


def has_any(text: str, signs: frozenset[str]) -> bool:
    """Whether one of the signs stands in the text."""
    return not signs.isdisjoint(text)


def without_emoji(text: str) -> str:
    """The text with a space in place of each run of emoji."""
    return _EMOJI.sub(" ", text)
