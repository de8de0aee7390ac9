"""What can be said to the bot, in the reader's language: grouped, and without what they may not do."""

from collections.abc import Callable, Collection, Mapping, Sequence

from handlers.command_names import named
from handlers.words import Speaker, translatable
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Message, Strong

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

GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    (translatable("Yours"), ("home", "mine", "away", "back")),
    (translatable("The team's"), ("queue", "find", "show", "status", "new")),
    (translatable("On call"), ("oncall", "swap", "take", "cover", "calendar")),
    (
        translatable("Where posts go"),
        ("route", "handbook", "handbook history", "handbook undo", "reload", "health", "rules"),
    ),
)

RUNS_ALONE = frozenset({"home", "mine", "queue", "status", "oncall", "new", "help"})
"""Commands that only read and need no further words: a button may run them."""

_FIRST = ("mine", "queue", "status", "help")
"""What is offered where nothing comes near to what was said."""


def everything(speaker: Speaker, begins: str, may: Callable[[str], bool]) -> Message:
    """`begins` stands before each command on the desk; `may` says whether the reader may use it."""
    return Message(tuple(_blocks(speaker, begins, may)), speaker.text("What you can say to me"))


def instead(
    speaker: Speaker, begins: str, may: Callable[[str], bool], said: Line, nearest: str | None, *, asks: bool = True
) -> Message:
    """What was not understood, what was perhaps meant, with a button where that only reads, and everything else."""
    if nearest is None:
        ways = tuple(_way(speaker, name) for name in _FIRST if may(name))
        blocks = (Lines((said,)), Aside(_plainly(speaker)), Actions(ways))
        return Message(blocks, speaker.text("I do not know that command"))
    name = named(speaker.language, nearest)
    meant = speaker.line(" Did you mean {near}?", near=Strong(begins + name)) if asks else ()
    explained = (Strong(begins + name), f" — {speaker.text(EXPLANATIONS[nearest])}")
    found: list[Block] = [Lines(((*said, *meant), explained))]
    if nearest in RUNS_ALONE:
        found.append(Actions((_way(speaker, nearest, "primary"),)))
    further = speaker.line("Everything else: {help}.", help=Strong(begins + named(speaker.language, "help")))
    return Message((*found, Aside(further)), speaker.text("I do not know that command"))


def _way(speaker: Speaker, name: str, style: str = "") -> Button:
    """A button that says a command."""
    own = named(speaker.language, name)
    return Button("say", f"say:{name}", own[:1].upper() + own[1:], style)


def _plainly(speaker: Speaker) -> Line:
    return speaker.line("In your own words too: “what is mine?”, “who is on call tonight?”, “I am away until friday”.")


def _blocks(speaker: Speaker, begins: str, may: Callable[[str], bool]) -> Sequence[Block]:
    groups = [(title, [name for name in names if may(name)]) for title, names in GROUPS]
    lists = [_group(speaker, begins, title, names) for title, names in groups if names]
    return (*lists, Lines((_explained(speaker, begins, "help"),)), Aside(_plainly(speaker)))


def _group(speaker: Speaker, begins: str, title: str, names: Collection[str]) -> Lines:
    return Lines(((Strong(speaker.text(title)),), *(_explained(speaker, begins, name) for name in names)))


def _explained(speaker: Speaker, begins: str, name: str) -> Line:
    return (Strong(begins + named(speaker.language, name)), f" — {speaker.text(EXPLANATIONS[name])}")
