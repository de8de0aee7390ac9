"""What a story's marks say, the desks that it runs on and the abilities that it shows there, and whether that is so."""

from collections.abc import Mapping, Sequence, Set

from _pytest.mark.structures import Mark

from handlers.abilities import WITHOUT
from tests.stories.abilities import DESKS, shown_by


def desks_of(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Every story runs on each desk, but those that one desk alone can play. `marks`: the closest first."""
    for mark in marks:
        if mark.name in ("only_on", "staged_on"):
            return (str(mark.args[0]),)
    return DESKS


def claimed(marks: Sequence[Mark], desk: str) -> tuple[str, ...]:
    """The abilities that a story says it shows on this desk: `shows(*names)`, or `shows(*names, on=desk)`."""
    names: list[str] = []
    for mark in marks:
        if mark.name == "shows" and mark.kwargs.get("on", desk) == desk:
            names += [str(name) for name in mark.args]
    return tuple(names)


def refuted(names: Sequence[str], desk: str, facts: Mapping[str, Set[str]]) -> list[str]:
    """What is not so: the abilities that the facts of this desk do not prove, and reasons that any desk's disprove."""
    happened = facts.get(desk, frozenset())
    missing = [name for name in names if name not in shown_by(happened)]
    wrong = [f"“{name}” was not shown on {desk}; what happened there: {sorted(happened)}" for name in missing]
    for where, seen in facts.items():
        wrong += [
            f"“{name}” was shown on {where}, of which handlers/abilities.py says: {WITHOUT[where, name]}"
            for name in sorted(shown_by(seen))
            if (where, name) in WITHOUT
        ]
    return wrong
