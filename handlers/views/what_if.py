"""What a handbook would change, before it is in force."""

from collections.abc import Sequence

from handlers.access import changes_handbook
from handlers.prospect import Prospect
from handlers.views.handbook import short
from handlers.views.what_if_rota import on_call
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import HANDBOOK_SECTIONS, URGENCIES, word
from routing.handbook import Handbook
from routing.messages import Actions, Aside, Block, Button, Heading, Line, Lines, Message, Strong
from routing.what_if import Changes, Moved, Way, WhatIf

EXAMPLES = 8
_WAYS = 12
_NAMES = 10


def offered(speaker: Speaker, found: Prospect, person: str, draft: int) -> Message:
    """To whoever sent it: what would change, and one button to put it in force."""
    handbook, what_if = found.checked.handbook, found.what_if
    assert handbook is not None
    assert what_if is not None
    heading = speaker.text("{name} is sound: what it would change", name=found.name)
    blocks: list[Block] = [Heading(heading), Lines(tuple(_posts(speaker, found)))]
    if examples := _examples(what_if):
        blocks.append(Lines(tuple(_example(speaker, what_if, one) for one in examples)))
    blocks.append(Lines(tuple(_differences(speaker, found))))
    if warnings := [
        *_rights(speaker, handbook, person),
        *_lost(speaker, found),
        *((warning,) for warning in found.warnings),
    ]:
        blocks.append(Lines(tuple(("⚠️ ", *line) for line in warnings)))
    blocks.append(Aside(speaker.line(
        "Version {digest}, compared with {base}, which is in force.",
        digest=short(handbook.digest), base=short(found.base),
    )))  # fmt: skip
    blocks.append(Actions((
        Button("handbook_apply", f"draft:{draft}", speaker.text("Put it in force"), "primary"),
        Button("leave_it", f"draft:{draft}", speaker.text("Leave it")),
    )))  # fmt: skip
    return Message(tuple(blocks), heading)


def in_short(speaker: Speaker, found: Prospect) -> Sequence[Line]:
    """The same in a few lines, for one that is in force at once."""
    return (*_posts(speaker, found), *_differences(speaker, found)) if found.what_if is not None else ()


def _posts(speaker: Speaker, found: Prospect) -> list[Line]:
    what_if = found.what_if
    assert what_if is not None
    if not what_if.posts:
        return [speaker.line("No post of the last 30 days can be compared: none came in.")]
    count, of = len(what_if.elsewhere), what_if.posts
    if count:
        head = speaker.counted(
            "Of {of} posts of the last 30 days {n} would go elsewhere:",
            "Of {of} posts of the last 30 days {n} would go elsewhere:", count, of=of,
        )  # fmt: skip
        lines: list[Line] = [(Strong(head),)]
        lines += _counts(speaker, [(_named(speaker, what_if, way), way.count) for way in what_if.ways])
    else:
        lines = [speaker.line("Of {of} posts of the last 30 days none would go elsewhere.", of=of)]
    if what_if.urgencies:
        lines.append((Strong(speaker.text("The urgency would change:")),))
        lines += _counts(speaker, [(_urgency(speaker, way), way.count) for way in what_if.urgencies])
    if found.cut:
        lines.append(speaker.line("Only the newest {of} posts were compared.", of=of))
    return lines


def _counts(speaker: Speaker, counted: list[tuple[str, int]]) -> list[Line]:
    lines: list[Line] = [(f"• {count} × {name}",) for name, count in counted[:_WAYS]]
    if more := sum(count for _, count in counted[_WAYS:]):
        lines.append((speaker.counted("and {n} more", "and {n} more", more),))
    return lines


def _named(speaker: Speaker, what_if: WhatIf, way: Way) -> str:
    names = what_if.domain_names
    return f"{names.get(way.before, way.before)} → {names.get(way.after, way.after)}"


def _urgency(speaker: Speaker, way: Way) -> str:
    return f"{word(speaker, URGENCIES, way.before)} → {word(speaker, URGENCIES, way.after)}"


def _examples(what_if: WhatIf) -> list[Moved]:
    """Posts that would go elsewhere first, one of each way before a second of any."""
    noticed = [one for one in what_if.moved if one.elsewhere or one.before.urgency != one.after.urgency]
    turns: dict[tuple[str, ...], int] = {}
    ranked = []
    for place, one in enumerate(noticed):
        way = (one.before.domain, one.after.domain, one.before.urgency, one.after.urgency)
        turns[way] = turns.get(way, 0) + 1
        ranked.append((not one.elsewhere, turns[way], place))
    return [noticed[place] for _, _, place in sorted(ranked)[:EXAMPLES]]


def _example(speaker: Speaker, what_if: WhatIf, one: Moved) -> Line:
    before, after = one.before, one.after
    parts = []
    if one.elsewhere:
        parts.append(_named(speaker, what_if, Way(before.domain, after.domain, 1)))
    if before.urgency != after.urgency:
        parts.append(_urgency(speaker, Way(before.urgency, after.urgency, 1)))
    words = f"“{one.words}”" if one.words else speaker.text("private message")
    return (f"#{one.number} {', '.join(parts)} · {words}",)


def _differences(speaker: Speaker, found: Prospect) -> list[Line]:
    what_if, handbook = found.what_if, found.checked.handbook
    assert what_if is not None
    assert handbook is not None
    lines = [
        *_changes(speaker, translatable("Rules"), what_if.rules),
        *_changes(speaker, translatable("Domains"), what_if.domains),
        *_changes(speaker, translatable("People"), what_if.people),
    ]
    if found.given_back:
        lines.append((speaker.counted(
            "{n} open item of people who are not in it would be given back.",
            "{n} open items of people who are not in it would be given back.", found.given_back,
        ),))  # fmt: skip
    if what_if.reordered:
        lines.append(speaker.line("Rules are asked in another order."))
    lines += _changes(speaker, translatable("Layers of the rota"), what_if.layers)
    lines += on_call(speaker, what_if, handbook)
    if what_if.sections:
        names = speaker.listed(word(speaker, HANDBOOK_SECTIONS, name) for name in what_if.sections)
        lines.append(speaker.line("Also changed: {sections}.", sections=names))
    return lines or [speaker.line("Only words that decide nothing are different, such as comments.")]


def _changes(speaker: Speaker, what: str, changes: Changes) -> list[Line]:
    parts = [
        speaker.text(sentence, names=_listed(speaker, names))
        for sentence, names in (
            (translatable("new: {names}"), changes.new),
            (translatable("gone: {names}"), changes.gone),
            (translatable("changed: {names}"), changes.changed),
        )
        if names
    ]
    return [(Strong(speaker.text(what)), f" · {' · '.join(parts)}")] if parts else []


def _listed(speaker: Speaker, names: Sequence[str]) -> str:
    shown = speaker.listed(names[:_NAMES])
    more = len(names) - _NAMES
    return f"{shown} {speaker.counted('and {n} more', 'and {n} more', more)}" if more > 0 else shown


def _lost(speaker: Speaker, found: Prospect) -> list[Line]:
    if not found.loses_administrators:
        return []
    return [speaker.line("Nobody would be administrator: nobody would be told of what could not be delivered.")]


def _rights(speaker: Speaker, handbook: Handbook, person: str) -> list[Line]:
    """What whoever puts it in force might not want."""
    if not handbook.with_role("handbook_owner"):
        return [speaker.line("Nobody would be owner of the handbook: it could be changed from its file only.")]
    if not changes_handbook(handbook, person):
        return [speaker.line("You would not be an owner of the handbook any more.")]
    return []
