"""`find parcel`: items by the customer's words, name or address, or their number, the newest first, closed ones too."""

import re

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

_BEFORE = re.compile(r"(?P<words>.+)\s(?:before|før|före|inden)\s+#(?P<number>[0-9]{1,18})", re.IGNORECASE | re.DOTALL)


def find(scene: Scene, said: Said) -> Reply:
    """Private to the asker; private messages are looked into for those who may read them."""
    permit = check_member(said.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, said.actor, permit.reason)
    _, *rest = said.text.split(maxsplit=1) or [""]
    asked, before = _parted(rest[0] if rest else "")
    words = words_of(asked)
    if not words:
        return refused(scene, said.actor, Reason("find_needs_words"))
    person = person_of(scene.handbook, said.actor) or ""
    domains = readable_domains(scene.handbook, person, scene.now)
    found = searching.at_address(scene.transaction, asked.strip(), domains, before)
    if not found.numbers:
        found = searching.search(scene.transaction, words, domains, before)
    numbers = list(found.numbers)
    number = number_of(words[0]) if len(words) == 1 else None
    if number is not None and number not in numbers and items.read(scene.transaction, number) is not None:
        numbers.insert(0, number)
    shown = rows(scene, said.actor, numbers[: lists.MOST_LISTED])
    return Done(lists.found(scene.speaker_of(said.actor), words, shown, len(numbers), found))


def _parted(said: str) -> tuple[str, int | None]:
    """The words, and the number behind "before #12" at their end: where an earlier search has stopped."""
    found = _BEFORE.fullmatch(said.strip())
    return (found["words"], int(found["number"])) if found else (said, None)
