"""One place where every intent comes in: seen before? a question or a command? which use case?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from handlers import clicks, commands, handbook_drafts, home, housekeeping, intake, noticed
from handlers.books import Books, NotRead
from handlers.handbook_check import Checked, HandbookFile, ReadFile, check_file
from handlers.intents import (
    CaughtUp,
    Click,
    Filled,
    Handed,
    Intent,
    Met,
    Noticed,
    Opened,
    Parted,
    Said,
    Submit,
    Unreadable,
)
from handlers.prospect import Prospect
from handlers.reactions import REACT
from handlers.refusing import refused
from handlers.replies import Ignored, Reply, Stored, is_kept, to_keep
from handlers.scene import Link, Scene, Wakes, nowhere
from handlers.subjects import UnknownSubject
from routing.handbook import Handbook
from routing.language import Model
from routing.publishing import Account
from routing.reasons import Reason
from routing.sorting import Sorted, sort
from storage import follow_ups, inbox, items
from storage.database import Database, Transaction

Result = TypeVar("Result")

InForce = Callable[[Transaction, datetime], Handbook]

_REPLIES: TypeAdapter[Any] = TypeAdapter(Reply)


@dataclass(frozen=True)
class Handled:
    """The reply to the asker, and what the process must look at now."""

    reply: Reply
    wakes: Wakes


def _no_file() -> HandbookFile:
    return HandbookFile("handbook.toml", "", ("This process has no handbook file.",))


@dataclass(frozen=True)
class Dispatch:
    """`desks` are the names of the connected desks, `legs` the second legs of pages that are set up; without a `model`
    words alone tell a post's language.

    `read_file` reads the handbook's file as it is now, for `reload`. `public_url`, `link`, `publishing`: see
    `handlers.scene.Scene`.
    Stateless but for the handbook it remembers; runs in threads.
    """

    database: Database
    books: Books
    desks: tuple[str, ...]
    model: Model | None = None
    read_file: ReadFile = _no_file
    legs: tuple[str, ...] = ()
    public_url: str = ""
    link: Link = nowhere
    publishing: Mapping[str, Account] = field(default_factory=dict)

    def is_question(self, intent: Intent) -> bool:
        """True when the intent only reads: it may run on a snapshot, beside the writer."""
        if isinstance(intent, Said):
            return commands.name_of(intent) not in commands.WRITING
        return isinstance(intent, Opened) or (isinstance(intent, Click) and intent.action in clicks.QUESTIONS)

    def question(self, intent: Intent, now: datetime) -> Handled:
        """Answers from a read-only snapshot."""
        with self.database.read() as transaction:
            handbook = self.books.in_force(transaction, now)
            scene = self._scene(transaction, handbook, now, writes=False, model=self.model)
            return Handled(self._use_case(scene, intent, None), scene.wakes)

    def looks_ahead(self, intent: Intent) -> bool:
        """True when something must be looked at before the command, which takes its time: see `look_ahead`."""
        return self._look_of(intent) is not None

    def look_ahead(self, intent: Intent, now: datetime) -> Prospect | None:
        """What the command will need, found on a read-only snapshot: nobody waits for it in the writer."""
        look = self._look_of(intent)
        if look is None:
            return None
        with self.database.read() as transaction:
            scene = self._scene(transaction, self.books.in_force(transaction, now), now, writes=False)
            try:
                found = look(scene, self.read_file)
            except UnknownSubject:
                return None
        if found is not None and found.checked.handbook is not None:
            self.books.learn(found.checked.handbook)
        return found

    def check(self, offered: HandbookFile) -> Checked:
        """Reads what a saved file says, and makes it ready to come into force; it takes its time."""
        checked = check_file(offered, self.desks)
        if checked.handbook is not None:
            self.books.learn(checked.handbook)
        return checked

    def command(self, intent: Intent, now: datetime, prospect: Prospect | None = None) -> Handled:
        """One transaction: the change and the messages it causes are stored together, or nothing is.

        A key that was seen before gets the first result. Without the `prospect` that `look_ahead` gives, the command
        looks for itself. Raises StorageBusy (run it again), StorageDown.
        """
        return self._written(lambda in_force: self._command(in_force, intent, now, prospect), now)

    def _command(self, in_force: InForce, intent: Intent, now: datetime, prospect: Prospect | None) -> Handled:
        known = self.books.last
        if prospect is None:
            prospect = self.look_ahead(intent, now)
        prepared = self._prepare(known, intent) if known is not None else None
        with self.database.write() as transaction:
            key = None if _is_kept_nowhere(intent) else getattr(intent, "key", None)
            if key is not None:
                first = inbox.seen(transaction, key)
                if not isinstance(first, inbox.NotSeen):
                    reply = _again(intent, _REPLIES.validate_python(first["reply"]))
                    if not _is_another_post(transaction, intent, reply):
                        return Handled(reply, Wakes())
                    # The sender has used the key twice: the second post must not be lost for that.
                    key = None
            scene = self._scene(transaction, in_force(transaction, now), now, prospect=prospect, model=self.model)
            if known is None or scene.handbook.digest != known.digest:
                # Another one has come into force: an item says which handbook decided, so that one must have.
                prepared = self._prepare(scene.handbook, intent)
            reply = self._use_case(scene, intent, prepared)
            if key is not None and is_kept(reply):
                inbox.remember(transaction, key, {"reply": _REPLIES.dump_python(to_keep(reply), mode="json")}, now)
            return Handled(reply, scene.wakes)

    def run(self, work: Callable[[Scene], Result], now: datetime) -> tuple[Result, Wakes]:
        """The process's own work (a sweep, the courier's steps) in one transaction. Raises as `command` does."""
        return self._written(lambda in_force: self._run(in_force, work, now), now)

    def _run(self, in_force: InForce, work: Callable[[Scene], Result], now: datetime) -> tuple[Result, Wakes]:
        with self.database.write() as transaction:
            scene = self._scene(transaction, in_force(transaction, now), now)
            return work(scene), scene.wakes

    def _written(self, work: Callable[[InForce], Result], now: datetime) -> Result:
        """Runs a transaction. A handbook that came into force elsewhere is read outside: nobody waits for its lock.

        What came into force within the same group of transactions no reader can see yet: that one is read inside.
        """
        try:
            return work(self.books.ready)
        except NotRead:
            self.books.prepare(self.database, now)
        return work(self.books.in_force)

    def look(self, work: Callable[[Scene], Result], now: datetime) -> Result:
        """The process's own questions, on a read-only snapshot."""
        with self.database.read() as transaction:
            handbook = self.books.in_force(transaction, now)
            return work(self._scene(transaction, handbook, now, writes=False))

    def _scene(
        self,
        transaction: Transaction,
        handbook: Handbook,
        now: datetime,
        *,
        writes: bool = True,
        prospect: Prospect | None = None,
        model: Model | None = None,
    ) -> Scene:
        return Scene(
            transaction, handbook, now, self.desks, writes=writes, prospect=prospect, model=model, legs=self.legs,
            public_url=self.public_url, link=self.link, publishing=self.publishing,
        )  # fmt: skip

    def _look_of(self, intent: Intent) -> Callable[[Scene, ReadFile], Prospect | None] | None:
        match intent:
            case Handed():
                return lambda scene, read_file: handbook_drafts.look_at_file(scene, intent, read_file)
            case Click(action=action) if (pressed := clicks.LOOKS.get(action)) is not None:
                return lambda scene, read_file: pressed(scene, intent, read_file)
            case Said() if (spoken := commands.LOOKS.get(commands.name_of(intent))) is not None:
                return lambda scene, read_file: spoken(scene, intent, read_file)
        return None

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
            assert isinstance(intent, Click | Filled | Opened)
            reason = Reason("unknown_subject")
            return refused(scene, intent.actor, reason)

    def _chosen(self, scene: Scene, intent: Intent, prepared: Sorted | None) -> Reply:
        match intent:
            case Submit():
                assert prepared is not None
                return intake.store(scene, prepared, None)
            case Noticed():
                return noticed.noticed(scene, intent, prepared)
            case Click(action=action):
                use_case = (clicks.COMMANDS if scene.writes else clicks.QUESTIONS).get(action)
                return use_case(scene, intent) if use_case else Ignored()
            case Opened():
                return home.opened(scene, intent)
            case Filled(form=form):
                sent = clicks.FORMS.get(form)
                return sent(scene, intent) if sent else Ignored()
            case Said():
                return commands.said(scene, intent)
            case Handed():
                return handbook_drafts.handed(scene, intent)
            case Unreadable():
                return housekeeping.keep_unreadable(scene, intent)
            case CaughtUp():
                return housekeeping.caught_up(scene, intent)
            case Met():
                return housekeeping.met(scene, intent)
            case Parted():
                return housekeeping.parted(scene, intent)


def _is_kept_nowhere(intent: Intent) -> bool:
    """Whether it may come twice without harm, and its reply holds words that the inbox is not to keep."""
    match intent:
        case Click(action=action):
            return action in clicks.UNREMEMBERED_CLICKS
        case Filled(form=form):
            return form in clicks.UNREMEMBERED_FORMS
    return False


def _again(intent: Intent, first: Reply) -> Reply:
    """The first result for a repeat: its post is there already, and nobody is asked the same question twice."""
    if isinstance(first, Stored):
        return replace(first, existed=True)
    told = isinstance(intent, Click) and intent.action == REACT
    return Ignored() if told or (isinstance(intent, Noticed) and intent.wanted_by is None) else first


def _is_another_post(transaction: Transaction, intent: Intent, first: Reply) -> bool:
    """Whether a repeated key brings another post than it did at first."""
    if not isinstance(intent, Submit) or not isinstance(first, Stored):
        return False
    source, external_id = intent.post.source, intent.post.external_id
    number = items.number_of(transaction, source, external_id)
    return first.number not in (number, follow_ups.item_of(transaction, source, external_id))
