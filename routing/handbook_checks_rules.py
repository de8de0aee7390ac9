"""Cross checks about posts: rules, targets, ladders, playbook, channels."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from routing.answer_places import HOLDING, PREPARED, wrong_places
from routing.handbook_problems import Place, Problem, Source, Table, word, words
from routing.handbook_shape import DESKS


def _ids(source: Source, section: str) -> set[str]:
    return {word(row.get("id")) for row in source.rows(section)} - {""}


def _no(source: Source, place: Place, section: str, name: str, field: str = "") -> Iterator[Problem]:
    """A problem when `name` is no [[section]] of the handbook; "" is none."""
    if name and name not in _ids(source, section):
        mend = f'add a [[{section}]] with id = "{name}" or name another one'
        yield place.problem(f'{field or section} "{name}" is no [[{section}]]; {mend}')


def _rules(source: Source) -> Iterator[Problem]:
    domains, situations = _ids(source, "domain"), _ids(source, "situation")
    for position, rule in enumerate(source.rows("rule")):
        domain, situation = word(rule.get("domain")), word(rule.get("situation"))
        if domain and domain not in domains:
            yield from _no(source, source.place("rule", position), "domain", domain)
        if situation and situation not in situations:
            yield from _no(source, source.place("rule", position), "situation", situation)


def _answers(source: Source) -> Iterator[Problem]:
    for position, answer in enumerate(source.rows("answer")):
        place = source.place("answer", position)
        yield from _no(source, place, "situation", word(answer.get("situation")))
        for name in words(answer.get("domains")):
            yield from _no(source, place, "domain", name)
        kind, places = ("holding", HOLDING) if answer.get("holding") is True else ("prepared", PREPARED)
        for name in wrong_places(word(answer.get("text")), places):
            known = ", ".join(f"{{{one}}}" for one in places)
            yield place.problem(f'text: "{{{name}}}" is no place of a {kind} answer; they are {known}')


def _advice(source: Source) -> Iterator[Problem]:
    for position, advice in enumerate(source.rows("advice")):
        for name in words(advice.get("domains")):
            yield from _no(source, source.place("advice", position), "domain", name)


def _folded(value: object) -> list[str]:
    return [entry.strip().lower() for entry in words(value)]


_CONDITIONS = ("domains", "sources", "urgency", "kind")


def _ladders(source: Source) -> Iterator[Problem]:
    before: list[tuple[str, list[set[str]]]] = []
    for position, ladder in enumerate(source.rows("ladder")):
        place = source.place("ladder", position)
        for name in words(ladder.get("domains")):
            yield from _no(source, place, "domain", name)
        conditions = [set(_folded(ladder.get(field))) for field in _CONDITIONS]
        taken = next((name for name, earlier in before if _covers(earlier, conditions)), None)
        if taken is not None:
            yield place.problem(
                f'is never reached: "{taken}" stands before it and fits all the same items; put this one before that '
                "one, or give that one domains, sources, urgency or kind"
            )
        before.append((word(ladder.get("id")), conditions))
        yield from _rungs(source, position, ladder)


def _covers(earlier: list[set[str]], later: list[set[str]]) -> bool:
    return all(not one or (two and two <= one) for one, two in zip(earlier, later, strict=True))


def _rungs(source: Source, position: int, ladder: Table) -> Iterator[Problem]:
    rungs = ladder.get("rung")
    seen: set[str] = set()
    for number, rung in enumerate(rungs if isinstance(rungs, list) else []):
        name = word(rung.get("id")) if isinstance(rung, dict) else ""
        if name and name in seen:
            yield source.rung(position, number).problem(f'id "{name}" stands twice in this ladder; give one another id')
        seen.add(name)
        if isinstance(rung, dict) and "on_call" in words(rung.get("whom")) and not source.table("rota"):
            mend = "add a [rota], or take on_call out of whom"
            yield source.rung(position, number).problem(f"nobody is ever on call without a [rota]; {mend}")


def _channels(source: Source) -> Iterator[Problem]:
    for desk in DESKS:
        table, place = source.table("desks", desk), source.place(f"desks.{desk}")
        channels = _intake(table)
        for channel, count in Counter(filter(None, channels)).items():
            if count > 1:
                yield place.problem(f'intake channel "{channel}" stands twice; take one out')
            if channel == word(table.get("managers")):
                why = "escalations would land among customers' posts; name another channel for one of them"
                yield place.problem(f'channel "{channel}" is both intake and managers; {why}')
        domains = table.get("domains")
        for name in domains if isinstance(domains, dict) else ():
            if name not in _ids(source, "domain"):
                mend = f'add a [[domain]] with id = "{name}" or take the channel out'
                yield place.problem(f'domains: "{name}" is no [[domain]]; {mend}')


def _names_for_ids(source: Source) -> Iterator[Problem]:
    """Slack's names change and its calls take none: ids are wanted."""
    table = source.table("desks", "slack")
    domains = table.get("domains")
    own = [word(channel) for channel in domains.values()] if isinstance(domains, dict) else []
    for channel in (
        *_intake(table),
        word(table.get("triage")),
        word(table.get("managers")),
        word(table.get("team")),
        *own,
    ):
        if channel.startswith("#"):
            mend = "open the channel's details in Slack and copy its id, such as C0123456789"
            sentence = f'"{channel}" is a channel\'s name, not its id; {mend}'
            yield source.place("desks.slack").problem(sentence)


def _intake(desk: Table) -> list[str]:
    intake = desk.get("intake")
    entries = intake if isinstance(intake, list) else []
    return [word(entry.get("channel")) if isinstance(entry, dict) else word(entry) for entry in entries]


CHECKS = (_rules, _answers, _advice, _ladders, _channels, _names_for_ids)

SOURCES = ("facebook", "instagram", "x", "blog", "forum", "review", "youtube", "linkedin", "tiktok", "other")
"""The sources that links tell, and those that people name most. A company may have others of its own."""

_CLOSE = 0.7


def warnings(source: Source) -> Iterator[Problem]:
    """Sources that are probably misspelled: no intake channel names them, and a known one is written nearly so."""
    own = {name for desk in DESKS for name in _intake_sources(source.table("desks", desk))}
    for section, field in (("rule", "source"), ("target", "sources"), ("ladder", "sources"), ("advice", "sources")):
        for position, row in enumerate(source.rows(section)):
            for name in _folded(row.get(field)):
                near = [] if name in own or name in SOURCES else get_close_matches(name, SOURCES, 1, _CLOSE)
                if near:
                    sentence = f'{field} "{name}" is no source that I know; did you mean "{near[0]}"?'
                    yield source.place(section, position).problem(sentence)


def _intake_sources(desk: Table) -> list[str]:
    intake = desk.get("intake")
    return _folded(
        [entry.get("source") for entry in intake if isinstance(entry, dict)] if isinstance(intake, list) else []
    )
