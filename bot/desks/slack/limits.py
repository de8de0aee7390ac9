"""Slack's limits, in characters unless said otherwise (Block Kit reference; the sum over a message was measured)."""

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 12_000
"""Slack answers `msg_blocks_too_long` near 13,000 characters over all blocks: undocumented, so we stay below."""

HEADER = 150
SECTION = 3_000
FIELDS = 10
FIELD = 2_000
CONTEXT = 2_000
IMAGE_URL = 3_000
ALT_TEXT = 2_000
ACTIONS = 25
BUTTON = 75
BUTTON_VALUE = 2_000
ACTION_ID = 255
OPTIONS = 100
OVERFLOW = 5
OPTION = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

VIEW_BLOCKS = 100
VIEW_CHARACTERS = 60_000
"""Slack refuses views of more than 250 KB ("view_too_large"); a letter has up to four bytes."""

VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
INPUT_LABEL = 2_000
INPUT_TEXT = 3_000
FIELD_ERROR = 2_000
RADIO_BUTTONS = 5
"""Up to so many choices are shown at once as radio buttons; more become a menu."""

SUMMARY = 3_000
"""The top-level `text` may have 40,000 characters; a notification shows far fewer."""

LINK = 1_900
"""Longer addresses are shown as their label alone."""


def cut(text: str, longest: int) -> str:
    """Return at most `longest` characters; what was cut shows as an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
