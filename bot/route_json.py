"""An explanation, and a table of posts, for programs. Moments are ISO 8601 in UTC, people and domains ids."""

from collections.abc import Iterable, Sequence

from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.explanation import Explanation
from routing.item import Item, Repeat
from routing.moments import stamp
from routing.reasons import Reason
from routing.trial import Right, Tally, Trial

Json = dict[str, object]


def explanation(speaker: Speaker, found: Explanation, notes: Sequence[str]) -> Json:
    """All of it; each reason with its code, its values, and its sentence."""

    def said(reason: Reason) -> Json:
        return {**reason.as_json(), "text": plain(sentence(speaker, reason))}

    def all_said(reasons: Iterable[Reason]) -> list[Json]:
        return [said(reason) for reason in reasons]

    waking = found.waking
    return {
        **_decision(found.item),
        "now": stamp(found.now),
        "certainty": found.certainty,
        "language_because": said(found.language),
        "kind_because": said(found.kind),
        "because": all_said(found.match),
        "rules": [
            {
                "rule": one.rule, "outcome": one.outcome, "domain": one.domain or None, "held": all_said(one.held),
                "failed": all_said(one.failed),
            }
            for one in found.tried
        ],
        "deadline_because": said(found.item.deadline.because),
        "came_unstaffed": found.item.deadline.came_unstaffed,
        "came_late": found.item.deadline.came_late,
        "clock": found.item.deadline.clock.value,
        "considered": [
            {"person": one.person, "part": one.part.value, "verdict": said(one.verdict)}
            for one in found.chosen.considered
        ],
        "chosen_because": all_said(found.chosen.reasons),
        "covered": found.covered,
        "there": said(found.there),
        "alarm": found.alarm,
        "on_call": said(found.on_call) if found.on_call else None,
        "waking": {
            "person": waking.person or None, "at": stamp(waking.at) if waking.at else None, "then": list(waking.then),
            "because": said(waking.because),
        },
        "ladder": [
            {
                "rung": one.id, "at": stamp(one.at), "when": one.when, "whom": list(one.whom),
                "people": list(one.people), "channel": one.channel, "thread": one.thread, "how": one.how.value,
                "repeat": _repeat(one.repeat), "notes": all_said(one.notes),
            }
            for one in found.ladder
        ],
        "handbook": found.item.handbook,
        "notes": list(notes),
    }  # fmt: skip


def trials(tried: Sequence[Trial], items: Sequence[Item], figures: Tally, notes: Sequence[str]) -> Json:
    """A file of posts: each decision, and the figures."""
    posts = [
        {
            "line": trial.line, "id": trial.name, **_decision(item), "expected_domain": trial.domain or None,
            "expected_urgency": trial.urgency.value if trial.urgency else None,
        }
        for trial, item in zip(tried, items, strict=True)
    ]  # fmt: skip
    return {
        "posts": posts,
        "domains": dict(figures.domains),
        "rules": [{"rule": rule, "posts": count} for rule, count in figures.rules],
        "experts": [{"person": person, "posts": count} for person, count in figures.experts],
        "by_default": figures.by_default,
        "domain_labels": _right(figures.domain_labels),
        "urgency_labels": _right(figures.urgency_labels),
        "handbook": items[0].handbook if items else None,
        "notes": list(notes),
    }


def _decision(item: Item) -> Json:
    return {
        "source": item.post.source, "language": item.language, "kind": item.kind.value, "domain": item.domain,
        "rule": item.rule, "urgency": item.urgency.value, "situation": item.situation, "tags": list(item.tags),
        "expert": item.expert, "due_at": stamp(item.deadline.due_at),
    }  # fmt: skip


def _right(right: Right) -> Json:
    pairs = [{"label": label, "decision": found, "posts": count} for label, found, count in right.pairs]
    return {"labelled": right.labelled, "right": right.right, "pairs": pairs}


def _repeat(repeat: Repeat | None) -> Json | None:
    return None if repeat is None else {"every_seconds": int(repeat.every.total_seconds()), "times": repeat.times}
