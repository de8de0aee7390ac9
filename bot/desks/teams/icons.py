"""The app's two icons, drawn here: a speech bubble with an open eye in it. PNG by hand, since it takes twenty lines."""

import struct
import zlib
from collections.abc import Callable
from functools import cache

Colour = tuple[int, int, int, int]

NIGHT: Colour = (38, 42, 92, 255)
PAPER: Colour = (255, 255, 255, 255)
AMBER: Colour = (245, 166, 35, 255)
NOTHING: Colour = (255, 255, 255, 0)

_SAMPLES = 4
"""Points looked at along each side of a pixel, so that edges are smooth."""

Picture = Callable[[float, float], Colour]
"""The colour at a point; both coordinates run from 0 to 1, to the right and down."""


@cache
def colour_icon() -> bytes:
    """192 × 192, full colour."""
    return _png(192, _in_colour)


@cache
def outline_icon() -> bytes:
    """32 × 32, white lines on nothing, as Teams asks."""
    return _png(32, _in_outline)


def _in_colour(x: float, y: float) -> Colour:
    if _eye(x, y, 0.0):
        return AMBER if _disc(x, y, 0.075) else NIGHT
    return PAPER if _bubble(x, y, 0.0) else NIGHT


def _in_outline(x: float, y: float) -> Colour:
    line = _bubble(x, y, 0.09) and not _bubble(x, y, 0.0)
    return PAPER if line or _disc(x, y, 0.11) else NOTHING


def _bubble(x: float, y: float, wider: float) -> bool:
    """A round-cornered box with a tail, `wider` on all sides."""
    left, right, top, bottom, corner = 0.2 - wider, 0.8 + wider, 0.24 - wider, 0.66 + wider, 0.14 + wider
    inner_x, inner_y = min(max(x, left + corner), right - corner), min(max(y, top + corner), bottom - corner)
    box = (x - inner_x) ** 2 + (y - inner_y) ** 2 <= corner**2
    tail = bottom - 0.02 <= y <= 0.8 + wider and 0.32 - wider <= x <= 0.32 + wider + (0.8 + wider - y) * 0.9
    return box or tail


def _eye(x: float, y: float, wider: float) -> bool:
    """The lens where two circles meet, around the middle of the bubble."""
    return all((x - 0.5) ** 2 + (y - centre) ** 2 <= (0.27 + wider) ** 2 for centre in (0.45 - 0.145, 0.45 + 0.145))


def _disc(x: float, y: float, radius: float) -> bool:
    return (x - 0.5) ** 2 + (y - 0.45) ** 2 <= radius**2


def _png(side: int, picture: Picture) -> bytes:
    rows = b"".join(
        b"\0" + b"".join(_pixel(picture, column, row, side) for column in range(side)) for row in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _pixel(picture: Picture, column: int, row: int, side: int) -> bytes:
    steps = [(number + 0.5) / _SAMPLES for number in range(_SAMPLES)]
    seen = [picture((column + dx) / side, (row + dy) / side) for dy in steps for dx in steps]
    alpha = sum(colour[3] for colour in seen)
    mixed = [sum(c[band] * c[3] for c in seen) // alpha if alpha else 255 for band in range(3)]
    return bytes((*mixed, alpha // len(seen)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
