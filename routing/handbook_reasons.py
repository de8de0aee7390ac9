"""The handbook's section about why nobody answers: the reasons for a decline, as people choose and read them."""

from pydantic import Field

from routing.handbook_base import Section, Slug, Text


class DeclineReason(Section):
    """A reason to decline. Where the handbook writes none, the built-in ones are offered."""

    id: Slug = Field(
        description="What reports and exports call it: small letters, digits, - and _. Never change it. A built-in "
        'one, such as "insult" or "spam", gets the name that is written here.'
    )
    name: Text = Field(
        description="What colleagues choose and read. As soon as one is written, only those that are written are "
        'offered, and "other", which asks for a word about it, comes last.'
    )
