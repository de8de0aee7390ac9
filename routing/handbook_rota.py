"""The handbook's section about who is on call, as it is written: one rotation in the short form, or several layers."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from routing import handbook_formats as formats
from routing.handbook_base import Section, Slug, Text
from routing.handbook_fields import read_share
from routing.handbook_rules import Duration
from routing.handbook_sections import COMPANYS, Country, Date, HoursField, Zone
from routing.handovers import read_handovers
from routing.hours import parse_hours
from routing.rota_calendar import read_calendar

FIRST_DAY = date(2026, 1, 5)
ALWAYS = parse_hours("always")

_People = Annotated[tuple[Text, ...], Field(min_length=1)]
_Handover = Annotated[
    str | tuple[str, ...],
    BeforeValidator(
        read_handovers,
        json_schema_input_type=formats.HandoverText | Annotated[list[formats.HandoverText], Field(min_length=1)],
    ),
]


class OrderEntry(Section):
    """Who takes turns from a day on. What was before that day stays as it was."""

    starts: Annotated[
        Date,
        Field(
            alias="from",
            description="The day from which this order holds: its first one takes over at the first hand-over then. "
            "The first order of a layer begins with the hand-over before, if there is none that day.",
        ),
    ]
    people: _People = Field(description="Who takes turns, by id, in this order.")


class LayerEntry(Section):
    """A layer as written: a rotation of its own, or a calendar. Layers that stand first are asked first."""

    id: Slug = Field(description="How this handbook calls it: small letters, digits, - and _. Never change it.")
    name: str = Field(
        default="", description="What colleagues read, and write in chat; else the id. Each layer has its own."
    )
    zone: Zone | None = Field(
        default=None,
        description="The time zone of its hand-overs and hours.",
        json_schema_extra={"usual": "the rota's"},
    )
    people: _People = Field(
        default=(),
        description="Who takes turns, by id, in this order. To change it, begin a new [[rota.layer.order]] from a day: "
        "else everybody's turns move.",
    )
    starts: Date = Field(default=FIRST_DAY, description="The day on which the first of these people began.")
    order: Annotated[tuple[OrderEntry, ...], Field(min_length=1)] = Field(
        default=(), description="Instead of people and starts: several orders, each a [[rota.layer.order]] from a day."
    )
    handover: _Handover = Field(
        default="mon 08:00",
        description='When the next one takes over: "mon 08:00", "daily 08:00", "every 3 days 08:00", "every 2 weeks '
        'mon 08:00", or several times, such as ["mon 08:00", "fri 16:00"] or ["daily 08:00", "daily 20:00"].',
    )
    hours: HoursField = Field(
        default=ALWAYS,
        description="When the layer covers, in one line or several, whoever's turn it is.",
    )
    holidays: Country = Field(
        default="",
        description="The country on whose public holidays the layer has the hours of a Sunday, and on the company's "
        'closed days; "" for none.',
    )
    calendar: Annotated[str, BeforeValidator(read_calendar, json_schema_input_type=bool | formats.SettingText)] = Field(
        default="",
        description="Its shifts come from a calendar (iCalendar): true, or the name of the setting that holds the "
        "secret address. true is ROTA_CALENDAR_ and the layer's id in capitals.",
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> "LayerEntry":
        written = self.model_fields_set
        rotation = [name for name in ("people", "starts", "order", "handover") if name in written]
        if self.calendar and (others := [*rotation, *(name for name in ("hours", "holidays") if name in written)]):
            raise ValueError(f"has its shifts from a calendar; take out {' and '.join(others)}, or calendar")
        if not (self.calendar or self.people or self.order):
            raise ValueError("names nobody; give it people, a [[rota.layer.order]], or calendar = true")
        if self.order and (short := [name for name in ("people", "starts") if name in written]):
            raise ValueError(f"has [[rota.layer.order]] and {' and '.join(short)}; put all people into orders")
        for before, after in zip(self.order, self.order[1:], strict=False):
            if after.starts <= before.starts:
                raise ValueError(
                    f"the order from {after.starts} stands after the one from {before.starts}; orders stand by their "
                    "day, each day once"
                )
        if self.hours.is_never:
            raise ValueError("hours never come, so the layer never covers; give it other hours, or take it out")
        if self.holidays and self.hours.spans == ALWAYS.spans:
            raise ValueError("holidays change nothing where a layer covers always; give it hours, or take them out")
        return self


class Rota(Section):
    """Who is on call, and how a page goes on. `page_at` is a part of the target.

    `people`, `handover` and `starts` are the short form of a single layer, which is called "rota".
    """

    people: _People = Field(
        default=(),
        description="Who takes turns, by id, in this order; each needs an identity in chat. Short for one layer.",
    )
    handover: _Handover = Field(
        default="mon 08:00", description='When the next one takes over, as for a layer: "mon 08:00" or "daily 08:00".'
    )
    starts: Date = Field(default=FIRST_DAY, description="The day on which the first of them began.")
    zone: Zone = Field(description="The time zone of the handover.", json_schema_extra={**COMPANYS})
    layer: Annotated[tuple[LayerEntry, ...], Field(min_length=1)] = Field(
        default=(), description="Instead of people, handover and starts: layers, each a [[rota.layer]] of its own."
    )
    page_at: Annotated[float, BeforeValidator(read_share, json_schema_input_type=formats.ShareText)] = Field(
        default=0.5,
        description="How much of the target must be gone before somebody is woken, where nobody who may answer is at "
        "work or begins in time; with urgency high or critical nothing of it.",
    )
    margin: Duration = Field(
        default=timedelta(minutes=30),
        description="An expert who comes to work later than this before the deadline comes too late.",
    )
    pass_on_after: Annotated[Duration, Field(gt=timedelta())] = Field(
        default=timedelta(minutes=10), description="A page that nobody answers goes on to the next person after this."
    )
    second_leg_after: Duration = Field(
        default=timedelta(minutes=3),
        description="A page that is not acknowledged in chat goes out by the person's page_also as well after this; "
        '"0m" is at once. Shorter than pass_on_after, or the next person is woken before.',
    )
    acknowledgement_lasts: Annotated[Duration, Field(gt=timedelta())] = Field(
        default=timedelta(minutes=20), description="How long it is quiet after Acknowledge."
    )
    sounds_again_after: Annotated[Duration, Field(gt=timedelta())] = Field(
        default=timedelta(minutes=30), description="How long it is quiet after everybody was paged in vain."
    )

    @model_validator(mode="after")
    def _is_in_one_form(self) -> "Rota":
        short = [name for name in ("people", "handover", "starts") if name in self.model_fields_set]
        if self.layer and short:
            raise ValueError(f"has layers and {' and '.join(short)}; put them into a [[rota.layer]]")
        if not (self.layer or self.people):
            raise ValueError("names nobody; give it people, or a [[rota.layer]] for each layer")
        return self
