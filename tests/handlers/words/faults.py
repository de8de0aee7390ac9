"""What can be wrong with a catalogue. Each fault names the sentence and what to do about it."""

from collections.abc import Iterator
from string import Formatter

from babel.messages import Catalog, Message

from tests.handlers.words.extraction import said

MEND = "run `make words`, then translate what it leaves empty or fuzzy"

SAME = frozenset({
    "Facebook", "Forum", "Instagram", "LinkedIn", "TikTok", "X", "YouTube", "normal", "status", "{n} d", "{n} min",
    "{n} s",
})  # fmt: skip
"""Names and words that are the same in the other languages."""

SAME_IN = {
    "da": frozenset({"Blog", "Links", "Version", "administrator"}),
    "nb": frozenset({"administrator"}),
    "sv": frozenset({"Version", "expert", "{asked}: {what}."}),
}

_ENDS = ".?!:…,;)"


def faults(language: str, catalogue: Catalog, template: Catalog) -> list[str]:
    """Everything that is wrong, in words; nothing for a catalogue that is in order."""
    wanted, there = {_key(message) for message in template}, {_key(message) for message in catalogue}
    found = [f"{language}: {sentence!r} is missing: {MEND}" for sentence in sorted(wanted - there)]
    obsolete = {_key(message) for message in catalogue.obsolete.values()}
    found += [f"{language}: {sentence!r} is not used: {MEND}" for sentence in sorted((there - wanted) | obsolete)]
    for message in catalogue:
        if message.id:
            found += [f"{language}: {_key(message)!r} {wrong}" for wrong in _broken(language, message, catalogue)]
    return found


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else " / ".join(message.id)


def _broken(language: str, message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "is fuzzy: look whether the words still say it, then take the mark away"
    sentences = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    forms = said(message)
    if isinstance(message.id, (tuple, list)) and len(forms) != catalogue.num_plurals:
        yield f"has {len(forms)} forms and needs {catalogue.num_plurals}, one for each kind of number"
    for number, form in enumerate(forms):
        if not form:
            yield "is empty: translate it"
        else:
            # The language's last form says "many", as English's does; a form between is held against that, too.
            sentence = sentences[0] if number == 0 else sentences[-1]
            yield from _differs(sentence, form, same=SAME | SAME_IN.get(language, frozenset()))


def _differs(sentence: str, form: str, same: frozenset[str]) -> Iterator[str]:
    if form == sentence and sentence not in same:
        yield "is in English: translate it, or add it to SAME where the word is the same"
    try:
        places = _places(form)
    except ValueError:
        yield f"has broken braces in {form!r}"
        return
    if places != _places(sentence):
        yield f"has the places {places}, and English has {_places(sentence)}"
    if _blanks(form) != _blanks(sentence):
        yield "begins or ends with other blanks than the English"
    if _end(form) != _end(sentence):
        yield f"ends with {_end(form) or 'no mark'!r}, and the English with {_end(sentence) or 'no mark'!r}"
    if {_is_small(form), _is_small(sentence)} == {True, False}:
        yield "begins with a letter of another size: small ones follow other words"


def _places(sentence: str) -> list[str]:
    parts = Formatter().parse(sentence)
    return sorted(f"{name}{'!' + how if how else ''}{':' + shape if shape else ''}" for _, name, shape, how in parts
                  if name is not None)  # fmt: skip


def _blanks(sentence: str) -> tuple[str, str]:
    return sentence[: len(sentence) - len(sentence.lstrip())], sentence[len(sentence.rstrip()) :]


def _end(sentence: str) -> str:
    last = sentence.rstrip()[-1:]
    return last if last in _ENDS else ""


def _is_small(sentence: str) -> bool | None:
    """None where something else than a letter stands first."""
    first = sentence.lstrip()[:1]
    return first.islower() if first.isalpha() else None
