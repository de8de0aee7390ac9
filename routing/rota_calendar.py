"""How a layer says that its shifts come from a calendar: by the name of a setting, never by the secret address."""

import re

_NAME = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)

PREFIX = "ROTA_CALENDAR_"
"""How such settings begin; the handbook may leave it out."""

BY_ID = "true"
"""What stands for the setting that is named after the layer's id."""


def read_calendar(value: object) -> str:
    """The setting's name; "" for none, BY_ID for the one that is named after the layer's id."""
    if isinstance(value, bool):
        return BY_ID if value else ""
    if isinstance(value, str) and (value in ("", BY_ID) or _NAME.fullmatch(value)):
        return value
    if isinstance(value, str) and ("/" in value or ":" in value):
        raise ValueError(
            "the address of a calendar is a secret and does not belong into a handbook; write calendar = true, and "
            "put the address into the setting"
        )
    raise ValueError('write true, or the name of a setting in capitals, such as "ROTA_CALENDAR_TEAM"')


def setting_name(layer_id: str, calendar: str) -> str:
    """The setting that holds the address of the layer's calendar; "" for a layer without one."""
    if not calendar:
        return ""
    name = layer_id.upper().replace("-", "_") if calendar == BY_ID else calendar
    return name if name.startswith(PREFIX) else PREFIX + name
