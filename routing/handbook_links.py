"""Links that answers lead to: a form for repairs, a box for ideas."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from routing.handbook_base import Section, Text
from routing.handbook_formats import AddressText
from routing.links import host_of

LONGEST = 500


def _read_address(value: object) -> object:
    if isinstance(value, str):
        if not host_of(value):
            raise ValueError(f'"{value}" is no web address; it begins with https:// or http://')
        if len(value) > LONGEST:
            raise ValueError(f"has {len(value)} characters; write a shorter address, {LONGEST} at most")
    return value


class ResourceLink(Section):
    """A page that answers in a domain often lead to: one choice puts its address into the answer."""

    name: Text = Field(description='What colleagues choose it by, such as "Repair".')
    url: Annotated[str, BeforeValidator(_read_address, json_schema_input_type=AddressText)] = Field(
        description="Its address, with https://."
    )
