"""Every sentence of ours, found in the code by Babel's own extractor, and the catalogues' files."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from handlers.words.catalogue import CATALOGUES

ROOT = Path(__file__).parents[3]

KEYWORDS: dict[str, Any] = {
    "line": None,
    "text": None,
    "translatable": None,
    "counted": (1, 2),
    "translated_counted": (2, 3),
}
"""What says or marks a sentence, and which arguments the sentences are (the first one unless given)."""

FOLDERS = ("handlers", "bot/desks/slack", "bot/desks/teams")

_HEADER = """\
# `make words` keeps this file; docs/translating.md says how to translate.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
"""Without dates and tools' names: the same words give the same file."""


@cache
def extracted(root: Path = ROOT) -> Catalog:
    """All sentences, each with the files that say it."""
    found = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for file, _, message, _, _ in extract_from_dir(root / folder, [("**.py", "python")], keywords=KEYWORDS):
            found.add(message, locations=[(f"{folder}/{file}", None)])
    return found


def files() -> list[Path]:
    return sorted(CATALOGUES.glob("*.po"))


def read(file: Path) -> Catalog:
    """The catalogue, with what is unused in `obsolete`."""
    return read_po(BytesIO(file.read_bytes()), locale=file.stem, abort_invalid=True)


def said(message: Message) -> tuple[str, ...]:
    """A sentence's translations: one, or one for each kind of number."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def is_left(message: Message) -> bool:
    """Whether it is still to be translated, or looked at once more."""
    return message.fuzzy or not all(said(message))


def updated(catalogue: Catalog, template: Catalog) -> str:
    """The file's text once it holds what the code says: a sentence that was reworded is marked as fuzzy."""
    catalogue.update(template, update_creation_date=False)
    for message in catalogue:
        message.locations = sorted({(file, 0) for file, _ in message.locations})
    written = BytesIO()
    write_po(written, catalogue, width=116, omit_header=True, sort_output=True, ignore_obsolete=True,
             include_lineno=False)  # fmt: skip
    header = _HEADER.format(language=catalogue.locale_identifier, plurals=catalogue.plural_forms)
    return header + written.getvalue().decode("utf-8")
