"""What the asker gets back, after the commit. Only the asker sees it; it is drawn inline and tried once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.messages import Form, Message


@dataclass(frozen=True)
class Done:
    """It is done; what others see goes through the outbox. `whisper` is shown to the asker alone, if given.

    `replaces` asks the desk to put the whisper in the place of the private message that was clicked. `again` is what a
    repeat of the same delivery is told, where the whisper holds a secret: that is kept nowhere.
    """

    whisper: Message | None = None
    replaces: bool = False
    again: Message | None = None


@dataclass(frozen=True)
class Refused:
    """It was not done, and why: what is missing and who can grant it, or what happened meanwhile."""

    message: Message


@dataclass(frozen=True)
class OpenForm:
    """A form for the asker, in the place of the one that they sent, if it answers one.

    `updates`: it takes the place of the form in which it was asked for, with what its own fields begin with. `over`: it
    stands over the one that was sent, and whoever closes it has that one before them again, with what they wrote. A
    form that answers another is opened anew, where its fields cannot be taken, by the click of its own name and
    subject.
    """

    form: Form
    updates: bool = False
    over: bool = False


@dataclass(frozen=True)
class FieldErrors:
    """A form cannot be taken as it is: a sentence for each field, by `TextField.name` or `ChoiceField.name`."""

    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GiveFile:
    """A text file for the asker alone, in their direct messages, and what is said with it.

    `subject` names it ("handbook:<digest>"): a desk that must ask for consent first asks for it anew afterwards, with
    `Click(action="file", subject=…)`. "" when it cannot be given twice.
    """

    name: str
    text: str
    message: Message
    subject: str = ""


@dataclass(frozen=True)
class Stored:
    """The post is item `number`; `existed` when it was there already."""

    number: int
    existed: bool


@dataclass(frozen=True)
class Ignored:
    """Nothing to do (the bot's own message, a channel that is not read)."""


@dataclass(frozen=True)
class Busy:
    """Too much is waiting. Nothing was stored: try again."""


def is_kept(reply: "Reply") -> bool:
    """Whether the reply is remembered for a repeat of the same delivery. A form holds people's words: what a form is
    answered to can be done twice."""
    return not isinstance(reply, OpenForm)


@dataclass(frozen=True)
class ShowHome:
    """The asker's home as it is now, for them alone. `subject` names what they have chosen to see of the queue: with it
    the desk asks anew (`intents.Opened`) after whatever they do there."""

    home: Message
    subject: str


def to_keep(reply: "Reply") -> "Reply":
    """The reply as it is remembered for a repeat of the same delivery."""
    return Done(reply.again, reply.replaces) if isinstance(reply, Done) and reply.again is not None else reply


Reply = Done | Refused | OpenForm | FieldErrors | GiveFile | Stored | Ignored | Busy | ShowHome
