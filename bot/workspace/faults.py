"""Faults that a test asks for: the next calls of a method fail in a chosen way."""

from __future__ import annotations

from dataclasses import dataclass

ANY = "*"


@dataclass(slots=True)
class Fault:
    """How a call fails: `error` in Slack's words, an HTTP `status`, `drop` (done, never answered), `delay` before
    it is served (real seconds)."""

    error: str | None = None
    status: int | None = None
    drop: bool = False
    delay: float = 0.0
    retry_after: int = 1
    times: int = 1


class Faults:
    """The faults still to come, by method; "*" is any method."""

    def __init__(self) -> None:
        self._coming: dict[str, list[Fault]] = {}

    def add(self, method: str, fault: Fault) -> None:
        """Let a fault happen after those asked for before."""
        self._coming.setdefault(method, []).append(fault)

    def take(self, method: str) -> Fault | None:
        """Return the fault that this call meets, if any, and count it."""
        for name in (method, ANY):
            coming = self._coming.get(name)
            if coming:
                coming[0].times -= 1
                return coming.pop(0) if coming[0].times <= 0 else coming[0]
        return None

    def clear(self) -> None:
        """Forget every fault still to come."""
        self._coming.clear()
