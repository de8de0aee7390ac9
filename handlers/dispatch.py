"""One place where every intent comes in: seen before? a question or a command? which use case?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from handlers import (
    absences,
    answers,
    claims,
    closings,
    commands,
    corrections,
    digest,
    handed,
    housekeeping,
    intake,
    noticed,
    oncall,
    show,
    status,
    why,
)
from handlers.books import Books
from handlers.intents import CaughtUp, Click, Filled, Handed, Intent, Met, Noticed, Parted, Said, Submit, Unreadable
from handlers.replies import Ignored, Refused, Reply, Stored
from handlers.scene import Scene, Wakes
from handlers.subjects import UnknownSubject
from handlers.views import private
from routing.handbook import Handbook
from routing.language import Model
from routing.reasons import Reason
from routing.sorting import Sorted, sort
from storage import inbox, items
from storage.database import Database, Transaction

CLICK_QUESTIONS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "answer": answers.open_answer,
    "decline": closings.open_decline,
    "not_an_item": closings.open_not_an_item,
    "why": why.why,
    "leave_it": noticed.leave_it,
    "show": show.show,
}
"""Clicks that only read: they run beside the writer."""

CLICK_COMMANDS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "claim": claims.claim,
    "release": claims.release,
    "correct": corrections.correct,
    "page_take": oncall.take_page,
    "page_wait": oncall.let_page_wait,
    "page_pass": oncall.pass_page_on,
    "page_acknowledge": oncall.acknowledge_page,
    "share_status": status.share,
    "back": absences.back_clicked,
    "undo_away": absences.undo,
    "less_digest": digest.less,
    "undo_less": digest.undo_less,
    "more_digest": digest.more,
}

FORMS: Mapping[str, Callable[[Scene, Filled], Reply]] = {
    "answer": answers.answer,
    "decline": closings.decline,
    "not_an_item": closings.not_an_item,
}

Result = TypeVar("Result")

_REPLIES: TypeAdapter[Any] = TypeAdapter(Reply)


@dataclass(frozen=True)
class Handled:
    """The reply to the asker, and what the process must look at now."""

    reply: Reply
    wakes: Wakes


@dataclass(frozen=True)
class Dispatch:
    """`desks` are the names of the connected desks; without a `model` words alone tell a post's language.

    Stateless but for the handbook it remembers; runs in threads.
    """

    database: Database
    books: Books
    desks: tuple[str, ...]
    model: Model | None = None

    def is_question(self, intent: Intent) -> bool:
        """True when the intent only reads: it may run on a snapshot, beside the writer."""
        if isinstance(intent, Said):
            return commands.name_of(intent) not in commands.WRITING
        return isinstance(intent, Click) and intent.action in CLICK_QUESTIONS

    def question(self, intent: Intent, now: datetime) -> Handled:
        """Answers from a read-only snapshot."""
        with self.database.read() as transaction:
            scene = Scene(transaction, self.books.in_force(transaction, now), now, self.desks, writes=False)
            return Handled(self._use_case(scene, intent, None), scene.wakes)

    def command(self, intent: Intent, now: datetime) -> Handled:
        """One transaction: the change and the messages it causes are stored together, or nothing is.

        A key that was seen before gets the first result. Raises StorageBusy (run it again), StorageDown.
        """
        known = self.books.last
        prepared = self._prepare(known, intent) if known is not None else None
        with self.database.write() as transaction:
            key = getattr(intent, "key", None)
            if key is not None:
                first = inbox.seen(transaction, key)
                if not isinstance(first, inbox.NotSeen):
                    reply = _again(intent, _REPLIES.validate_python(first["reply"]))
                    if not _is_another_post(transaction, intent, reply):
                        return Handled(reply, Wakes())
                    # The sender has used the key twice: the second post must not be lost for that.
                    key = None
            scene = Scene(transaction, self.books.in_force(transaction, now), now, self.desks)
            if known is None or scene.handbook.digest != known.digest:
                # Another one has come into force: an item says which handbook decided, so that one must have.
                prepared = self._prepare(scene.handbook, intent)
            reply = self._use_case(scene, intent, prepared)
            if key is not None:
                inbox.remember(transaction, key, {"reply": _REPLIES.dump_python(reply, mode="json")}, now)
            return Handled(reply, scene.wakes)

    def run(self, work: Callable[[Scene], Result], now: datetime) -> tuple[Result, Wakes]:
        """The process's own work (a sweep, the courier's steps) in one transaction. Raises as `command` does."""
        with self.database.write() as transaction:
            scene = Scene(transaction, self.books.in_force(transaction, now), now, self.desks)
            return work(scene), scene.wakes

    def look(self, work: Callable[[Scene], Result], now: datetime) -> Result:
        """The process's own questions, on a read-only snapshot."""
        with self.database.read() as transaction:
            return work(Scene(transaction, self.books.in_force(transaction, now), now, self.desks, writes=False))

    def _prepare(self, handbook: Handbook, intent: Intent) -> Sorted | None:
        match intent:
            case Submit(post=post):
                return sort(handbook, post, self.model)
            case Noticed():
                return noticed.prepare(handbook, intent, self.model)
            case _:
                return None

    def _use_case(self, scene: Scene, intent: Intent, prepared: Sorted | None) -> Reply:
        try:
            return self._chosen(scene, intent, prepared)
        except UnknownSubject:
            assert isinstance(intent, Click | Filled)
            reason = Reason("unknown_subject")
            return Refused(private.refusal(scene.speaker_of(intent.actor), reason))

    def _chosen(self, scene: Scene, intent: Intent, prepared: Sorted | None) -> Reply:
        match intent:
            case Submit():
                assert prepared is not None
                return intake.store(scene, prepared, None)
            case Noticed():
                return noticed.noticed(scene, intent, prepared)
            case Click(action=action):
                use_case = (CLICK_COMMANDS if scene.writes else CLICK_QUESTIONS).get(action)
                return use_case(scene, intent) if use_case else Ignored()
            case Filled(form=form):
                sent = FORMS.get(form)
                return sent(scene, intent) if sent else Ignored()
            case Said():
                return commands.said(scene, intent)
            case Handed():
                return handed.handed(scene, intent)
            case Unreadable():
                return housekeeping.keep_unreadable(scene, intent)
            case CaughtUp():
                return housekeeping.caught_up(scene, intent)
            case Met():
                return housekeeping.met(scene, intent)
            case Parted():
                return housekeeping.parted(scene, intent)


def _again(intent: Intent, first: Reply) -> Reply:
    """The first result for a repeat: its post is there already, and nobody is asked the same question twice."""
    if isinstance(first, Stored):
        return replace(first, existed=True)
    return Ignored() if isinstance(intent, Noticed) and intent.wanted_by is None else first


def _is_another_post(transaction: Transaction, intent: Intent, first: Reply) -> bool:
    """Whether a repeated key brings another post than it did at first."""
    if not isinstance(intent, Submit) or not isinstance(first, Stored):
        return False
    return items.number_of(transaction, intent.post.source, intent.post.external_id) != first.number
