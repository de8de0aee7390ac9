"""The catalogues hold exactly what the code says, whole and unbroken, in every language of the house."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from handlers.commands import COMMANDS
from handlers.quiet import DESKS
from handlers.views.help import EXPLANATIONS
from handlers.words import vocabulary
from handlers.words.catalogue import STANDS_IN
from handlers.words.sentences import SENTENCES
from routing.handbook import Language
from tests.handlers.words.extraction import FOLDERS, KEYWORDS, ROOT, extracted, files, read, updated
from tests.handlers.words.faults import MEND, faults

SAYS = {"line": 1, "text": 1, "translatable": 1, "counted": 2, "translated_counted": 3}
"""How many arguments, the sentences among them, are looked at."""


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_a_catalogue_is_in_order(file: Path) -> None:
    assert "\n".join(faults(file.stem, read(file), extracted())) == ""


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_make_words_has_nothing_to_change(file: Path) -> None:
    assert updated(read(file), extracted()) == file.read_text("utf-8"), f"{file.name}: {MEND}"


def test_every_language_of_the_handbook_has_a_catalogue() -> None:
    spoken = {STANDS_IN.get(language, language) for language in get_args(Language)} - {"en"}
    assert {file.stem for file in files()} == spoken


def test_the_extractor_finds_every_sentence_that_the_syntax_shows() -> None:
    found = {each for message in extracted() for each in ([message.id] if isinstance(message.id, str) else message.id)}
    assert set(in_the_syntax()) == found - {""}


def test_a_sentence_is_marked_where_it_is_chosen() -> None:
    """A literal within a condition or a sum is nothing that an extractor can find."""
    assert [f"{file}:{node.lineno}" for file, node in hidden()] == []


def test_no_sentence_stands_in_the_code_unmarked() -> None:
    """Two English words side by side are a sentence, unless they document, go to a log or say what is broken."""
    assert [
        f"{file}: {words}"
        for file, words in unmarked()
        if file not in NOT_FOR_CHAT and words not in {*COMMANDS, *DESKS.values()}
    ] == []


NOT_FOR_CHAT = {
    "handlers/abilities.py": "reasons of platforms, for documents and tests",
    "handlers/books.py": "by whom and why the first handbook was put in force, in the database",
    **dict.fromkeys(
        (f"handlers/{part}.py" for part in ("command_names", "plain_orders", "plain_sentences", "plain_words")),
        "what people say to the bot",
    ),
    "handlers/deliver.py": "what became of a row of the outbox, for administrators: technical words",
    "handlers/dispatch.py": "what is wrong with a handbook, which is said in English alone",
    **dict.fromkeys(
        (
            f"handlers/drawing_{part}.py"
            for part in ("approvals", "conflicts", "items", "news", "notes", "pages", "rota")
        ),
        "why a row of the outbox was not sent, in the database",
    ),
    "handlers/drawn.py": "why a row of the outbox was not sent, in the database",
    "handlers/together.py": "why a row of the outbox was not sent, in the database",
    "handlers/handbook_check.py": "what is wrong with a handbook, which is said in English alone",
    "handlers/handbook_drafts.py": "why a handbook was put in force, in the database",
    "bot/desks/slack/noticed.py": "what Slack's subtypes mean",
    "bot/desks/slack/quiet.py": "what stands in the log instead of a library's words",
    "bot/desks/teams/package.py": "the app's package has the languages of its own files",
}


def test_every_table_is_marked() -> None:
    words = [table for name, table in vars(vocabulary).items() if name.isupper()]
    assert len(words) > 5
    tables = [SENTENCES, EXPLANATIONS, *words]
    template = extracted()
    assert [word for table in tables for word in table.values() if word not in template] == []


def arguments() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in KEYWORDS:
                    yield f"{folder}/{path.name}", node, node.args[: SAYS[name]]


def in_the_syntax() -> Iterator[str]:
    for _, _, values in arguments():
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def hidden() -> Iterator[tuple[str, ast.Call]]:
    return ((file, call) for file, call, values in arguments() if any(map(hides, values)))


def hides(value: ast.expr) -> bool:
    """Whether literals stand in an expression that makes one sentence of several."""
    inner = any(isinstance(each, ast.Constant) for each in ast.iter_child_nodes(value))
    return isinstance(value, ast.JoinedStr) or (inner and isinstance(value, ast.IfExp | ast.BinOp | ast.BoolOp))


def unmarked() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for words in sentences(ast.parse(path.read_text("utf-8"))):
                yield f"{path.relative_to(ROOT)}", words


def sentences(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                continue
            case ast.Call(func=func) if getattr(func, "attr", getattr(func, "id", "")) in {*KEYWORDS, *LOGS}:
                continue
            case ast.Dict(values=values):
                # Keys are for the code.
                yield from sentences(ast.List(values))
                continue
            case ast.Constant(value=str() as value) if re.search("[A-Za-z]{2,} [A-Za-z]{2,}", value):
                yield value
        yield from sentences(child)


LOGS = {"debug", "info", "warning", "error", "StorageBusy"}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('label = "Take this"', ["Take this"]),
        ('labels = {"take it": "Take this"}', ["Take this"]),
        ('Button("claim", subject, "Take this")', ["Take this"]),
        ('Button("claim", subject, speaker.text("Take this"))', []),
        ('"""Take this."""', []),
        ('LOG.error("Take this %s", it)', []),
        ('raise ValueError("no such thing")', []),
        ('state = "half_answered"', []),
    ],
)
def test_what_counts_as_a_sentence(code: str, found: list[str]) -> None:
    assert list(sentences(ast.parse(code))) == found


@pytest.mark.parametrize(
    ("code", "hidden"),
    [
        ('"Take this"', False),
        ("sentence", False),
        ('translatable("a") if late else translatable("b")', False),
        ('"a" if late else "b"', True),
        ('f"{n} items"', True),
        ('"a" + name', True),
        ('name or "a"', True),
    ],
)
def test_what_hides_a_sentence(code: str, hidden: bool) -> None:
    assert hides(ast.parse(code, mode="eval").body) is hidden


WANTED = """
msgid "Answer by {due}."
msgstr ""

