"""What went between the desks and the program while a story ran, as facts: "click claim", "card posted", …

A story says which abilities it shows (`@pytest.mark.shows`); tests/stories/abilities.py says which facts prove each.
Nothing is a fact before the program has done it: a click that was refused is none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from handlers.commands import COMMANDS, name_of
from handlers.drawn import purpose_of
from handlers.intents import (
    Actor,
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
from handlers.parcels import Mark, Parcel
from handlers.plain_words import meant
from handlers.reactions import REACT
from handlers.replies import Busy, Done, FieldErrors, GiveFile, OpenForm, Refused, Reply, ShowHome, Stored
from handlers.together import OTHERS
from routing.delivery import MESSAGE_GONE, GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.messages import Mention
from storage.courier import Leased


@dataclass
class Watch:
    """One run of one story: the facts of each desk, and what must be remembered to tell them."""

    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lives: int = 0
    _asked: set[object] = field(default_factory=set)
    _posts: set[object] = field(default_factory=set)
    _handed_in: set[str] = field(default_factory=set)
    _continued: set[str] = field(default_factory=set)
    _outcomes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _posted: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _gone: set[tuple[str, str, str]] = field(default_factory=set)
    _unreached: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def heard(self, intent: Intent, reply: Reply, *, known: bool, catching_up: bool) -> None:
        """An intent came in and was handled. `known`: the handbook names its actor; `catching_up`: read afterwards."""
        match intent:
            case Submit():
                if isinstance(reply, Stored) and not reply.existed:
                    if f"item:{reply.number}" in self._handed_in:
                        self._continued.add(f"item:{reply.number}")
                    self._handed_in.add(f"item:{reply.number}")
            case Noticed():
                self._noticed(intent, reply, catching_up=catching_up)
            case Click(actor=actor, action=action):
                self._acted(actor, f"click {action}", reply, known=known)
                if action == REACT and isinstance(reply, Done) and intent.place in self._posts:
                    self.facts[actor.desk].add("reaction on a post")
            case Opened(actor=actor):
                self._acted(actor, "home opened", reply, known=known)
            case Filled(actor=actor, form=form):
                self._acted(actor, f"form {form}", reply, known=known)
            case Said():
                self._said(intent, reply)
            case Handed(actor=actor):
                self._acted(actor, "handbook handed over", reply, known=known)
            case Unreadable(desk=desk):
                if not isinstance(reply, Busy):
                    self.facts[desk].add("unreadable event kept")
            case CaughtUp() | Met() | Parted():
                pass  # bookkeeping of a desk, nothing that anybody sees

    def sent(self, leased: Leased, parcel: Parcel | Mark, outcome: Outcome, *, triage: str) -> None:
        """The desk was handed a parcel, drawn of this row. `triage`: the desk's own channel for cards."""
        before = self._outcomes[leased.token]
        before.add(type(outcome).__name__)
        match outcome:
            case Sent():
                self._arrived(leased, parcel, triage)
                if RetryAfter.__name__ in before:
                    self.facts[leased.desk].add("arrived after a refusal")
            case GaveUp(reason=reason) if reason == MESSAGE_GONE:
                self._gone.add((leased.desk, leased.subject, str(purpose_of(leased))))
            case GaveUp():
                self._unreached[leased.kind].add(leased.conversation)

    def found(self, desk: str, tokens: Collection[str]) -> None:
        """The desk has looked, and these are where they should be."""
        if any(Unknown.__name__ in self._outcomes[token] for token in tokens):
            self.facts[desk].add("found by looking")

    def _noticed(self, message: Noticed, reply: Reply, *, catching_up: bool) -> None:
        facts = self.facts[message.place.desk]
        if isinstance(reply, Stored):
            self._posts.add(message.place)
        match reply:
            case Stored(existed=False) if message.replies_to:
                facts.add("follow-up below a post")
            case Stored(existed=False) if message.integration:
                facts.add("item of an integration's post")
            case Stored(existed=False):
                facts.add("item of a colleague's post")
            case Done() if message.wanted_by is None:
                self._asked.add(message.place)
                facts.add("colleague asked back")
            case Done():
                facts.add("item after asking" if message.place in self._asked else "item from a message's menu")
        if catching_up and isinstance(reply, Stored) and not reply.existed:
            facts.add("item of a post caught up with")

    def _acted(self, actor: Actor, what: str, reply: Reply, *, known: bool) -> None:
        facts = self.facts[actor.desk]
        match reply:
            case Done(whisper=whisper):
                facts |= {what, "told alone"} if whisper is not None else {what}
            case OpenForm() | GiveFile() | ShowHome():
                facts.add(what)
            case FieldErrors():
                facts.add("form sent back")
            case Busy():
                facts.add("asked to try again")
            case Refused():
                who = "guest" if actor.guest else "colleague" if known else "unknown colleague"
                facts |= {f"{who} refused", "told alone"}

    def _said(self, words: Said, reply: Reply) -> None:
        facts = self.facts[words.actor.desk]
        name = name_of(words)
        match reply:
            case Refused() if words.actor.guest:
                facts.add("guest refused")
            case Refused():
                facts.add("unknown words answered")
            case Done() | GiveFile() | OpenForm() | ShowHome() if name in COMMANDS:
                facts |= {f"command {name}", _way(words)}
                if meant(words.text) is not None:
                    facts.add("plain words answered")

    def _arrived(self, leased: Leased, parcel: Parcel | Mark, triage: str) -> None:
        facts = self.facts[leased.desk]
        if self.lives > 1:
            facts.add("sent after a restart")
        if leased.subject in self._continued and isinstance(parcel, Parcel):
            facts.add(f"{leased.kind} of a follow-up")
        if isinstance(parcel, Mark) or parcel.replaces is not None:
            facts.add(f"{leased.kind} edited" if isinstance(parcel, Parcel) else f"{leased.kind} set")
            return
        facts.add(f"{leased.kind} posted")
        if (leased.desk, leased.subject, str(purpose_of(leased))) in self._gone:
            facts.add(f"{leased.kind} posted anew")
        if self._unreached[leased.kind] - {leased.conversation}:
            facts.add(f"{leased.kind} past somebody unreached")
        if OTHERS in leased.payload:
            facts.add("reminders together")
        if leased.kind == "managers" and not parcel.message.summary.startswith("#"):
            facts.add("lines together")
        places = self._posted[leased.kind, leased.subject]
        place = (leased.desk, leased.conversation)
        if place in places:
            facts.add(f"{leased.kind} posted again")
        if leased.kind == "card":
            self._card_arrived(leased, parcel, triage, {desk for desk, _ in places})
        if leased.kind == "page" and self._paged() - {place}:
            facts.add("page moved on")
        places.add(place)

    def _card_arrived(self, leased: Leased, parcel: Parcel, triage: str, desks: set[str]) -> None:
        facts = self.facts[leased.desk]
        if leased.subject in self._handed_in:
            facts.add("item of another program's post")
        if leased.conversation != triage:
            facts.add("card in a field's own channel")
        if any(isinstance(part, Mention) and part.ping for part in parts_of(parcel.message)):
            facts.add("somebody mentioned")
        for other in desks - {leased.desk}:
            self.facts[other].add("card on both desks")
            facts.add("card on both desks")

    def _paged(self) -> set[tuple[str, str]]:
        return {place for (kind, _), places in self._posted.items() if kind == "page" for place in places}


def _way(words: Said) -> str:
    if words.place is None:
        return "words in a direct message"
    return "words after a mention" if words.place.message else "words after a slash command"


def parts_of(value: object) -> Iterable[object]:
    """A message, and everything in it."""
    yield value
    if isinstance(value, str):
        return
    inner = value if isinstance(value, tuple) else vars(value).values() if hasattr(value, "__dict__") else ()
    for each in inner:
        yield from parts_of(each)
