"""What a reply shows to whoever asked, by a name that says what was asked."""

from collections.abc import Iterator

from handlers.commands import COMMANDS, name_of
from handlers.intents import Click, Filled, Handed, Intent, Noticed, Said
from handlers.replies import Done, GiveFile, OpenForm, Refused, Reply, ShowHome
from tests.gallery.documents import Document


def shown_by(intent: Intent, reply: Reply) -> Iterator[tuple[str, Document]]:
    """The message or form of a reply, if there is one."""
    match reply:
        case OpenForm(form=form):
            yield f"form: {form.form}", form
        case Refused(message=message):
            yield f"refused: {_asked(intent)}", message
        case GiveFile(message=message):
            yield f"file: {_asked(intent)}", message
        case ShowHome(home=home):
            yield "home", home
        case Done(whisper=whisper) if whisper is not None:
            yield f"told: {_asked(intent)}", whisper


def _asked(intent: Intent) -> str:
    match intent:
        case Click(action=action):
            return f"click {action}"
        case Filled(form=form):
            return f"form {form}"
        case Said():
            name = name_of(intent)
            return f"command {name}" if name.removesuffix("?") in (*COMMANDS, "thanks") else "words of no command"
        case Handed():
            return "a file"
        case Noticed():
            return "a post"
    return type(intent).__name__
