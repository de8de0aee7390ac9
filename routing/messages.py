"""Neutral outbound messages: small documents that every desk can draw.

The words are already found (in the reader's language); a desk only lays them out, escapes them as its platform needs,
and turns people and moments into its own mentions and dates. Nothing here knows Slack or Teams.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Mention:
    """A person by handbook id. `ping` makes the platform notify them; otherwise only the name is shown."""

    person: str
    name: str
    ping: bool = False


@dataclass(frozen=True)
class Moment:
    """A point in time, shown in each reader's own zone where the desk can. `fallback` is the company's wall time.

    `doubled`: the wall has it twice, when the clocks are put back. `fallback` says which, and is what a desk shows:
    its own way of writing moments does not say it.
    """

    at: datetime
    fallback: str
    doubled: bool = False


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Link:
    """A link of ours (never built from customers' words other than the post's own address)."""

    text: str
    url: str


Span = str | Mention | Moment | Strong | Link
Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a message."""

    text: str


@dataclass(frozen=True)
class Lines:
    """One paragraph a line."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Quote:
    """A customer's own words: never parsed, never links, never pings.

    `language` is that of the message around them: a desk that has no room for all of them says so in it.
    """

    text: str
    language: str = "en"


@dataclass(frozen=True)
class Facts:
    """Label and value pairs in two columns."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Aside:
    """Small print."""

    line: Line


class Tone(StrEnum):
    """What the colour behind a state says; the words beside it say the same."""

    QUIET = "quiet"
    FRESH = "fresh"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Status:
    """How something stands, at a glance: a line that begins with a coloured sign and a word."""

    tone: Tone
    line: Line


@dataclass(frozen=True)
class Picture:
    """A picture at a public https address, which the desk's own servers fetch. `words` stand for it.

    A message is whole without its pictures: a desk that cannot show one leaves it out.
    """

    url: str
    words: str


@dataclass(frozen=True)
class Rule:
    """A thin line between parts."""


@dataclass(frozen=True)
class Confirm:
    """What is asked before a click counts."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True)
class Button:
    """`action` and `subject` come back with the click; `style` is "", "primary" or "danger"."""

    action: str
    subject: str
    label: str
    style: str = ""
    confirm: Confirm | None = None


@dataclass(frozen=True)
class Choice:
    """One entry of a menu or a field: what comes back, and what people read."""

    value: str
    label: str


@dataclass(frozen=True)
class Menu:
    """A select whose choice comes back as a click with `value`.

    `sends` stands on the button by which the choice is sent, where a desk needs one; "" is the label once more.
    """

    action: str
    subject: str
    label: str
    choices: tuple[Choice, ...]
    sends: str = ""


@dataclass(frozen=True)
class More:
    """Buttons that are needed now and then, folded away behind one: to choose an entry is to press that button.

    None of them asks first, and none has a style.
    """

    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Actions:
    """Buttons and menus in a row."""

    elements: tuple[Button | Menu | More, ...]


Block = Heading | Status | Lines | Quote | Picture | Facts | Aside | Rule | Actions


@dataclass(frozen=True)
class Message:
    """One message. `summary` is what a notification shows; it holds no mention that pings."""

    blocks: tuple[Block, ...]
    summary: str


@dataclass(frozen=True)
class TextField:
    """`required` fields are refused empty by the desk and by the handler alike; `missing` is what is said then."""

    name: str
    label: str
    multiline: bool = False
    required: bool = True
    hint: str = ""
    initial: str = ""
    longest: int = 3000
    missing: str = ""


@dataclass(frozen=True)
class ChoiceField:
    """`missing`: what is said when nothing was chosen where something must be."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    required: bool = True
    initial: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Keep:
    """What is typed in a form is kept while it is not sent: the fields come back under the name `form`, with the form's
    subject. `label` is on the button for it where a desk does not notice by itself what is typed."""

    form: str
    label: str


@dataclass(frozen=True)
class Form:
    """What a person fills in (Slack: a modal, Teams: inputs in a card). `form` and `subject` come back with it.

    A menu or a button among its blocks brings what stands in the fields along with the click.
    """

    form: str
    subject: str
    title: str
    submit: str
    close: str
    blocks: tuple[Block | TextField | ChoiceField, ...]
    keep: Keep | None = None
