"""The handbook's playbook, as it is written: situations, advice, prepared answers."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from routing.handbook_base import Section, Slug, Text
from routing.handbook_fields import read_some
from routing.handbook_sections import COMPANYS, Language, Source


class Situation(Section):
    """A situation of the playbook: what it is called, what to do and what not; `approval`: the lead sees it first."""

    id: Slug = Field(description="How this handbook calls it.")
    name: Text = Field(description="What colleagues read.")
    do: tuple[Text, ...] = Field(default=(), description="What to do, a sentence each.")
    dont: tuple[Text, ...] = Field(default=(), description="What not to do, a sentence each.")
    approval: StrictBool = Field(default=False, description="true: lead or deputy see the answer before it is sent.")


class Advice(Section):
    """What to do and what not wherever an answer is given on these sources, or for these domains."""

    sources: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = Field(
        default=(), description='Where the post comes from, such as ["facebook", "x"]; left out: anywhere.'
    )
    domains: tuple[Text, ...] = Field(default=(), description="Only for answers of these domains, by id; else of all.")
    do: tuple[Text, ...] = Field(default=(), description="What to do, a sentence each.")
    dont: tuple[Text, ...] = Field(default=(), description="What not to do, a sentence each.")

    @model_validator(mode="after")
    def _says_something(self) -> "Advice":
        if not self.do and not self.dont:
            raise ValueError('advises nothing; give it do or dont, for example do = ["Write short."]')
        return self


class PreparedAnswer(Section):
    """A prepared answer of the playbook; no domains or situation means it fits them all."""

    id: Slug = Field(description="How this handbook calls it.")
    situation: str = Field(default="", description="The situation it is for, by id; left out: any.")
    domains: tuple[Text, ...] = Field(default=(), description="The domains it is for, by id; left out: all.")
    language: Language = Field(description="The language that it is written in.", json_schema_extra={**COMPANYS})
    text: Text = Field(
        description="The answer, as a beginning that whoever answers changes. Its places {customer}, {company} and "
        "{name} (of whoever answers) are filled.",
    )
    holding: StrictBool = Field(
        default=False,
        description="true: it only says that an answer will come, and when; whoever is on call may send it. Its places "
        "{time} (the new deadline), {customer} and {company} are filled when it is sent.",
    )
    inbox: StrictBool = Field(
        default=False,
        description="true: the public note that the customer was written to in private. Its places {customer} and "
        "{company} are filled.",
    )
    thanks: StrictBool = Field(
        default=False,
        description="true: it thanks for critique. It stands as the first sentence in the draft of an answer to "
        "critique, and is not offered besides; without one in the post's language there is a plain thank-you.",
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> "PreparedAnswer":
        kinds = [name for name in ("holding", "inbox", "thanks") if getattr(self, name)]
        if len(kinds) > 1:
            raise ValueError(f"{kinds[0]} and {kinds[1]} are two different things; write only one of them")
        return self
