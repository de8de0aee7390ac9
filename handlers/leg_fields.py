"""What the fields for an answer's legs hold, read out of a form that somebody has sent."""

from collections.abc import Mapping, Sequence

from handlers.answer_legs import Given
from handlers.lengths import too_long
from handlers.replies import FieldErrors
from handlers.views import two_legged as view
from handlers.views.approved_legs import POSTED, posted_field
from handlers.words import Speaker
from routing.answer_legs import Leg, Part
from routing.links import host_of
from routing.messages import Form
from routing.text import clean


def given_legs(
    speaker: Speaker, form: Form, parts: Sequence[Part], fields: Mapping[str, str], stand: Mapping[Leg, str]
) -> list[Given] | FieldErrors:
    """The legs of `parts` that are given, or what is wrong with them. `stand` are words in the form, by
    leg, which were posted as they stand where it says so."""
    entered = {name: clean(value).strip() for name, value in fields.items()}
    if wrong := too_long(speaker, form.blocks, entered):
        return FieldErrors(wrong)
    legs, errors = [], {}
    for part in view.asked_for(parts):
        if part.leg is Leg.MERGED:
            said = entered.get(view.first_field(part), "")
            is_link = bool(host_of(said))
            leg = Given(part, link=said if is_link else "", text="" if is_link else said)
        else:
            link, text = entered.get(f"{part.leg}_link", ""), entered.get(f"{part.leg}_text", "")
            if link and not host_of(link):
                no_address = speaker.text("That is no web address. It begins with https:// or http://.")
                errors[f"{part.leg}_link"] = no_address
            if entered.get(posted_field(part.leg)) == POSTED:
                text = text or stand.get(part.leg, "")
            leg = Given(part, link, text)
        if leg.link or leg.text:
            legs.append(leg)
    return FieldErrors(errors) if errors else legs
