"""Problems with the settings of calendars: those that are given out, and those that are layers of the rota."""

import re
from collections.abc import Iterator

from bot.settings_checks import Values, address_problems, is_header_safe
from bot.settings_layers import CALENDAR_PREFIX, calendar_name

WEBCAL = "webcal://"
"""How some calendars write their address; what they mean is https."""


def problems_with_calendars(values: Values) -> tuple[str, ...]:
    """Each as one sentence that says what to do; none shows an address, which is a secret."""
    return (*_public_url(values), *_rota_calendars(values))


def https_of(address: str) -> str:
    """The address of a calendar as it is asked for."""
    return "https://" + address.removeprefix(WEBCAL) if address.startswith(WEBCAL) else address


def _public_url(values: Values) -> Iterator[str]:
    name, example = "PUBLIC_URL", "https://svarvakt.example.com"
    problem = next(address_problems(values, name, example), "")
    if problem:
        yield problem
    elif name in values and (set("?#@") & set(values[name]) or not is_header_safe(values[name])):
        yield f"{name} must be the address alone, such as {example}: no ? or #, no name or password, no blank."


def _rota_calendars(values: Values) -> Iterator[str]:
    for setting, address in values.items():
        if not setting.startswith(CALENDAR_PREFIX):
            continue
        if not re.fullmatch(r"[A-Z0-9]+(_[A-Z0-9]+)*", calendar_name(setting)):
            yield f"{setting} names no calendar: after {CALENDAR_PREFIX} come A-Z, digits and single underscores."
        yield from address_problems({setting: https_of(address)}, setting, "https://calendar.example.com/rota.ics")
        if not is_header_safe(address):
            yield f"{setting} holds a blank or a letter outside ASCII: copy it again, in one piece."
