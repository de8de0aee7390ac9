"""Words said to the bot: `/svar status`, `@Svarvakt help`, or the same in a direct message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from handlers import (
    absences,
    calendars,
    covers,
    find,
    handbook_file,
    handbook_show,
    handbook_undo,
    health,
    home,
    mine,
    new_item,
    queue,
    route,
    show_item,
    status,
    swaps,
    who_is_on_call,
)
from handlers.abilities import can
from handlers.access import (
    Action,
    Denial,
    Permit,
    check_delegation,
    check_handbook,
    check_known,
    check_member,
    check_rota,
)
from handlers.handbook_check import ReadFile
from handlers.intents import Actor, Click, Said
from handlers.plain_words import is_about, is_thanks, meant, nearly_meant
from handlers.prospect import Prospect
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import UnknownSubject
from handlers.views import help as view
from handlers.views import private
from handlers.views.parts import one_line
from routing.messages import Line, Message


def help_(scene: Scene, said: Said) -> Reply:
    """What can be said."""
    return Done(_help(scene, said))


COMMANDS: Mapping[str, Callable[[Scene, Said], Reply]] = {
    "home": home.said,
    "mine": mine.mine,
    "queue": queue.queue,
    "find": find.find,
    "show": show_item.show,
    "status": status.status,
    "new": new_item.open_form,
    "away": absences.away,
    "back": absences.back,
    "oncall": who_is_on_call.oncall,
    "swap": swaps.swap,
    "take": covers.take,
    "cover": covers.cover,
    "route": route.route,
    "handbook": handbook_show.show,
    "handbook history": handbook_show.history,
    "handbook undo": handbook_undo.undo,
    "reload": handbook_file.reload,
    "health": health.health,
    "rules": health.rules,
    "calendar": calendars.calendar,
    "help": help_,
}

WRITING = frozenset({"away", "back", "swap", "take", "cover", "handbook undo", "reload", "calendar"})
"""Commands that change something: they run in the writer, and a repeat of one gets the first one's result."""

LOOKS: Mapping[str, Callable[[Scene, Said, ReadFile], Prospect | None]] = {
    "handbook undo": handbook_undo.look,
    "reload": handbook_file.look_at_file,
}
"""What is looked at before the transaction, by command: see `handlers.prospect`."""

ALIASES: Mapping[str, str] = {
    **dict.fromkeys(("ny", "nytt", "nyt"), "new"),
    **dict.fromkeys(("hjem", "hem", "heim", "hjemme", "hemma", "start"), "home"),
    **dict.fromkeys(("my", "mitt", "mina", "min", "mit", "mi"), "mine"),
    **dict.fromkeys(("kø", "kö", "køen", "køa", "kön"), "queue"),
    **dict.fromkeys(("finn", "søk", "sök", "søg", "hitta", "search"), "find"),
    **dict.fromkeys(("vis", "visa"), "show"),
    **dict.fromkeys(("borte", "bortreist", "vekk", "fraværende", "borta", "bortrest", "frånvarande", "væk"), "away"),
    **dict.fromkeys(("tilbake", "tillbaka", "åter", "tilbage", "attende"), "back"),
    **dict.fromkeys(("on-call", "rota", "vakt", "vakta", "vagt", "jour", "beredskap"), "oncall"),
    **dict.fromkeys(("bytt", "bytte", "byt", "byta", "byte", "vaktbytte"), "swap"),
    **dict.fromkeys(("ta", "tar", "tag", "overta", "överta", "overtag"), "take"),
    **dict.fromkeys(("dekk", "dekke", "täck", "täcka", "dæk", "dække"), "cover"),
    **dict.fromkeys(("rute", "rutt", "prøv", "pröva", "try"), "route"),
    **dict.fromkeys(("håndbok", "handbok", "håndbog"), "handbook"),
    **dict.fromkeys(("helse", "hälsa", "sundhed"), "health"),
    **dict.fromkeys(("regler", "reglar"), "rules"),
    **dict.fromkeys(("kalender",), "calendar"),
    **dict.fromkeys(("hjelp", "hjälp", "hjælp"), "help"),
}
"""The same commands in the other languages."""

PLAIN = frozenset({"home", "mine", "queue", "find", "show", "status", "oncall"})
"""What only reads, and may stand behind a question's first words: "what is mine?"."""

_ASKING = frozenset({
    "what", "what's", "whats", "which", "who", "is", "are", "the", "please", "can", "you", "me", "hva", "hvem",
    "hvilke", "hvilken", "er", "har", "has", "vad", "vem", "vilka", "är", "hvad", "kan", "du", "den", "de", "det",
})  # fmt: skip
"""Words that lead to a command: they say nothing more."""

_SMALL = _ASKING | frozenset({
    "i", "i'm", "im", "it", "my", "no", "yes", "ok", "not", "how", "when", "where", "why", "many", "new", "we", "jeg",
    "eg", "jag", "ja", "nei", "nej", "ikke", "inte", "vi", "hvor", "hvordan", "når", "hur", "var", "när", "hvornår",
    "hvorfor", "varför", "kven", "kva", "finns", "finnes", "mange", "många", "sak", "sag", "tack", "takk", "tak",
    "noen", "någon",
})  # fmt: skip
"""Words of any sentence: they are no misspelt command."""

_ALIKE = 0.7
"""How alike a misspelt command is (of 1)."""

_NAMED = frozenset({"queue", "find", "show", "status", "oncall", "away", "swap", "handbook", "calendar", "help"})
"""Commands that a sentence may name somewhere; the names of the others are words of many sentences."""

