"""A decision's reason, as a value: a code and what it speaks of. Words for it are found on the floor above."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int


@dataclass(frozen=True)
class Reason:
    """Why something was decided.

    `code` names the sentence ("rule_matched"). `values` fill it; the name of a value says what it is:
    `person`, `absent` (ids), `people` (ids, comma-separated), `domain` (id), names ending in `_at` (ISO 8601, UTC),
    names ending in `_seconds` (whole seconds), `from_` and `to_` before one of these where something changed;
    all others are plain words.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """As it is stored and sent: `from_json` reads it."""
        return {"code": self.code, "values": dict(self.values)}

    @staticmethod
    def from_json(row: Mapping[str, object]) -> "Reason":
        """What `as_json` wrote. KeyError when it is no reason."""
        values = row.get("values") or {}
        assert isinstance(values, Mapping)
        return Reason(str(row["code"]), {str(name): _value(value) for name, value in values.items()})


def _value(value: object) -> Value:
    return value if isinstance(value, str | int) else str(value)
