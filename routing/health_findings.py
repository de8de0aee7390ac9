"""What a look at the delegation can find: values, for everything that tells of them."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

from routing.reasons import Reason


class Severity(IntEnum):
    """The worst first. A problem: nobody will answer. A warning: it will hurt. A note: it is untidy."""

    PROBLEM = 0
    WARNING = 1
    NOTE = 2


class Kind(StrEnum):
    """What is found; the order is that in which it is told."""

    GAP = "gap"
    FEW = "few"
    SOON_FEW = "soon_few"
    APPROVAL = "approval"
    ROTA_GAP = "rota_gap"
    ROTA_VACANT = "rota_vacant"
    SWAP_OPEN = "swap_open"
    LADDER_WAKES = "ladder_wakes"
    LANGUAGE = "language"
    ABSENCE = "absence"
    STAND_IN = "stand_in"
    REACH = "reach"
    QUIET = "quiet"
    PERSON_LANGUAGE = "person_language"
    RULE_NEVER = "rule_never"
    RULE_WORDS = "rule_words"
    RULE_CORRECTED = "rule_corrected"
    RULE_UNUSED = "rule_unused"


OF_THE_ROTA = frozenset({Kind.ROTA_GAP, Kind.ROTA_VACANT, Kind.SWAP_OPEN, Kind.LADDER_WAKES, Kind.QUIET})
"""What is about the rota: every lead's, whatever they lead."""


@dataclass(frozen=True)
class Finding:
    """One thing that is found: the domain, person or rule (ids) that it is about, "" for none, and the sentence.

    `details` say why, person by person. `about` tells findings apart that are about the same.
    """

    kind: Kind
    severity: Severity
    reason: Reason
    domain: str = ""
    person: str = ""
    rule: str = ""
    details: tuple[Reason, ...] = ()
    about: str = ""

    @property
    def key(self) -> str:
        """The same as long as it is the same trouble, though time goes on."""
        return "/".join((self.kind, self.domain, self.person, self.rule, self.about))


class Counted(Protocol):
    """How many items a rule (None: no rule) has decided, and of how many the domain was set right."""

    @property
    def rule(self) -> str | None: ...

    @property
    def decided(self) -> int: ...

    @property
    def moved(self) -> int: ...


@dataclass(frozen=True)
class Uses:
    """What the rules did in the last `days`. `whole`: there were items and rules all that time."""

    counts: tuple[Counted, ...]
    days: int
    whole: bool
