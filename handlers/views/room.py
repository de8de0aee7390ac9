"""About how much of a message's room a block takes on the desk that has least: bytes of a card of Teams."""

import json
from collections.abc import Iterable

from handlers.views.parts import weight
from routing.messages import Actions, Aside, Block, Button, Heading, Lines, Menu, More

ROOM = 24_000
"""Bytes of a whole message; Teams' desk leaves out what is beyond."""

_BLOCK, _BUTTON, _MENU, _CHOICE = 100, 310, 850, 30


def cost(blocks: Iterable[Block], travels: int = 0) -> int:
    """Bytes of these blocks, where so many more travel with each button."""
    return sum(_BLOCK + _of(block, travels) for block in blocks)


def of_buttons(buttons: Iterable[Button | Menu | More], travels: int) -> int:
    """Bytes of a row of buttons. Each carries what it means twice: older clients read it elsewhere."""
    return sum(_of_button(one, travels) for one in buttons)


def _of(block: Block, travels: int) -> int:
    match block:
        case Lines():
            return sum(weight(line) for line in block.lines)
        case Aside():
            return weight(block.line)
        case Heading():
            return _length(block.text)
        case Actions():
            return of_buttons(block.elements, travels)
    return 0


def _of_button(one: Button | Menu | More, travels: int) -> int:
    match one:
        case Menu():
            choices = sum(_CHOICE + _length(each.value) + _length(each.label) for each in one.choices)
            means = _length(one.action) + 2 * _length(one.subject) + 4 * max(_length(one.label), _length(one.sends))
            return _MENU + choices + means + 2 * travels
        case Button():
            return _BUTTON + 2 * (_length(one.label) + _length(one.subject) + travels) + 3 * _length(one.action)
    return of_buttons(one.buttons, travels)


def _length(text: str) -> int:
    return len(json.dumps(text))
