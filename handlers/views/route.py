"""What would become of a post: in short, and step by step. The same words in chat and at the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.views.parts import excerpt
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.vocabulary import AUDIENCES, ROLES, SOURCES, URGENCIES, word
from routing.explanation import Explanation, RuleTried, RungAhead
from routing.item import How, Urgency
from routing.messages import Aside, Block, Line, Lines, Message, Rule, Strong
from routing.paging import AT_ONCE

MOST_RULES = 8
"""Rules that chat shows one by one; at the command line all are shown."""

_LONGEST_EXCERPT = 300


@dataclass(frozen=True)
class Part:
    """Some steps of an explanation under one title."""

    title: str
    lines: tuple[Line, ...]


def message(speaker: Speaker, found: Explanation, cut_at: int | None = None) -> Message:
    """For chat: in short first, then the steps. `cut_at`: how many characters were looked at, when not all were."""
    blocks: list[Block] = [
        speaker.quote(excerpt(found.item.post.text, _LONGEST_EXCERPT)),
        Lines(in_short(speaker, found)),
    ]
    if cut_at is not None:
        looked_at = speaker.counted(
            "Only the first {n} character was looked at.", "Only the first {n} characters were looked at.", cut_at
        )
        blocks.append(Aside((looked_at,)))
    for part in steps(speaker, found, MOST_RULES):
        blocks += [Rule(), Lines(((Strong(part.title),), *part.lines))]
    blocks.append(Aside(version(speaker, found)))
    return Message(tuple(blocks), speaker.text("Where this would go"))


def in_short(speaker: Speaker, found: Explanation) -> tuple[Line, ...]:
    """Where it would go, who would be named, by when, and the rule that decides."""
    item = found.item
    where = speaker.line("It would go to {domain}.", domain=Strong(speaker.domain(item.domain)))
    due = speaker.moment(item.deadline.due_at)
    if item.expert is None:
        who = speaker.line("Nobody could be named; the answer is due {due}.", due=due)
    else:
        who = speaker.line("{person} would be named, to answer by {due}.", person=speaker.person(item.expert), due=due)
    lines = [where, who, sentence(speaker, found.match[0])]
    if found.alarm:
        lines.append(speaker.line("⚠️ The channel would be told at once: nobody can take it."))
    return tuple(lines)


def version(speaker: Speaker, found: Explanation) -> Line:
    """Which handbook, and for which moment."""
    now, digest = speaker.moment(found.now), found.item.handbook[:12]
    return speaker.line("Decided by the handbook {digest}, as of {now}; nothing was stored.", digest=digest, now=now)


def steps(speaker: Speaker, found: Explanation, most_rules: int | None = None) -> tuple[Part, ...]:
    """Step by step. `most_rules`: how many rules are shown one by one."""
    return (
        Part(speaker.text("What it is"), tuple(_what(speaker, found))),
        Part(speaker.text("The rules that came near"), tuple(_rules(speaker, found, most_rules))),
        Part(speaker.text("Where it goes"), tuple(sentence(speaker, reason) for reason in found.match)),
        Part(speaker.text("By when"), tuple(_by_when(speaker, found))),
        Part(speaker.text("Who is named"), tuple(_who(speaker, found))),
        Part(speaker.text("Who is there, and who is woken"), tuple(_watch(speaker, found))),
        Part(speaker.text("What happens while nobody answers"), tuple(_rung(speaker, one) for one in found.ladder)),
    )


def _what(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    yield speaker.line("It comes from {source}.", source=word(speaker, SOURCES, found.item.post.source))
    if found.item.post.private:
        yield speaker.line("It is a private message.")
    yield sentence(speaker, found.language)
    yield sentence(speaker, found.kind)


def _rules(speaker: Speaker, found: Explanation, most: int | None) -> Iterator[Line]:
    if not found.tried:
        yield speaker.line("None: no word of any rule stands in it.")
    # Those that hold first: of many that came near, these are what one wants to see.
    ranked = sorted(found.tried, key=lambda one: one.outcome == "failed")
    shown = ranked if most is None else ranked[:most]
    for one in shown:
        yield _rule(speaker, one)
        yield from (("    ✓ ", *sentence(speaker, reason)) for reason in one.held)
        yield from (("    ✗ ", *sentence(speaker, reason)) for reason in one.failed)
    if more := len(ranked) - len(shown):
        yield (speaker.counted("… and {n} more rule.", "… and {n} more rules.", more),)


_OUTCOMES = {
    "decided": translatable("“{rule}” decides: {domain}"),
    "added": translatable("“{rule}” adds to it"),
    "overruled": translatable("“{rule}” holds too ({domain}), but one before it decides"),
    "failed": translatable("“{rule}” does not hold"),
}


def _rule(speaker: Speaker, one: RuleTried) -> Line:
    return speaker.line(_OUTCOMES[one.outcome], rule=Strong(one.title), domain=speaker.domain(one.domain))


def _by_when(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    item = found.item
    yield sentence(speaker, item.deadline.because)
    if item.urgency is not Urgency.NORMAL:
        yield speaker.line("Its urgency is {urgency}.", urgency=word(speaker, URGENCIES, item.urgency))
    yield speaker.line("Answer by {due}.", due=speaker.moment(item.deadline.due_at))


def _who(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    for one in found.chosen.considered:
        sign = "→" if one.person == found.item.expert else "·"
        yield (f"{sign} {word(speaker, ROLES, one.part)}: ", *sentence(speaker, one.verdict))
    verdicts = [one.verdict for one in found.chosen.considered]
    yield from (sentence(speaker, reason) for reason in found.chosen.reasons if reason not in verdicts)


def _watch(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    waking = found.waking
    yield sentence(speaker, found.there)
    if found.alarm:
        yield speaker.line("The channel would be told at once: nobody can take it.")
    if found.on_call is not None and found.on_call not in found.chosen.reasons:
        yield sentence(speaker, found.on_call)
    if waking.at is None:
        if not waking.because.code.startswith("page_never"):
            yield speaker.line("Nobody is woken as things stand.")
        # Where somebody is there, or is in time, that is the whole reason.
        if waking.holds_at is None or not found.covered:
            yield from _why(speaker, found)
        yield from _though_urgent(speaker, found)
        return
    yield from _though_urgent(speaker, found)
    yield from _why(speaker, found)
    person, at = speaker.person(waking.person), speaker.moment(waking.at)
    yield speaker.line("While nobody takes it, {person} is woken {at}.", person=person, at=at)
    if waking.then:
        names = speaker.listed(speaker.person(name).name for name in waking.then)
        yield speaker.line("Who does not answer is followed by {people}.", people=names)


def _though_urgent(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    """Why what is urgent wakes nobody at once, and what would change it."""
    never = found.waking.because.code.startswith("page_never")
    if found.there.code == "covered_from_next_shift" and found.item.urgency in AT_ONCE and not never:
        urgency = word(speaker, URGENCIES, found.item.urgency)
        yield speaker.line(
            "Its urgency wakes nobody at once, since they begin in time. For that, give urgency {urgency} a shorter "
            "target.",
            urgency=urgency,
        )


def _why(speaker: Speaker, found: Explanation) -> Iterator[Line]:
    """The reason of the first page, or of none. What is not yet so is said to be ahead."""
    waking = found.waking
    if waking.because == found.there:
        return
    if waking.holds_at is not None and waking.holds_at > found.now:
        yield speaker.line("If nobody has taken it by {when}:", when=speaker.moment(waking.holds_at))
    yield sentence(speaker, waking.because)


_STATES = {
    "unclaimed": translatable("{at}, if nobody has taken it: {whom}"),
    "claimed": translatable("{at}, if somebody has taken it: {whom}"),
    "open": translatable("{at}, if it is not answered: {whom}"),
}


_HOW = {How.CARD: translatable("on the card"), How.THREAD: translatable("in the card's thread")}


def _rung(speaker: Speaker, rung: RungAhead) -> Line:
    at, whom = speaker.moment(rung.at), speaker.listed(_hearers(speaker, rung))
    line = speaker.line(_STATES[rung.when], at=at, whom=whom)
    if rung.how in _HOW:
        line = (*line, " · ", speaker.text(_HOW[rung.how]))
    if rung.repeat is not None:
        every, n = speaker.duration(rung.repeat.every), rung.repeat.times
        again = speaker.counted("{n} time more, after {every}", "{n} times more, every {every}", n, every=every)
        line = (*line, " · ", again)
    return tuple(span for part in (line, *((" · ", *sentence(speaker, note)) for note in rung.notes)) for span in part)


def _hearers(speaker: Speaker, rung: RungAhead) -> list[str]:
    if rung.when == "claimed":
        return [word(speaker, AUDIENCES, audience) for audience in rung.whom]
    names = [speaker.person(person).name for person in rung.people]
    channels = [("managers", rung.channel), ("channel", rung.thread)]
    return [*names, *(word(speaker, AUDIENCES, name) for name, told in channels if told)] or [speaker.text("nobody")]
