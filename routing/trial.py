"""Many posts tried out with one handbook: where each would go, how many go where, and how often that is right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from routing.choose import Chosen, choose
from routing.handbook import Handbook
from routing.item import Deadline, Item, Post, Urgency
from routing.language import Model
from routing.match import rulebook_of
from routing.opening import opened
from routing.sorting import sort
from routing.what_if import PastPost

Key = TypeVar("Key")

MOST_BY_DEFAULT = 0.3
"""A larger share of posts that no rule sends anywhere is worth a warning."""


@dataclass(frozen=True)
class Trial:
    """A post to try, which arrives when it is written. `line` and `name` say which it is, as people know it.

    `domain` (id, "" for none) and `urgency` are what somebody has said that is right.
    """

    line: int
    name: str
    post: Post
    domain: str = ""
    urgency: Urgency | None = None


@dataclass(frozen=True)
class Right:
    """Of so many labelled posts so many were right. `pairs` are (label, decision, how often), the most first."""

    labelled: int
    right: int
    pairs: tuple[tuple[str, str, int], ...]

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where nothing was labelled."""
        return self.right / self.labelled if self.labelled else 0.0


@dataclass(frozen=True)
class Tally:
    """How many posts go where: by domain, rule (None: no rule fits) and expert (None: nobody), the most first."""

    posts: int
    domains: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str | None, int], ...]
    experts: tuple[tuple[str | None, int], ...]
    by_default: int
    domain_labels: Right
    urgency_labels: Right

    @property
    def too_many_by_default(self) -> bool:
        """Whether so many posts fit no rule that somebody should look at the rules."""
        return self.by_default > self.posts * MOST_BY_DEFAULT


def try_out(
    handbook: Handbook,
    posts: Iterable[Post],
    loads: Mapping[str, int],
    last_named: Mapping[str, datetime],
    weights: Mapping[Urgency, int],
    model: Model | None = None,
) -> Iterator[Item]:
    """The item that each post would become, as if they came one after the other and nobody answered meanwhile.

    Each comes at its own `posted_at`. `weights`: what an open item adds to its expert's load.
    """
    carried, named = dict(loads), dict(last_named)
    for post in posts:
        now = post.posted_at

        def name(domain: str, deadline: Deadline, language: str, now: datetime = now) -> Chosen:
            return choose(handbook, domain, carried, named, now, deadline, language)

        item = opened(handbook, sort(handbook, post, model), now, name).item
        if item.expert is not None:
            carried[item.expert] = carried.get(item.expert, 0) + weights[item.urgency]
            named[item.expert] = now
        yield item


def tally(trials: Sequence[Trial], items: Sequence[Item]) -> Tally:
    """The figures of posts and what became of them, in the same order."""
    pairs = list(zip(trials, items, strict=True))
    return Tally(
        posts=len(items),
        domains=_most(item.domain for item in items),
        rules=_most(item.rule for item in items),
        experts=_most(item.expert for item in items),
        by_default=sum(item.rule is None for item in items),
        domain_labels=_right((trial.domain, item.domain) for trial, item in pairs if trial.domain),
        urgency_labels=_right((trial.urgency, item.urgency) for trial, item in pairs if trial.urgency),
    )


def as_past(handbook: Handbook, trials: Iterable[Trial], model: Model | None = None) -> Iterator[PastPost]:
    """The posts with the language and the kind that they are found to have; numbered by their lines."""
    for trial in trials:
        found = sort(handbook, trial.post, model)
        yield PastPost(trial.line, trial.post, found.language, found.kind)


def never_held(handbook: Handbook, posts: Iterable[PastPost]) -> tuple[str, ...]:
    """Ids of the rules that hold for none of these posts, in the handbook's order."""
    rulebook = rulebook_of(handbook)
    held = {rule.id for past in posts for rule in rulebook.that_hold(past.post, past.kind, past.language)}
    return tuple(rule.id for rule in handbook.rules if rule.id not in held)


def _most(things: Iterable[Key]) -> tuple[tuple[Key, int], ...]:
    return tuple(Counter(things).most_common())


def _right(pairs: Iterable[tuple[str, str]]) -> Right:
    counted = Counter((str(label), str(found)) for label, found in pairs)
    right = sum(count for (label, found), count in counted.items() if label == found)
    most = tuple((label, found, count) for (label, found), count in counted.most_common())
    return Right(sum(counted.values()), right, most)
