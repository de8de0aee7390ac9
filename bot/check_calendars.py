"""What `check` says of calendars: whether those that are layers of the rota can be read, and whose shifts they hold."""

from collections.abc import Iterator

from bot.calendars.child import read_calendar
from bot.calendars.fetching import fetch
from bot.calendars.importing import window
from bot.calendars.layers import CalendarLayer, calendar_layers
from bot.calendars.troubles import CalendarTrouble
from bot.cannot_start import CannotStart
from bot.clock import Clock
from bot.handbook_file import read_text
from bot.settings import Settings
from bot.settings_layers import CALENDAR_PREFIX
from handlers.words.calendar_sentences import CALENDAR_TROUBLES
from routing.calendar_events import shifts_of
from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook

NOT_GIVEN_OUT = "No PUBLIC_URL: people cannot have the rota in their own calendar (docs/calendar.md)."


async def look_at_calendars(settings: Settings) -> tuple[bool, tuple[str, ...]]:
    """Whether all is well, and what there is to say. No sentence shows an address."""
    given_out = f"Given out at {settings.public_url}/calendar/." if settings.public_url else NOT_GIVEN_OUT
    try:
        handbook = read_handbook(read_text(settings.handbook), settings.handbook.name)
    except (CannotStart, HandbookError):
        return True, (given_out,)
    layers = calendar_layers(handbook, settings.rota_calendars)
    looks = [await _look(layer, handbook) for layer in layers]
    unused = tuple(_unused(settings, layers))
    return all(good for good, _ in looks) and not unused, (given_out, *(said for _, said in looks), *unused)


async def _look(layer: CalendarLayer, handbook: Handbook) -> tuple[bool, str]:
    now = Clock().now()
    begins, ends = window(now)
    name = f'The calendar of the layer "{layer.id}" ({layer.setting})'
    if layer.address is None:
        return False, f"{name} has no address: set {layer.setting}."
    try:
        fetched = await fetch(layer.address.get_secret_value())
        content = await read_calendar(fetched.text, layer.zone, begins, ends)
    except CalendarTrouble as trouble:
        return False, f"{name} cannot be read: {CALENDAR_TROUBLES[trouble.code]}."
    shifts = shifts_of(layer.id, content.events, handbook.people)
    people = {shift.person for shift in shifts} - {""}
    unknown = [shift for shift in shifts if not shift.person]
    said = [f"{name} has {len(shifts)} shifts of {len(people)} people, from {begins:%Y-%m-%d} to {ends:%Y-%m-%d}."]
    if all(shift.ends_at <= now for shift in shifts):
        said.append("No shift in it lies ahead: put shifts into it, or correct its address.")
    if unknown:
        said.append(
            f"{len(unknown)} of them name nobody of the handbook, the first on {unknown[0].starts_at:%Y-%m-%d}."
        )
    if content.left_out:
        said.append(f"{content.left_out} of its events cannot be read and are left out.")
    if content.endless:
        said.append(f"{content.endless} of those repeat by a rule that never comes, such as 30 February.")
    if content.odd_zone:
        said.append(
            f"{content.odd_zone} of its events name a time zone that I do not know: they are read in {layer.zone}."
        )
    return len(said) == 1, " ".join(said)


def _unused(settings: Settings, layers: tuple[CalendarLayer, ...]) -> Iterator[str]:
    named = {layer.setting for layer in layers}
    for name in sorted(settings.rota_calendars):
        if CALENDAR_PREFIX + name not in named:
            yield f"{CALENDAR_PREFIX}{name} is set, but no [[rota.layer]] of the handbook names it."
