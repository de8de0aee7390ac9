"""What stands after `away` and `back`: who, when, who stands in. People are named by mention or id, never by name."""

from dataclasses import dataclass

from routing.handbook import Handbook
from routing.reasons import Reason
from routing.spoken_times import unclear
from routing.spoken_words import says_when

LIST = frozenset({"list", "who", "liste", "lista", "oversikt", "översikt", "hvem", "vem"})
"""`away list`: who is away."""

DEPUTY = frozenset({
    "deputy", "stand-in", "stedfortreder", "stedfortredar", "vikar", "vara", "varamann", "ställföreträdare",
    "ersättare", "vikarie", "stedfortræder", "afløser",
})  # fmt: skip

_SKIPPED = frozenset({"is", "er", "är", "=", ":"})
_PUNCTUATION = ",;:"


@dataclass(frozen=True)
class Asked:
    """`person` and `deputy` are handbook ids, "" for nobody named; `when` are the words that are left."""

    person: str
    deputy: str
    when: str


def asked(handbook: Handbook, desk: str, text: str) -> Asked | Reason:
    """Takes the words apart; a Reason says whom it does not know, and how people are named."""
    words, person, deputy = text.split(), "", ""
    when: list[str] = []
    while words:
        word = words.pop(0)
        if word.casefold().strip(_PUNCTUATION) in DEPUTY:
            while words and words[0].casefold() in _SKIPPED:
                words.pop(0)
            if not words:
                return Reason("deputy_missing")
            name = words.pop(0)
            deputy = named(handbook, desk, name)
            if not deputy:
                return Reason("person_not_named", {"words": name[:60]})
        elif not person and not when and (word.startswith("@") or not says_when(word)):
            person = named(handbook, desk, word)
            if not person:
                return Reason("person_not_named", {"words": word[:60]}) if word.startswith("@") else unclear(word)
        else:
            when.append(word)
    return Asked(person, deputy, " ".join(when))


def named(handbook: Handbook, desk: str, word: str) -> str:
    """The id of the person whom a mention ("@U0BO") or an id ("bo", "@bo") means; "" for nobody."""
    name = word.strip(_PUNCTUATION).removeprefix("@")
    known = handbook.person_by(desk, name) if word.startswith("@") else None
    known = known or handbook.person(name) or handbook.person(name.casefold())
    return known.id if known is not None else ""
