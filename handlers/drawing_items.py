"""Draws what shows one item: the card, its thread, the sign on the post, reminders, the managers' line."""

from handlers import announce, manager_lines
from handlers.drawn import SAID_ALREADY, Drawn, Nothing, item_of_row, parcel_of, placement_of, stands_already
from handlers.parcels import Mark, Parcel
from handlers.scene import Scene
from handlers.together import OTHERS, needless, still_to_be_said
from handlers.views import card as cards
from handlers.views import notices, overview, praise, thread
from routing.audience import needs_line
from routing.item import Item, Place
from routing.reasons import Reason
from storage import history
from storage.courier import Leased

_TAKES_IT_OFF = frozenset({
    "claimed", "answered", "published", "handed_over", "handed_over_open", "handed_back", "held", "reopened",
    "overruled", "customer_wrote",
})  # fmt: skip
"""Lines of history with which the paging before them is over and done: somebody saw to it, or it began anew."""

_NOTED = {
    "overruled_yours": "overruled", "unlocked_yours": "conflict_settled", "unlocked_named": "conflict_settled",
}  # fmt: skip
"""Which line of history holds the note that goes with a message."""


def draw_card(scene: Scene, leased: Leased) -> Drawn:
    item = item_of_row(scene, leased)
    stands = placement_of(scene, leased, "card") is not None
    if not stands and leased.conversation not in ("", announce.triage(scene, leased.desk, item)):
        return Nothing("the item has moved to a field with a channel of its own")
    return parcel_of(scene, leased, cards.card(scene, item, desk=leased.desk))


def draw_gone(scene: Scene, leased: Leased) -> Drawn:
    old = Place(leased.desk, leased.conversation, str(leased.payload["message"]))
    return Parcel(leased.token, leased.desk, leased.conversation, cards.gone(scene, item_of_row(scene, leased)), old)


def draw_thread(scene: Scene, leased: Leased) -> Drawn:
    card = placement_of(scene, leased, "card")
    if card is None:
        return Nothing("the card does not stand yet; its history is queued again when it does")
    return parcel_of(scene, leased, thread.thread(scene, item_of_row(scene, leased)), card)


def draw_praise(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, praise.shared(scene, item_of_row(scene, leased), str(leased.payload["by"])))


def draw_mark(scene: Scene, leased: Leased) -> Drawn:
    item = item_of_row(scene, leased)
    assert item.origin is not None
    mark = Mark(leased.token, leased.desk, item.origin, item.state)
    found = stands_already(scene, leased)
    return Nothing(SAID_ALREADY) if found and found.drawn == mark.fingerprint else mark


def draw_notice(scene: Scene, leased: Leased) -> Drawn:
    person = str(leased.payload["person"])
    if OTHERS in leased.payload:
        needed = still_to_be_said(scene, leased)
        if not needed:
            return Nothing("none of them needs anybody any more")
        return parcel_of(scene, leased, notices.several(scene, needed, person))
    item = item_of_row(scene, leased)
    if why := needless(item, leased.payload):
        return Nothing(why)
    reason = leased.payload["reason"]
    assert isinstance(reason, dict)
    said = Reason.from_json(reason)
    return parcel_of(scene, leased, notices.notice(scene, item, person, said, _note(scene, item, said)))


def _note(scene: Scene, item: Item, said: Reason) -> str:
    """What a colleague wrote about it in their own words, where the message tells what they did. It stands in the
    history, and is erased there; of a private message it may tell what not everybody reads."""
    line = _NOTED.get(said.code)
    if line is None or item.post.private:
        return ""
    entries = reversed(history.read(scene.transaction, item.number))
    return next((entry.words or "" for entry in entries if entry.what == line), "")


def draw_call(scene: Scene, leased: Leased) -> Drawn:
    """Where the card does not stand (it may be of unknown outcome), it stands by itself: nobody is left out."""
    item = item_of_row(scene, leased)
    if why := needless(item, leased.payload):
        return Nothing(why)
    reason, people = leased.payload["reason"], [str(person) for person in leased.payload["people"]]
    message = notices.call(scene, item, people, Reason.from_json(reason))
    return parcel_of(scene, leased, message, placement_of(scene, leased, "card"))


def draw_managers(scene: Scene, leased: Leased) -> Drawn:
    place = placement_of(scene, leased, "managers")
    if place is not None and manager_lines.is_coming(place):
        return Nothing(manager_lines.TOLD_WITH_OTHERS)
    about = manager_lines.together_with(scene, leased, place)
    if place is None and not any(needs_line(item, scene.now) for item in about):
        return Nothing(f"{leased.subject} was taken in time")
    if len(about) == 1:
        return parcel_of(scene, leased, notices.managers(scene, about[0], _paged_in_vain(scene, about[0])))
    return parcel_of(scene, leased, overview.overview(scene, about, leased.desk))


def _paged_in_vain(scene: Scene, item: Item) -> list[str]:
    """Who was paged when nobody was left to page, in this round and since somebody took the item last.

    It stays said while the paging rests, begins again, and ends because somebody has come to work.
    """
    for entry in reversed(history.read(scene.transaction, item.number)):
        if entry.what in _TAKES_IT_OFF:
            break
        if entry.what == "page_exhausted":
            return [person for person in str(entry.values["people"]).split(",") if person]
    return []
