"""`find parcel`: items by the customer's words, name or address, or their number, the newest first, closed ones too."""

from handlers.access import Action, Denial, check_member, person_of, readable_domains
from handlers.intents import Said
from handlers.listing import rows
from handlers.refusing import refused
from handlers.replies import Done, Reply
from handlers.scene import Scene
from handlers.views import lists
from routing.reasons import Reason
from routing.searching import number_of, words_of
from storage import items, searching


def find(scene: Scene, said: Said) -> Reply:
    """Private to the asker; private messages are looked into for those who may read them."""
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    _, *rest = said.text.split(maxsplit=1) or [""]
    words = words_of(rest[0]) if rest else ()
    if not words:
        return refused(scene, said.actor, Reason("find_needs_words"))
    person = person_of(scene.handbook, said.actor) or ""
    found = searching.search(scene.transaction, words, readable_domains(scene.handbook, person, scene.now))
    numbers = list(found.numbers)
    number = number_of(words[0]) if len(words) == 1 else None
    if number is not None and number not in numbers and items.read(scene.transaction, number) is not None:
        numbers.insert(0, number)
    shown = rows(scene, said.actor, numbers[: lists.MOST_LISTED])
    return Done(lists.found(scene.speaker_of(said.actor), words, shown, len(numbers), found))
