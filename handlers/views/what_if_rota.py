"""Who would be on call otherwise than now, before another handbook is in force."""

from handlers.words import Speaker
from routing.handbook import Handbook
from routing.messages import Line, Strong
from routing.rota import layer_name
from routing.what_if import WhatIf

_PEOPLE, _SHIFTS = 10, 5


def on_call(speaker: Speaker, what_if: WhatIf, handbook: Handbook) -> list[Line]:
    """Whose turns move and how to leave them; which shifts would be somebody else's; what of chat's would be lost.

    `handbook` is the new one; people whom it does not name any more are called by their id or what the speaker knows.
    """
    lines = [*_turns(speaker, what_if, handbook), *_others(speaker, what_if, handbook)]
    if what_if.asked_otherwise:
        lines.append(speaker.line("Layers of the rota are asked in another order."))
    if what_if.covers_lost:
        lines.append((speaker.counted(
            "{n} swap or cover that was said in chat would end with its layer.",
            "{n} swaps and covers that were said in chat would end with their layers.", what_if.covers_lost,
        ),))  # fmt: skip
    return lines


def _turns(speaker: Speaker, what_if: WhatIf, handbook: Handbook) -> list[Line]:
    turns = what_if.turns
    if not turns:
        return []
    head = speaker.text("Turns on call would move, since people were changed without a new order from a day:")
    lines: list[Line] = [(Strong(head),)]
    for one in turns[:_PEOPLE]:
        moments = [speaker.moment(at) if at is not None else "–" for at in (one.before, one.after)]
        name = _name(speaker, handbook, one.person)
        lines.append((f"• {name} ({layer_name(handbook, one.layer)}): ", moments[0], " → ", moments[1]))
    if more := max(0, len(turns) - _PEOPLE):
        lines.append((speaker.counted("and {n} more", "and {n} more", more),))
    lines.append(speaker.line("To leave them where they are, begin a [[rota.layer.order]] from the day of the change."))
    return lines


def _others(speaker: Speaker, what_if: WhatIf, handbook: Handbook) -> list[Line]:
    others = what_if.others
    if not others:
        return []
    lines: list[Line] = [(Strong(speaker.text("Somebody else would be on call than now:")),)]
    for one in others[:_SHIFTS]:
        before, after = (_name(speaker, handbook, person) for person in (one.before, one.after))
        moments = speaker.moment(one.starts_at), " – ", speaker.moment(one.ends_at)
        lines.append(("• ", *moments, f" ({one.layer}): {before} → {after}"))
    if (more := len(others) - _SHIFTS) > 0:
        lines.append(
            (speaker.counted("and {n} more shift within 60 days", "and {n} more shifts within 60 days", more),)
        )
    return lines


def _name(speaker: Speaker, handbook: Handbook, person: str) -> str:
    if not person:
        return speaker.text("nobody")
    known = handbook.person(person)
    return known.name if known is not None else speaker.person(person).name
