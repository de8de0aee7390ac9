"""Cross checks of the rota: who takes turns, and whether they are there."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from routing import duration
from routing.handbook import Handbook
from routing.handbook_checks_people import people
from routing.handbook_fields import read_duration
from routing.handbook_problems import Place, Problem, Source, tables, word, words
from routing.handbook_rota import Rota
from routing.handbook_shape import DESKS
from routing.rota_layers import Layer, layers

FAR = timedelta(days=366)
"""A rota that begins later than this from now is a slip of the pen."""


class _Named(NamedTuple):
    """The people of one order, and where it stands."""

    place: Place
    names: list[str]


def problems(source: Source) -> Iterator[Problem]:
    """Layers that are there twice, and people who could take no turn."""
    seen: set[str] = set()
    for position, layer in enumerate(tables(source.table("rota"), "layer")):
        name = word(layer.get("id"))
        if name and name in seen:
            yield source.layer(position).problem(f'id "{name}" stands twice; give one another id')
        seen.add(name)
    written = people(source)
    for place, names in _orders(source):
        for name, count in Counter(names).items():
            if count > 1:
                yield place.problem(f'"{name}" stands twice; each person has one turn')
            if name in written and not any(word(written[name].get(desk)) for desk in DESKS):
                mend = "give the [[person]] slack or teams, or take the name out"
                yield place.problem(f'"{name}" has no chat identity, so no page would arrive; {mend}')
        if names and not any(name in written for name in names):
            shown = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
            mend = "add a [[person]] for one of them, or name others"
            yield place.problem(f"nobody of its people is a [[person]]: {shown}; {mend}")


def warnings(source: Source) -> Iterator[Problem]:
    """What works and is hardly meant: layers of one name, a second leg after the next person, unknown people."""
    yield from _names_twice(source)
    yield from _second_leg_too_late(source)
    yield from _strangers(source)


def _names_twice(source: Source) -> Iterator[Problem]:
    """In chat both mean the last one."""
    seen: dict[str, str] = {}
    for position, layer in enumerate(tables(source.table("rota"), "layer")):
        own = {word(layer.get(field)).strip().casefold() for field in ("id", "name")} - {""}
        for name in sorted(own):
            if name in seen:
                yield source.layer(position).problem(
                    f'"{name}" is what the layer "{seen[name]}" is called too, so that nobody can tell them apart in '
                    "chat; give one another name"
                )
        seen.update(dict.fromkeys(own, word(layer.get("id"))))


def _second_leg_too_late(source: Source) -> Iterator[Problem]:
    rota = source.table("rota")
    lengths = {
        name: read_duration(rota[name]) if name in rota else Rota.model_fields[name].default
        for name in ("second_leg_after", "pass_on_after")
    }
    if lengths["second_leg_after"] >= lengths["pass_on_after"] and any(
        row.get("page_also") for row in source.rows("person")
    ):
        after, passes = (duration.show(lengths[name]) for name in ("second_leg_after", "pass_on_after"))
        yield source.place("rota").problem(
            f"second_leg_after is {after} and pass_on_after {passes}, so that the next one is woken before a page goes "
            "out by page_also; write a shorter second_leg_after"
        )


def _strangers(source: Source) -> Iterator[Problem]:
    """Turns of people whom no [[person]] names: they are passed on, so that nobody else's turn moves."""
    known = people(source)
    written = [name for name in known if name]
    by_name = {word(row.get("name")).strip().casefold(): name for name, row in known.items() if name}
    for place, names in _orders(source):
        for name in dict.fromkeys(names):
            if name and name not in written:
                near = get_close_matches(name, written, n=1)
                theirs = by_name.get(name.strip().casefold())
                mend = (
                    f'write the id "{theirs}"'
                    if theirs
                    else f'did you mean "{near[0]}"?'
                    if near
                    else "to close the gap, begin a new [[rota.layer.order]] from a day without them"
                )
                yield place.problem(f'"{name}" is no [[person]], so that their turns pass to the next one; {mend}')


def warnings_on(handbook: Handbook, today: date) -> Iterator[str]:
    """A rota of one person, and what begins so far ahead that somebody mistyped the year."""
    rotations = [layer for layer in layers(handbook) if not layer.calendar]
    far = today + FAR
    for layer in rotations:
        for number, order in enumerate(layer.orders):
            if order.starts > far:
                what = "nobody is on call in it before" if number == 0 else "an order that begins so late is odd"
                says = f"{order.starts} is more than a year ahead; {what}: is the year right?"
                yield f'[rota], layer "{layer.id}": {says}'
    coming = {name for layer in rotations for name in _coming(layer, today) if handbook.person(name) is not None}
    if len(coming) == 1 and len(rotations) == len(layers(handbook)):
        yield (
            f'[rota]: "{coming.pop()}" is alone in it, so that a page that they do not answer goes on to the domain\'s '
            "lead at most; add a second one"
        )


def _coming(layer: Layer, today: date) -> Iterator[str]:
    """Who takes turns from today on, by all orders but those that are over."""
    for number, order in enumerate(layer.orders):
        if number + 1 == len(layer.orders) or layer.orders[number + 1].starts > today:
            yield from order.people


def _orders(source: Source) -> Iterator[_Named]:
    rota = source.table("rota")
    yield _Named(source.place("rota"), words(rota.get("people")))
    for position, layer in enumerate(tables(rota, "layer")):
        yield _Named(source.layer(position), words(layer.get("people")))
        for number, order in enumerate(tables(layer, "order")):
            yield _Named(source.order(position, number), words(order.get("people")))
