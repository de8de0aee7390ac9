"""Which layers of the rota are calendars, and where those stand."""

from dataclasses import dataclass, field
from hashlib import sha256

from pydantic import SecretStr

from bot.settings_layers import CALENDAR_PREFIX, calendar_name
from routing.handbook import Handbook
from routing.rota import layers


@dataclass(frozen=True)
class CalendarLayer:
    """`setting` names the setting that holds the address, `address` is the address itself: None where none is set."""

    id: str
    setting: str
    zone: str
    address: SecretStr | None = field(repr=False)

    @property
    def address_digest(self) -> str:
        """By which another address is known from this one; "" without any."""
        return sha256(self.address.get_secret_value().encode()).hexdigest() if self.address is not None else ""


def calendar_layers(handbook: Handbook, addresses: dict[str, SecretStr]) -> tuple[CalendarLayer, ...]:
    """In the order of the rota. `addresses`: those of the settings, by their names without CALENDAR_PREFIX, which the
    handbook may write or leave out."""
    return tuple(
        CalendarLayer(
            layer.id,
            CALENDAR_PREFIX + calendar_name(layer.calendar),
            layer.zone,
            addresses.get(calendar_name(layer.calendar)),
        )
        for layer in layers(handbook)
        if layer.calendar
    )