_TAKES_ALL = frozenset({"find", "route", "away"})
"""What stands behind these is taken as it is written."""

_ENDS = "?!."
_LONGEST = 40

_NOTHING = "thanks"
"""The name of words by which nothing is asked."""

_NUMBER = re.compile(r"#?[0-9]+")

SECOND: Mapping[str, str] = {
    **dict.fromkeys(("historikk", "historik", "historie"), "history"),
    **dict.fromkeys(("angre", "ångra", "fortryd"), "undo"),
}
"""Second words of commands in the other languages."""


def name_of(words: Said) -> str:
    """The command that is meant, by its own name ("handbook undo"); other words as they are, "help" for none.

    A question changes nothing: what would, has a question mark behind its name then, and is no command.
    """
    first, second = [*_asked(words).casefold().split(maxsplit=2), "", ""][:2]
    if _NUMBER.fullmatch(first.strip("?.!")):
        return "show"
    first = first.rstrip(_ENDS)
    name = ALIASES.get(first, first) or "help"
    both = f"{name} {SECOND.get(second.rstrip(_ENDS), second)}"
    found = both if both in COMMANDS else name
    if is_thanks(words.text):
        return _NOTHING
    asks = found in WRITING and "?" in words.text and meant(words.text) is None
    return f"{found}?" if asks else found


def _asked(words: Said) -> str:
    """The words from the command on, where a sentence means one or leads to one: "what is mine?"; else all of them."""
    all_words = words.text.split()
    plain = [word.strip("?!.,:").casefold() for word in all_words]
    said_so = bool(plain) and ALIASES.get(plain[0], plain[0]) in _TAKES_ALL and not is_about(words.text)
    if not said_so and (sentence := meant(words.text)) is not None:
        return sentence
    leads = next((place for place, word in enumerate(plain) if word not in _ASKING), len(plain))
    first = plain[leads] if leads < len(plain) else ""
    if ALIASES.get(first, first) not in PLAIN or first == all_words[0].casefold():
        return words.text
    return " ".join((first, *all_words[leads + 1 :]))


def said(scene: Scene, words: Said) -> Reply:
    """Runs the command; a wrong one is answered with the nearest right one."""
    permit = check_member(words.actor, Action.SEE)
    if isinstance(permit, Denial):
        return refused(scene, words.actor, permit.reason)
    name = name_of(words)
    command = COMMANDS.get(name)
    if command is not None:
        return command(scene, replace(words, text=_asked(words)))
    speaker = scene.speaker_of(words.actor)
    if name.removesuffix("?") in WRITING:
        question = speaker.line("A question changes nothing. Say it without the question mark, and I do it.")
        return Refused(_instead(scene, words.actor, question, name.removesuffix("?"), asks=False))
    if name == _NOTHING:
        return Done(private.of_lines(speaker.line("You are welcome.")))
    near, by_name = nearest(words.text)
    wrong = name if by_name else one_line(words.text, _LONGEST)
    unknown = speaker.line("I do not know “{wrong}”.", wrong=wrong[:_LONGEST])
    return Refused(_instead(scene, words.actor, unknown, near, asks=True))


def say(scene: Scene, click: Click) -> Reply:
    """The button below a wrong command: what was meant, where that only reads."""
    name = click.subject.removeprefix("say:")
    if name not in view.RUNS_ALONE:
        raise UnknownSubject(click.subject)
    return said(scene, Said(click.key, click.actor, name, click.place))


def nearest(text: str) -> tuple[str | None, bool]:
    """The command whose name comes nearest to the first word, else what the sentence begins like, else one that it
    names; and whether it was by the first word."""
    words = [word.strip(_ENDS + ",:").casefold() for word in text.split()]
    first = words[0] if words else ""
    near = get_close_matches(first, [*COMMANDS, *ALIASES], n=1, cutoff=_ALIKE) if first not in _SMALL else []
    named = [word for word in words if ALIASES.get(word, word) in _NAMED]
    begun = nearly_meant(text)
    return next((ALIASES.get(word, word) for word in (*near, *([begun] if begun else ()), *named)), None), bool(near)


def _begins(actor: Actor) -> str:
    return "/svar " if can(actor.desk, "slash_command") else ""


def _help(scene: Scene, said: Said) -> Message:
    return view.everything(scene.speaker_of(said.actor), _begins(said.actor), _may(scene, said.actor))


def _instead(scene: Scene, actor: Actor, said: Line, nearest: str | None, *, asks: bool) -> Message:
    return view.instead(scene.speaker_of(actor), _begins(actor), _may(scene, actor), said, nearest, asks=asks)


def _may(scene: Scene, actor: Actor) -> Callable[[str], bool]:
    """Whether a command is of any use to somebody: what they would only be refused is not in their list."""
    checks: Mapping[str, Callable[[], Permit | Denial]] = {
        "cover": lambda: check_rota(scene.handbook, actor),
        **dict.fromkeys(
            ("handbook", "handbook history"), lambda: check_handbook(scene.handbook, actor, Action.SEE_HANDBOOK)
        ),
        "handbook undo": lambda: check_handbook(scene.handbook, actor),
        "reload": lambda: check_handbook(scene.handbook, actor, Action.RELOAD_HANDBOOK),
        **dict.fromkeys(("health", "rules"), lambda: check_delegation(scene.handbook, actor)),
        **dict.fromkeys(("home", "mine", "away", "back", "swap", "take"), lambda: check_known(scene.handbook, actor)),
    }
    return lambda name: name not in checks or isinstance(checks[name](), Permit)
