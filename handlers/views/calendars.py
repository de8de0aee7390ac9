"""Calendars that people subscribe to: what stands in them, and how their secret addresses are told."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.handbook import Handbook
from routing.icalendar_text import Entry
from routing.messages import Actions, Aside, Block, Button, Lines, Link, Message
from routing.rota import Shift, layer_name, layers
from storage.calendar_feeds import Feed

MINE, TEAM = "mine", "team"
"""Whose shifts, as buttons call it."""

USUAL = {"shift_turn", "shift_calendar"}
"""Reasons that need no words: it is their turn."""

_WHOSE = {MINE: translatable("Your shifts"), TEAM: translatable("The whole team's shifts")}
_NEW = {MINE: translatable("New address"), TEAM: translatable("New team address")}
_REVOKE = {MINE: translatable("Revoke address"), TEAM: translatable("Revoke team address")}


def name_of(handbook: Handbook, speaker: Speaker, whose: str) -> str:
    """What a calendar calls itself."""
    company = handbook.company.name
    if not whose:
        return speaker.text("On call · {company}", company=company)
    return speaker.text("On call · {person} · {company}", person=speaker.person(whose), company=company)


def entry_of(handbook: Handbook, speaker: Speaker, shift: Shift) -> Entry:
    """A shift as an event. Its `uid` stays when somebody else takes it over, so that calendars change theirs."""
    said = translatable("On call: {person}")
    if len(layers(handbook)) > 1:
        said = translatable("On call: {person} ({layer})")
    name = layer_name(handbook, shift.layer)
    summary = speaker.text(said, person=speaker.person(shift.person), layer=name)
    uid = sha256(f"{shift.layer} {shift.starts_at.isoformat()}".encode()).hexdigest()[:32]
    why = "" if shift.because.code in USUAL else plain(sentence(speaker, shift.because))
    return Entry(f"{uid}@svarvakt", shift.starts_at, shift.ends_at, summary, why)


def addresses(speaker: Speaker, given: Mapping[str, str], known: Mapping[str, Feed]) -> Message:
    """`given` are new addresses, told this once; `known` those that work already. Both by whose shifts they give."""
    blocks: list[Block] = []
    for whose in (MINE, TEAM):
        blocks += _address(speaker, whose, given.get(whose), known.get(whose))
    if given:
        keep = translatable("Whoever has an address can read it without signing in, so keep it to yourself.")
        blocks.append(Aside(speaker.line(keep)))
    return Message(tuple(blocks), speaker.text("The rota in your own calendar"))


def _address(speaker: Speaker, whose: str, url: str | None, known: Feed | None) -> Iterator[Block]:
    title = speaker.text(_WHOSE[whose])
    buttons = [Button("calendar_new", f"calendar:{whose}", speaker.text(_NEW[whose]))]
    if url is not None or known is not None:
        buttons.append(Button("calendar_revoke", f"calendar:{whose}", speaker.text(_REVOKE[whose]), "danger"))
    if url is not None:
        how = translatable("{whose}. Subscribe to this address in your calendar:")
        yield Lines((speaker.line(how, whose=title), (Link(url, url),)))
    elif known is not None:
        said = translatable("{whose}: you have had an address since {since_at}. I keep no copy, so I cannot show it.")
        yield Lines((speaker.line(said, whose=title, since_at=speaker.moment(known.made_at)),))
    else:
        yield Lines((speaker.line("{whose}: you have no address, and none from before works.", whose=title),))
    yield Actions(tuple(buttons))
