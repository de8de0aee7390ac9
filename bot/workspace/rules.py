"""A small language for what Slack accepts in blocks and views, so that the limits can be tables (limits.py).

Each rule looks at one value and yields sentences in the form that Slack puts into response_metadata.messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.workspace.model import Json

ALWAYS = frozenset({"type", "block_id"})


class Rule(Protocol):
    """Something that a value must satisfy."""

    @property
    def required(self) -> bool:
        """Whether the field must be there."""

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield what is wrong with a value that stands at this JSON pointer."""


def fault(words: str, at: str) -> str:
    """Return a sentence as Slack writes it."""
    return f"[ERROR] {words} [json-pointer:{at}]"


def length_faults(text: str, limit: int, at: str, least: int = 1) -> Iterator[str]:
    """Yield what is wrong with the length of a text."""
    if len(text) < least:
        yield fault(f"must be more than {least - 1} characters", at)
    if len(text) > limit:
        yield fault(f"must be less than {limit + 1} characters", at)


@dataclass(frozen=True, slots=True)
class String:
    """A plain string of at most `limit` characters."""

    limit: int
    required: bool = False
    least: int = 0

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield type and length faults."""
        if isinstance(value, str):
            yield from length_faults(value, self.limit, at, self.least)
        else:
            yield fault("must be a string", at)


@dataclass(frozen=True, slots=True)
class Text:
    """A text object, {"type": "plain_text" or "mrkdwn", "text": ...}; not empty."""

    limit: int
    required: bool = False
    plain_only: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield faults of type, emptiness and length."""
        if not isinstance(value, dict):
            yield fault("must be an object", at)
            return
        kinds = ("plain_text",) if self.plain_only else ("plain_text", "mrkdwn")
        if value.get("type") not in kinds:
            yield fault(f"must be one of {', '.join(kinds)}", f"{at}/type")
        text = value.get("text")
        if isinstance(text, str):
            yield from length_faults(text, self.limit, f"{at}/text")
        else:
            yield fault("missing required field: text", at)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words or numbers."""

    words: tuple[object, ...]
    required: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield a fault for anything else."""
        if value not in self.words:
            yield fault(f"must be one of {', '.join(map(str, self.words))}", at)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    required: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield a fault for anything else."""
        if not isinstance(value, bool):
            yield fault("must be a boolean", at)


@dataclass(frozen=True, slots=True)
class Anything:
    """A field whose inside is not looked at."""

    required: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield nothing."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `least` to `limit` values of one kind."""

    limit: int
    each: Rule
    required: bool = False
    least: int = 1

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield faults of number and of each value."""
        if not isinstance(value, list):
            yield fault("must be an array", at)
            return
        if len(value) > self.limit:
            yield fault(f"no more than {self.limit} items allowed", at)
        if len(value) < self.least:
            yield fault(f"no fewer than {self.least} items allowed", at)
        for place, each in enumerate(value):
            yield from self.each.faults(each, f"{at}/{place}")


@dataclass(frozen=True, slots=True)
class Part:
    """An object with known fields; `one_of` names fields of which at least one must be there."""

    fields: Mapping[str, Rule]
    required: bool = False
    one_of: tuple[str, ...] = ()
    open: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield missing, unknown and faulty fields."""
        if not isinstance(value, dict):
            yield fault("must be an object", at)
            return
        for name, rule in self.fields.items():
            given = value.get(name)
            if given is not None:
                yield from rule.faults(given, f"{at}/{name}")
            elif rule.required:
                yield fault(f"missing required field: {name}", at)
        if self.one_of and not any(value.get(name) for name in self.one_of):
            yield fault(f"missing required field: {' or '.join(self.one_of)}", at)
        if not self.open:
            for name in value:
                if name not in self.fields and name not in ALWAYS:
                    yield fault(f"invalid additional property: {name}", at)


@dataclass(frozen=True, slots=True)
class Kind:
    """An object whose `type` picks its rule out of a table; `only` narrows the table."""

    table: dict[str, Part]
    only: frozenset[str] | None = None
    required: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Yield a fault for an unknown type, else those of its rule."""
        if not isinstance(value, dict):
            yield fault("must be an object", at)
            return
        kind = value.get("type")
        rule = self.table.get(kind) if isinstance(kind, str) else None
        if rule is None or (self.only is not None and kind not in self.only):
            yield fault(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from rule.faults(value, at)


@dataclass(slots=True)
class Seen:
    """Names that must not come twice."""

    names: set[str] = field(default_factory=set)

    def faults(self, part: Json, key: str, at: str) -> Iterator[str]:
        """Yield a fault when the part's name was there before."""
        name = part.get(key)
        if isinstance(name, str) and name:
            if name in self.names:
                yield fault(f"`{key}` {name!r} already exists", f"{at}/{key}")
            self.names.add(name)