msgid " late"
msgstr ""

msgid "{n} item"
msgid_plural "{n} items"
msgstr[0] ""
msgstr[1] ""
"""

GOOD = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Answer by {due}."
msgstr "Svar innen {due}."

msgid " late"
msgstr " sent"

msgid "{n} item"
msgid_plural "{n} items"
msgstr[0] "{n} sak"
msgstr[1] "{n} saker"
"""


def catalogue(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()), locale="nb")


def test_a_good_catalogue_has_no_faults() -> None:
    assert faults("nb", catalogue(GOOD), catalogue(WANTED)) == []


@pytest.mark.parametrize(
    ("what", "instead", "told"),
    [
        ('msgid " late"\nmsgstr " sent"\n', "", "' late' is missing: run `make words`"),
        ('msgid " late"', 'msgid "old"\nmsgstr "gammel"\n\nmsgid " late"', "'old' is not used: run `make words`"),
        ('msgid " late"', '#~ msgid "gone"\n#~ msgstr "borte"\n\nmsgid " late"', "'gone' is not used"),
        ('msgid " late"', '#, fuzzy\nmsgid " late"', "is fuzzy"),
        ('" sent"', '""', "is empty"),
        ('" sent"', '" late"', "is in English"),
        ('" sent"', '"sent"', "blanks"),
        ('" sent"', '" sent "', "blanks"),
        ('" sent"', '" sent!"', "ends with '!', and the English with 'no mark'"),
        ('" sent"', '" Sent"', "letter of another size"),
        ("innen {due}.", "innen {due}", "ends with 'no mark', and the English with '.'"),
        ("innen {due}.", "innen.", "has the places [], and English has ['due']"),
        ("innen {due}.", "innen {frist}.", "has the places ['frist']"),
        ("innen {due}.", "innen {due} {due}.", "has the places ['due', 'due']"),
        ("innen {due}.", "innen {due!r}.", "has the places ['due!r']"),
        ("innen {due}.", "innen {due.", "has broken braces"),
        ('msgstr[1] "{n} saker"\n', "", "is empty"),
        ('msgstr[1] "{n} saker"\n', 'msgstr[1] ""\n', "is empty"),
        ('msgstr[1] "{n} saker"\n', 'msgstr[1] "saker"\n', "has the places []"),
        ("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n != 1)", "is empty"),
    ],
)
def test_each_fault_is_found(what: str, instead: str, told: str) -> None:
    assert what in GOOD
    (found,) = [
        fault for fault in faults("nb", catalogue(GOOD.replace(what, instead, 1)), catalogue(WANTED)) if told in fault
    ]
    assert found.startswith("nb: ")


def test_make_words_keeps_what_was_said_and_marks_what_was_reworded() -> None:
    once = updated(catalogue(GOOD), catalogue(WANTED.replace("Answer by", "Answer before")))
    again = catalogue(once)
    assert again.get(" late").string == " sent"
    reworded = again.get("Answer before {due}.")
    assert (reworded.string, reworded.fuzzy) == ("Svar innen {due}.", True)
    assert again.get("Answer by {due}.") is None
    assert updated(again, catalogue(WANTED.replace("Answer by", "Answer before"))) == once
