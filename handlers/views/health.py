"""What is wrong with the delegation, and how often rules were corrected, on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from routing.handbook import Handbook
from routing.health_findings import OF_THE_ROTA, Finding, Severity
from routing.messages import Actions, Aside, Block, Button, Heading, Line, Lines, Message, Strong
from routing.reasons import Reason
from storage.corrections import RuleCount

MOST = 6
"""Lines of one part; how many more there are is said."""

MOST_RULES = 15

MOST_REASONS = 4
"""People of whom a gap says why they are not there."""

TITLES: Mapping[str, str] = {
    "delegation": translatable("Who answers"),
    "rota": translatable("Who is on call"),
    "handbook": translatable("People and rules of the handbook"),
    "corrections": translatable("Corrections of the last week"),
    "quiet": translatable("Your quiet times"),
}
"""What the sections of the scheduled message are called."""

SIGNS = {Severity.PROBLEM: "🔴", Severity.WARNING: "🟠", Severity.NOTE: "⚪"}


@dataclass(frozen=True)
class Entry:
    """One thing that is told: its sign, the rule's title where it is about a rule, the sentence, and why."""

    sign: str
    title: str
    reason: Reason
    details: tuple[Reason, ...] = ()


def entry(handbook: Handbook, finding: Finding) -> Entry:
    rule = handbook.rule(finding.rule)
    # Sentences that name the rule themselves need no title.
    title = rule.title if rule is not None and not {"rule", "rules"}.intersection(finding.reason.values) else ""
    if finding.reason.code == "rule_is_shadowed" and rule is not None:
        title = rule.title
    return Entry(SIGNS[finding.severity], title, finding.reason, finding.details)


def line(speaker: Speaker, told: Entry) -> Line:
    """ "🟠 Delivery: nobody … Dee Eik is away until …" """
    spoken: list[Line] = [sentence(speaker, told.reason)]
    spoken += [sentence(speaker, reason) for reason in told.details[:MOST_REASONS]]
    beginning: Line = (f"{told.sign} ",) if told.sign else ()
    if told.title:
        beginning = (*beginning, Strong(told.title), ": ")
    for number, one in enumerate(spoken):
        beginning = (*beginning, *([" "] if number else []), *one)
    return beginning


def lines(speaker: Speaker, entries: Sequence[Entry], more: int = 0, most: int = MOST) -> tuple[Line, ...]:
    """At most so many, and how many more there are."""
    left = more + max(0, len(entries) - most)
    shown = [line(speaker, one) for one in entries[:most]]
    if left:
        shown.append((speaker.counted("… and {n} more.", "… and {n} more.", left),))
    return tuple(shown)


def health(speaker: Speaker, handbook: Handbook, findings: Sequence[Finding], quieter: Sequence[str] = ()) -> Message:
    """Everything that is found, part by part. `quieter`: sections of the scheduled message that the reader has less
    often than usual, and can have as usual again."""
    heading = speaker.text("How healthy the delegation is")
    blocks: list[Block] = [Heading(heading)]
    parts = {
        translatable("Fields"): [one for one in findings if one.domain and not one.rule],
        translatable("Who is on call"): [one for one in findings if one.kind in OF_THE_ROTA],
        translatable("People"): [one for one in findings if one.person and not one.domain],
        translatable("Rules"): [one for one in findings if one.rule],
    }
    for name, found in parts.items():
        if found:
            shown = lines(speaker, [entry(handbook, one) for one in found])
            blocks.append(Lines(((Strong(speaker.text(name)),), *shown)))
    if not findings:
        healthy = speaker.line(
            "🟢 Nothing is wrong: two can answer for every field, and in the coming fortnight somebody always is there."
        )
        blocks.append(Lines((healthy,)))
    everything = speaker.line("Hour by hour, for administrators: {command}", command=Strong("svarvakt health --grid"))
    blocks.append(Aside(everything))
    again = [
        Button("more_digest", f"digest:{name}", speaker.text("Tell me again: {name}", name=speaker.text(TITLES[name])))
        for name in quieter
    ]
    if again:
        blocks.append(Actions(tuple(again)))
    summary = speaker.counted("{n} thing to look at", "{n} things to look at", len(findings)) if findings else heading
    return Message(tuple(blocks), summary)


def rules(
    speaker: Speaker, handbook: Handbook, counts: Sequence[RuleCount], days: int, domains: frozenset[str] | None = None
) -> Message:
    """How often each rule was corrected, and which were never used. `domains`: only rules that lead to these."""
    known = {rule.id: rule for rule in handbook.rules if domains is None or rule.domain in domains}
    shown = [one for one in counts if (one.rule in known if one.rule else domains is None)]
    heading = speaker.counted("Rules in the last {n} day", "Rules in the last {n} days", days)
    found: list[Line] = []
    for one in shown[:MOST_RULES]:
        title = known[one.rule].title if one.rule else speaker.text("no rule")
        found.append((Strong(title), ": ", *_count(speaker, one)))
    if len(shown) > MOST_RULES:
        left = len(shown) - MOST_RULES
        found.append((speaker.counted("… and {n} more.", "… and {n} more.", left),))
    used = {one.rule for one in counts}
    unused = [rule.title for rule in known.values() if rule.domain and rule.id not in used]
    if unused:
        more = [f"+{len(unused) - MOST_RULES}"] if len(unused) > MOST_RULES else []
        found.append(speaker.line("Never used: {rules}.", rules=", ".join([*unused[:MOST_RULES], *more])))
    if not found:
        found.append(speaker.line("There are no rules."))
    return Message((Heading(heading), Lines(tuple(found))), heading)


def _count(speaker: Speaker, count: RuleCount) -> Line:
    """What is nothing is left out: most rules are never corrected, and a list is read for those that are."""
    parts = [speaker.text("{n} decided", n=count.decided)]
    if count.moved:
        share = speaker.percent(count.moved / count.decided) if count.decided else "–"
        parts.append(speaker.text("{n} moved ({share})", n=count.moved, share=share))
    if count.kinds:
        parts.append(speaker.text("{n} with another kind", n=count.kinds))
    if count.languages:
        parts.append(speaker.text("{n} with another language", n=count.languages))
    return (" · ".join(parts),)
