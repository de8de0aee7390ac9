"""`svarvakt handbook diff`: which decisions another handbook would change, before it is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.by_name import language_model
from bot.cli_drawing import as_json, console, notes, table
from bot.posts_file import read_posts
from bot.trying import MOST_ITEMS, Known, handbook_in_force, handbook_of, look
from handlers.words.vocabulary import HANDBOOK_SECTIONS
from routing.handbook import Handbook
from routing.moments import stamp
from routing.trial import as_past, never_held
from routing.what_if import Changes, Decision, Moved, Way, WhatIf, compare

NARROWEST = 80
MOST_NAMES = 20
MOST_SHIFTS = 8


@dataclass(frozen=True)
class Asked:
    """What is compared. `old` None: the handbook in force. `posts` None: the items of the last 30 days."""

    old: Path | None
    new: Path
    posts: Path | None
    rows: int


@dataclass(frozen=True)
class Compared:
    """What came of it. `names` are what the posts are called, by number; `idle`: rules that hold for none of them."""

    old: Handbook
    new: Handbook
    what_if: WhatIf
    names: dict[int, str]
    idle: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything at all would be different."""
        found = self.what_if
        return bool(found.moved or found.rules or found.people or found.domains or found.reordered or found.sections)


def diff(asked: Asked, now: datetime, *, json: bool) -> bool:
    """Shows what would change; whether anything does. CannotStart, HandbookError."""
    found = _compared(asked, now)
    if json:
        as_json(_as_json(found))
    else:
        _show(found, asked.rows)
    return found.anything


def _compared(asked: Asked, now: datetime) -> Compared:
    new = handbook_of(asked.new)
    known = look(now, with_items=asked.posts is None) if asked.posts is None or asked.old is None else Known()
    old = handbook_in_force(known) if asked.old is None else handbook_of(asked.old)
    told: tuple[str, ...] = ()
    if asked.posts is not None:
        trials = read_posts(asked.posts, new, now, source="other").trials
        posts = list(as_past(old, trials, language_model()))
        names = {trial.line: trial.name for trial in trials}
    else:
        posts = list(known.items[:MOST_ITEMS])
        names = {past.number: f"#{past.number}" for past in posts}
        told = _about(known)
    return Compared(old, new, compare(old, new, posts, now), names, never_held(new, posts), told)


def _about(known: Known) -> tuple[str, ...]:
    if known.trouble:
        return (f"No posts were compared: {known.trouble} --file gives others.",)
    if not known.items:
        return ("No posts were compared: none came in during the last 30 days. --file gives others.",)
    cut = len(known.items) > MOST_ITEMS
    return (f"Only the newest {MOST_ITEMS} posts of the last 30 days were compared.",) if cut else ()


def _show(found: Compared, rows: int) -> None:
    on, what_if = console(), found.what_if
    notes(on, found.notes)
    count = len(what_if.moved)
    on.print(Text(
        f"{found.old.digest[:12]} → {found.new.digest[:12]}: {count} of {what_if.posts} posts would be decided "
        f"otherwise, {len(what_if.elsewhere)} of them would go elsewhere.", style="bold",
    ))  # fmt: skip
    _moved(on, found, what_if.moved[:rows])
    if (left := count - rows) > 0:
        on.print(Text(f"… and {left} more: --rows shows more of them.", style="dim"))
    _ways(on, "domain", what_if.ways, what_if.domain_names)
    _ways(on, "urgency", what_if.urgencies, {})
    on.print()
    for what, changes in (
        ("Rules", what_if.rules), ("Domains", what_if.domains), ("People", what_if.people),
        ("Layers of the rota", what_if.layers),
    ):  # fmt: skip
        _changes(on, what, changes)
    if what_if.reordered:
        on.print("Rules are asked in another order.")
    if what_if.turns:
        names = [person.name for one in what_if.turns if (person := found.new.person(one.person)) is not None]
        on.print(Text(
            f"Turns on call would move: {_listed(list(dict.fromkeys(names)))}. Begin a [[rota.layer.order]] from the "
            "day of the change to leave them where they are."
        ))  # fmt: skip
    _on_call(on, found)
    if what_if.sections:
        on.print(Text("Also changed: " + ", ".join(HANDBOOK_SECTIONS[name] for name in what_if.sections) + "."))
    if what_if.posts and found.idle:
        titles = [rule.title for rule in found.new.rules if rule.id in found.idle]
        on.print(Text(f"Rules that hold for none of these posts: {_listed(titles)}."))
    if not found.anything:
        on.print("Nothing would change.")


