"""The item: one customer post that needs a decision, and the words for its life."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from routing.reasons import Reason
from routing.request import Request, RequestKind


class State(StrEnum):
    """What has become of an item: see OPEN_STATES."""

    NEW = "new"
    CLAIMED = "claimed"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    HALF_ANSWERED = "half_answered"
    PAUSED = "paused"
    LOCKED = "locked"
    ANSWERED = "answered"
    DECLINED = "declined"
    NOT_AN_ITEM = "not_an_item"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether it still has to be dealt with, and so has a clock."""
        return self in OPEN_STATES


OPEN_STATES = frozenset(
    {State.NEW, State.CLAIMED, State.WAITING_FOR_APPROVAL, State.HALF_ANSWERED, State.PAUSED, State.LOCKED}
)
CLOSED_STATES = frozenset(State) - OPEN_STATES

GIVEN_BACK = frozenset({State.CLAIMED, State.WAITING_FOR_APPROVAL})
"""States that end when the owner leaves the item: what was written for approval was theirs to give."""

REQUEST_STATES: Mapping[RequestKind, frozenset[State]] = {
    RequestKind.APPROVAL: frozenset({State.WAITING_FOR_APPROVAL}),
    RequestKind.CONFLICT: frozenset({State.LOCKED}),
    RequestKind.HANDOVER: frozenset({State.CLAIMED, State.HALF_ANSWERED}),
    RequestKind.PUBLICATION: frozenset({State.CLAIMED, State.HALF_ANSWERED}),
}
"""In which states an item has a request of each kind."""


class Kind(StrEnum):
    QUESTION = "question"
    CRITIQUE = "critique"
    PRAISE = "praise"
    OTHER = "other"


class Urgency(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Author:
    """The customer, as far as the source tells. `reach` is a count of followers."""

    name: str = ""
    handle: str = ""
    reach: int | None = None


@dataclass(frozen=True)
class Post:
    """What a customer wrote, before anything is decided. Text is already clean (see `routing.text`)."""

    source: str
    external_id: str
    text: str
    posted_at: datetime
    url: str = ""
    author: Author = Author()
    language: str = ""
    kind: Kind | None = None
    in_reply_to: str = ""
    attachments: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Place:
    """Where a message stands on a desk: conversation and message in the desk's own words (Slack: channel, ts)."""

    desk: str
    conversation: str
    message: str = ""


class Clock(StrEnum):
    """Which hours a target counts: all of them, or those in which somebody should be there."""

    AROUND = "around"
    OFFICE = "office"


@dataclass(frozen=True)
class Deadline:
    """When the item must be answered, and how that came about.

    `target` counts hours of `clock`. `came_late`: it was past its target when it arrived; it wakes nobody for that.
    """

    due_at: datetime
    starts_at: datetime
    target: timedelta
    because: Reason
    came_unstaffed: bool = False
    came_late: bool = False
    clock: Clock = Clock.AROUND


class PageStatus(StrEnum):
    """How far the paging about one item has come."""

    SOUNDING = "sounding"
    ACKNOWLEDGED = "acknowledged"
    WAITING = "waiting"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True)
class Paging:
    """Who was last paged about the item. `asked` holds every person paged in this round, in order."""

    person: str
    asked: tuple[str, ...]
    status: PageStatus
    paged_at: datetime
    until: datetime | None


class How(StrEnum):
    """How a rung speaks: the card changes, a line in the card's thread, or a direct message."""

    CARD = "card"
    THREAD = "thread"
    MESSAGE = "message"


@dataclass(frozen=True)
class Repeat:
    """A rung that says the same again: every so long, so many times more."""

    every: timedelta
    times: int


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder, frozen on the item when it opens.

    `share` is the part of the target that has passed (0.75), or `offset` the time before (negative) or after
    the deadline: exactly one is given. `when` is "unclaimed", "claimed" or "open". `whom` holds audiences:
    "expert", "experts" (the domain's others at work), "owner", "lead", "on_call", "managers", "channel" (where the card
    stands). `moment` is when it is due where that is not plain arithmetic: office hours, a post that came late.
    """

    id: str
    when: str
    whom: tuple[str, ...]
    share: float | None = None
    offset: timedelta | None = None
    how: How = How.MESSAGE
    repeat: Repeat | None = None
    moment: datetime | None = None

    def at(self, deadline: Deadline) -> datetime:
        """When it is due (UTC), by this deadline. A `moment` that was worked out on the office clock goes before."""
        if self.moment is not None:
            return self.moment
        if self.share is not None:
            return deadline.starts_at + deadline.target * self.share
        assert self.offset is not None
        return deadline.due_at + self.offset


@dataclass(frozen=True)
class Owed:
    """A rung that fell into a person's time off: they are to hear it at `at`, when they are back, if it still fits."""

    person: str
    rung: str
    at: datetime


@dataclass(frozen=True)
class Climb:
    """How far the item has come on its ladder: rungs done (or passed over), the paging, if any, whom rungs have named
    on the card, and what is still owed to people who were off work: to each the highest rung alone."""

    done: tuple[str, ...] = ()
    paging: Paging | None = None
    named: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()


@dataclass(frozen=True)
class Pause:
    """The item's clock stands still from `at`, until `until` at the latest. `reason` is a code of the pause reasons."""

    at: datetime
    until: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class Closing:
    """How an item ended. `link` is the public answer, `text` what was pasted where a link cannot be given."""

    at: datetime
    by: str
    reason: str = ""
    link: str = ""
    text: str = ""


@dataclass(frozen=True)
class Item:
    """One item, whole, as storage keeps it. `version` grows by one with every change.

    `rule` is the id of the rule that decided the domain, None for the default one; `handbook` the digest of the
    handbook that decided. `marks`: "language" is "probable" where the words left it in doubt. `round` counts the
    clocks: 1 until the first answer, one more with each question that the customer asks after an answer. `request` is
    whose word it waits for, if any; `merged_into` the item whose answer is this one's too.
    """

    number: int
    post: Post
    received_at: datetime
    state: State
    version: int
    domain: str
    urgency: Urgency
    kind: Kind
    language: str
    expert: str | None
    owner: str | None
    claimed_at: datetime | None
    deadline: Deadline
    ladder: tuple[Rung, ...]
    climb: Climb
    next_due_at: datetime | None
    reasons: tuple[Reason, ...]
    handbook: str
    origin: Place | None = None
    closing: Closing | None = None
    held_until: datetime | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    rule: str | None = None
    situation: str = ""
    tags: tuple[str, ...] = ()
    round: int = 1
    pause: Pause | None = None
    request: Request | None = None
    merged_into: int | None = None

    @property
    def keeps_request(self) -> bool:
        """Whether the item is still as its request found it: anything else that became of it ends the request."""
        if self.request is None:
            return True
        states = REQUEST_STATES[self.request.kind]
        handed = self.request.kind is RequestKind.HANDOVER
        return self.state in states and (not handed or self.owner == self.request.by)

    @property
    def is_being_published(self) -> bool:
        """Whether an answer to it is on its way to its source, and everybody else has to wait."""
        return self.request is not None and self.request.kind is RequestKind.PUBLICATION

    def is_late(self, now: datetime) -> bool:
        """True for an open item past its deadline. While it is paused its clock stands still."""
        moment = min(now, self.pause.at) if self.pause is not None else now
        return self.state.is_open and moment > self.deadline.due_at
