"""The handbook's section about who is on call, as it is written."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from routing import handbook_formats as formats
from routing.handbook_fields import as_is, parse_handover, read_share
from routing.handbook_rules import Duration
from routing.handbook_sections import COMPANYS, Date, Section, Text, Zone


class Rota(Section):
    """Who is on call, week by week or day by day, and how a page goes on. `page_at` is a part of the target."""

    people: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="Who takes turns, by id, in this order; each needs an identity in chat."
    )
    handover: Annotated[str, BeforeValidator(as_is, json_schema_input_type=formats.HandoverText)] = Field(
        default="mon 08:00", description='When the next one takes over: "mon 08:00" or "daily 08:00".'
    )
    starts: Date = Field(default=date(2026, 1, 5), description="The day on which the first of them began.")
    zone: Zone = Field(description="The time zone of the handover.", json_schema_extra={**COMPANYS})
    page_at: Annotated[float, BeforeValidator(read_share, json_schema_input_type=formats.ShareText)] = Field(
        default=0.5, description="How much of the target must be gone before somebody is woken."
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
        '"0m" is at once.',
    )
    acknowledgement_lasts: Annotated[Duration, Field(gt=timedelta())] = Field(
        default=timedelta(minutes=20), description="How long it is quiet after Acknowledge."
    )
    sounds_again_after: Annotated[Duration, Field(gt=timedelta())] = Field(
        default=timedelta(minutes=30), description="How long it is quiet after everybody was paged in vain."
    )

    @model_validator(mode="after")
    def _handover_is_readable(self) -> "Rota":
        parse_handover(self.handover)
        return self
