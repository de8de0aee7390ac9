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
from handlers.access import Action, Denial, check_member
from handlers.handbook_check import ReadFile
from handlers.intents import Said
from handlers.prospect import Prospect
from handlers.refusing import refused
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.words import translatable
from routing.messages import Lines, Message, Strong


def help_(scene: Scene, said: Said) -> Reply:
    """What can be said."""
    return Done(_help(scene, said, None))


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
    **dict.fromkeys(("ta", "tak", "tar", "tag", "overta", "överta", "overtag"), "take"),
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

_NUMBER = re.compile(r"#?[0-9]+")

SECOND: Mapping[str, str] = {
    **dict.fromkeys(("historikk", "historik", "historie"), "history"),
    **dict.fromkeys(("angre", "ångra", "fortryd"), "undo"),
}
"""Second words of commands in the other languages."""

EXPLANATIONS: Mapping[str, str] = {
    "home": translatable("your own page: what is yours, what waits for you, the team's queue, your absence"),
    "mine": translatable("what you have to answer, and what waits for you, by deadline"),
    "queue": translatable("what is open: “queue delivery late”, “queue unclaimed”, “queue facebook”, “queue @bo”"),
    "find": translatable("items by the customer's words, name, link or number, also closed ones: “find parcel”"),
    "show": translatable("one item with its whole history: “show 12”"),
    "status": translatable("how we stand: what is open, at risk and late, and who is on call"),
    "new": translatable("hands in what a customer wrote and no channel brought: opens a form"),
    "away": translatable(
        "you are away: “away until friday deputy @bo”; for somebody else “away @cy …”; who is away: “away list”"
    ),
    "back": translatable("you are back"),
    "oncall": translatable("who is on call: now, “oncall week”, “oncall mine”, “oncall @bo”"),
    "swap": translatable("asks somebody to take your shift: “swap @bo friday”, “swap @bo friday for tuesday”"),
    "take": translatable("you are on call instead, at once: “take 2 hours”, “take until 20:00”, “take friday”"),
    "cover": translatable("somebody else is on call, set by those who lead: “cover @bo friday”"),
    "route": translatable("where a customer's words would go, and why: “route Where is my parcel? source: facebook”"),
    "handbook": translatable("the handbook as a file, for its owners: change it and send it back to me"),
    "handbook history": translatable("which handbooks were in force, since when and by whom"),
    "handbook undo": translatable("brings back the handbook from before"),
    "reload": translatable("puts the handbook's file on the server in force"),
    "health": translatable("how healthy the delegation is: hours without anybody, fields that hang on one person"),
    "rules": translatable("how often each rule decided and was corrected in the last 90 days: “rules 30”"),
    "calendar": translatable("your shifts, and the team's, in your own calendar: a secret address for each"),
    "help": translatable("this list"),
}


def name_of(words: Said) -> str:
    """The command that is meant, by its own name ("handbook undo"); other words as they are, "help" for none."""
    first, second = [*_asked(words).casefold().split(maxsplit=2), "", ""][:2]
    if _NUMBER.fullmatch(first.strip("?.!")):
        return "show"
    name = ALIASES.get(first, first) or "help"
    both = f"{name} {SECOND.get(second, second)}"
    return both if both in COMMANDS else name


def _asked(words: Said) -> str:
    """The words from the command on, where a question leads to one: "what is mine?"; else all of them."""
    all_words = words.text.split()
    plain = [word.strip("?!.,:").casefold() for word in all_words]
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
    return Refused(_help(scene, words, name))


def _help(scene: Scene, said: Said, wrong: str | None) -> Message:
    speaker = scene.speaker_of(said.actor)
    begins = "/svar " if can(said.actor.desk, "slash_command") else ""
    lines = [(Strong(begins + name), f" — {speaker.text(explanation)}") for name, explanation in EXPLANATIONS.items()]
    if wrong is None:
        return Message((Lines(tuple(lines)),), speaker.text("What you can say to me"))
    near = get_close_matches(wrong, [*COMMANDS, *ALIASES], n=1, cutoff=0.6)
    known = speaker.line("I do not know “{wrong}”.", wrong=wrong[:40])
    meant = speaker.line(" Did you mean {near}?", near=Strong(begins + near[0])) if near else ()
    return Message((Lines(((*known, *meant), *lines)),), speaker.text("I do not know that command"))
