"""What became of an answer that was sent to its source: it is out, it never will be, or nobody knows."""

from dataclasses import replace

from handlers import announce, drafting
from handlers.moves import SYSTEM, move
from handlers.publishing import PATIENCE, account_for, is_on_its_way, key_of
from handlers.scene import Scene
from routing.item import Closing, Item, Place, State
from routing.links import host_of
from routing.reasons import Reason, Value
from storage import drafts, follow_ups, history, items, outbox, publications
from storage.courier import Leased
from storage.errors import StorageBusy
from storage.publications import Publication, PublicationState

PUBLISHED = "published"
"""How such an answer was given, as the ledger says it."""

MOVED_ON = "publish_left_out"
"""Why an answer did not go out: its item does not wait for it any more."""


def landed(scene: Scene, leased: Leased, place: Place) -> None:
    """It stands at its source (`place.message` is its link): the item is answered, unless it has moved on since."""
    answer = of_row(scene, leased)
    link = place.message if host_of(place.message) else ""
    item = _locked(scene, answer)
    if not publications.published(scene.transaction, answer.id, link, place.conversation, scene.now):
        return
    values: dict[str, Value] = {"account": answer.account, **({"link": link} if link else {})}
    drafts.drop(scene.transaction, item.number, answer.by)
    if is_on_its_way(item, answer) or _waits_for_word(item, answer):
        closing = Closing(scene.now, answer.by, PUBLISHED, link, answer.text)
        after = replace(item, state=State.ANSWERED, closing=closing, climb=replace(item.climb, paging=None))
        _moved(move(scene, item, after, who=answer.by, what="published", values=values, words=answer.text))
        return
    history.append(scene.transaction, item.number, scene.now, SYSTEM, "published_late", values, answer.text)
    announce.history_changed(scene, item)
    _news(scene, answer, "published_late_yours")


def gave_up(scene: Scene, leased: Leased, error: str) -> None:
    """It can never go out: the item is its owner's again, with their words kept, and the administrators hear of it."""
    answer = of_row(scene, leased)
    item = _locked(scene, answer)
    if not publications.failed(scene.transaction, answer.id, error, scene.now):
        return
    values: dict[str, Value] = {"account": answer.account, "error": error}
    announce.fault(scene, Reason("publish_gave_up", {"number": item.number, **values}))
    if is_on_its_way(item, answer):
        _given_back(scene, item, answer, Reason("publish_failed", values), "publish_failed_yours")


def left_out(scene: Scene, leased: Leased) -> None:
    """It was not sent, since it should not go out any more: see `why_not`."""
    answer = of_row(scene, leased)
    item = _locked(scene, answer)
    why = why_not(scene, item, answer) or MOVED_ON
    if not publications.failed(scene.transaction, answer.id, why, scene.now):
        return
    if is_on_its_way(item, answer):
        _given_back(scene, item, answer, Reason(why, {"account": answer.account}), f"{why}_yours")
    else:
        _news(scene, answer, MOVED_ON)


def why_not(scene: Scene, item: Item, answer: Publication) -> str:
    """Why an answer that was sent on its way is not to go out any more; "" while it is. The code of a sentence."""
    if answer.state is not PublicationState.QUEUED or not is_on_its_way(item, answer):
        return MOVED_ON
    account = account_for(scene, item)
    if account is None or account.name != answer.account:
        return "publish_account_changed"
    return "publish_asked_again" if follow_ups.asked_since(scene.transaction, item.number, answer.at) else ""


def waited_too_long(scene: Scene, item: Item) -> None:
    """What was on its way for `PATIENCE` goes out no more; where it may have gone out already, its owner has to look.

    The item is locked by this transaction.
    """
    answer = publications.under_way(scene.transaction, item.number)
    if answer is None:
        _moved(move(scene, item, replace(item, request=None), who=SYSTEM, what="publish_lost", values={}))
        return
    values: dict[str, Value] = {"account": answer.account}
    if outbox.withdraw(scene.transaction, key_of(item.number), scene.now):
        values["waited_seconds"] = int(PATIENCE.total_seconds())
        reason, told = Reason("publish_too_long", values), "publish_too_long_yours"
    else:
        reason, told = Reason("publish_unknown", values), "publish_unknown_yours"
    publications.failed(scene.transaction, answer.id, reason.code, scene.now)
    announce.fault(scene, Reason("publish_stuck", {"number": item.number, "account": answer.account}))
    _given_back(scene, item, answer, reason, told)


def of_row(scene: Scene, leased: Leased) -> Publication:
    """The publication that a row of the outbox is about."""
    found = publications.read(scene.transaction, int(leased.payload["publication"]))
    assert found is not None, "a row of the outbox outlived its publication"
    return found


def _locked(scene: Scene, answer: Publication) -> Item:
    item = items.lock(scene.transaction, answer.item)
    assert item is not None, "a publication outlived its item"
    return item


def _waits_for_word(item: Item, answer: Publication) -> bool:
    """Whether nobody knew if it was out, and its owner has done nothing about the item since."""
    theirs = item.owner == answer.by and item.round == answer.round
    return theirs and item.state is State.CLAIMED and item.request is None


def _given_back(scene: Scene, item: Item, answer: Publication, reason: Reason, told: str) -> None:
    """The item can be answered once more; whoever wrote the answer is told why, with the button for it."""
    drafting.keep_words(scene, item, answer.by, answer.text)
    after = replace(item, request=None)
    moved = _moved(move(scene, item, after, who=SYSTEM, what=reason.code, values=reason.values))
    announce.notice(scene, moved, answer.by, told, Reason(told, reason.values))


def _news(scene: Scene, answer: Publication, code: str) -> None:
    about: dict[str, Value] = {"number": answer.item, "account": answer.account}
    announce.news(scene, answer.by, announce.item_subject(answer.item), Reason(code, about), scene.now)


def _moved(item: Item | None) -> Item:
    if item is None:
        raise StorageBusy("an item was changed at this moment, though it was locked")
    return item