def _moved(on: Console, found: Compared, moved: Sequence[Moved]) -> None:
    if not moved:
        return
    spare = max(0, on.width - NARROWEST)
    rows = (
        (
            found.names.get(one.number, str(one.number)), one.words or "(private)",
            _way(one.before.domain, one.after.domain), _way(one.before.urgency, one.after.urgency),
            _way(_rule(one.before), _rule(one.after)),
        )
        for one in moved
    )  # fmt: skip
    widths = (6, 20 + spare // 3, 18 + spare // 6, 13, 19 + spare // 3)
    on.print(table(("post", "words", "domain", "urgency", "rule"), rows, widths=widths))


def _on_call(on: Console, found: Compared) -> None:
    """The next shifts that somebody else would have, and what would be lost of what chat has said."""
    others = found.what_if.others
    if others:
        on.print("Somebody else would be on call than now:")
    zone = ZoneInfo(found.new.company.zone)
    for one in others[:MOST_SHIFTS]:
        start, end = (f"{at.astimezone(zone):%a %d %b %Y %H:%M}" for at in (one.starts_at, one.ends_at))
        names = " → ".join(_person(found, person) for person in (one.before, one.after))
        on.print(Text(f"  {start} – {end} ({one.layer}): {names}"))
    if (left := len(others) - MOST_SHIFTS) > 0:
        on.print(Text(f"  … and {left} more within 60 days: --json lists them.", style="dim"))
    if found.what_if.asked_otherwise:
        on.print("Layers of the rota are asked in another order.")
    if found.what_if.covers_lost:
        on.print(
            f"Swaps and covers that were said in chat and would end with their layer: {found.what_if.covers_lost}."
        )


def _person(found: Compared, person: str) -> str:
    known = found.new.person(person) or found.old.person(person)
    return known.name if known is not None else person or "nobody"


def _way(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _rule(decision: Decision) -> str:
    return decision.rule or "–"


def _ways(on: Console, what: str, ways: Sequence[Way], names: Mapping[str, str]) -> None:
    if not ways:
        return
    rows = (
        (f"{names.get(way.before, way.before)} → {names.get(way.after, way.after)}", str(way.count)) for way in ways
    )
    on.print()
    on.print(table((what, "posts"), rows, (1,)))


def _changes(on: Console, what: str, changes: Changes) -> None:
    for how, names in (("new", changes.new), ("gone", changes.gone), ("changed", changes.changed)):
        if names:
            on.print(Text(f"{what} {how}: {_listed(names)}."))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _as_json(found: Compared) -> dict[str, object]:
    what_if = found.what_if
    return {
        "old": found.old.digest,
        "new": found.new.digest,
        "changes": found.anything,
        "posts": what_if.posts,
        "moved": [
            {
                "post": found.names.get(one.number, str(one.number)), "words": one.words,
                "before": asdict(one.before), "after": asdict(one.after),
            }
            for one in what_if.moved
        ],
        "domains_moved": [asdict(way) for way in what_if.ways],
        "urgencies_moved": [asdict(way) for way in what_if.urgencies],
        "rules": asdict(what_if.rules),
        "domains": asdict(what_if.domains),
        "people": asdict(what_if.people),
        "reordered": what_if.reordered,
        "sections": list(what_if.sections),
        "turns_moved": [
            {
                "layer": one.layer, "person": one.person, "before": stamp(one.before) if one.before else None,
                "after": stamp(one.after) if one.after else None,
            }
            for one in what_if.turns
        ],
        "on_call_otherwise": [
            {
                "layer": one.layer, "starts_at": stamp(one.starts_at), "ends_at": stamp(one.ends_at),
                "before": one.before, "after": one.after,
            }
            for one in what_if.others
        ],
        "layers": asdict(what_if.layers),
        "layers_reordered": what_if.asked_otherwise,
        "covers_lost": what_if.covers_lost,
        "rules_that_hold_for_none": list(found.idle) if what_if.posts else [],
        "notes": list(found.notes),
    }  # fmt: skip
