"""What the form of an answer offers to be put into the text: prepared answers, earlier ones, links of the domain."""

from handlers.scene import Scene
from handlers.thanking import places, thank_you
from handlers.views.answering import Offer, Offers
from handlers.views.parts import one_line
from handlers.words import Speaker
from routing.answer_places import filled
from routing.composing import with_link, with_words
from routing.item import Item
from routing.likeness import likest
from routing.playbook import prepared
from storage import earlier_answers

MOST_PREPARED = 20
MOST_EARLIER = 5
LONGEST_LABEL = 70

PREPARED, EARLIER, LINK = "prepared", "earlier", "link"
"""What an offer's value begins with."""


def offers(scene: Scene, speaker: Speaker, item: Item, person: str) -> Offers:
    """Everything that is offered for this item to this person, who may read it."""
    return Offers(_prepared(scene, speaker, item, person), _earlier(scene, item), _links(scene, item))


def put_in(scene: Scene, speaker: Speaker, item: Item, person: str, value: str, typed: str) -> str:
    """What is typed with the chosen words after it; unchanged where they are not offered any more."""
    offered = offers(scene, speaker, item, person)
    found = {one.value: one.words for one in (*offered.prepared, *offered.earlier, *offered.links)}
    words = found.get(value)
    if words is None:
        return typed
    if value.startswith(f"{LINK}:"):
        return with_link(typed, words)
    return with_words(typed, words, thank_you(scene, item, person))


def _prepared(scene: Scene, speaker: Speaker, item: Item, person: str) -> tuple[Offer, ...]:
    values = places(scene, item, person)
    found = []
    for one in prepared(item, scene.handbook)[:MOST_PREPARED]:
        words = filled(one.text, values)
        shown = one_line(words, LONGEST_LABEL)
        if one.language != item.language:
            name = speaker.language_name(one.language)
            shown = one_line(speaker.text("In {language}: {words}", language=name, words=words), LONGEST_LABEL)
        found.append(Offer(f"{PREPARED}:{one.id}", shown, words))
    return tuple(found)


def _earlier(scene: Scene, item: Item) -> tuple[Offer, ...]:
    """Answers to like questions. Those of private messages are offered nowhere."""
    known = {one.number: one for one in earlier_answers.like(scene.transaction, item)}
    likes = likest(item.post.text, {number: one.question for number, one in known.items()}, MOST_EARLIER)
    return tuple(
        Offer(
            f"{EARLIER}:{number}",
            one_line(f"#{number}: {known[number].answer}", LONGEST_LABEL),
            known[number].answer,
        )
        for number in likes
    )


def _links(scene: Scene, item: Item) -> tuple[Offer, ...]:
    links = scene.handbook.domain_or_default(item.domain).links
    return tuple(Offer(f"{LINK}:{place}", one.name, one.url) for place, one in enumerate(links))
