"""What stands after `swap`, `take`, `cover` and `oncall`: whose shift, in which layer, when, and what in return."""

from dataclasses import dataclass, replace

from handlers.absence_words import named
from routing.handbook import Handbook
from routing.reasons import Reason
from routing.rota import layers
from routing.spoken_dates import begins_length
from routing.spoken_words import says_when, words_of

IN_RETURN = frozenset({"for", "mot", "mod", "imod", "för", "against"})
""" "swap @bo friday for tuesday": what follows is a shift of theirs."""

WITH = frozenset({"with", "med", "to", "til", "till", "from", "fra", "från", "for", "av", "af"})
"""Words before a person that say nothing more."""

_FILLING = frozenset({
    "shift", "shifts", "vakt", "vakta", "vakten", "vagt", "vagten", "pass", "passet", "jour", "turn", "my", "mine",
    "your", "min", "mi", "mitt", "din", "ditt", "please",
})  # fmt: skip
"""Words that say nothing more: "swap my friday shift with @bo"."""

_PUNCTUATION = ",;:"


@dataclass(frozen=True)
class Asked:
    """`person` and `layer` are ids, "" for none named; `when` are the words that are left, `back` those in return."""

    person: str = ""
    layer: str = ""
    when: str = ""
    back: str = ""


def asked(handbook: Handbook, desk: str, text: str) -> Asked | Reason:
    """Takes the words apart. A Reason says whom it does not know, and how people are named."""
    found = Asked()
    known = {name.casefold(): one.id for one in layers(handbook) for name in (one.name, one.id) if name}
    when: list[str] = []
    words = text.split()
    while words:
        word = words.pop(0)
        bare = word.casefold().strip(_PUNCTUATION)
        if not found.person and bare in WITH | IN_RETURN and words and _is_somebody(handbook, desk, words[0]):
            continue
        if when and bare in IN_RETURN and words and not begins_length(words_of(" ".join(words))):
            back = " ".join(each for each in words if each.casefold() not in _FILLING)
            return replace(found, when=" ".join(when), back=back)
        if not found.layer and bare in known:
            found = replace(found, layer=known[bare])
        elif not found.person and (word.startswith("@") or _is_somebody(handbook, desk, word)):
            person = named(handbook, desk, word)
            if not person:
                return Reason("person_not_named", {"words": word[:60]})
            found = replace(found, person=person)
        elif bare not in _FILLING or (when and _is_count(when[-1])):  # "30 min" is a length
            when.append(word)
    return replace(found, when=" ".join(when))


def _is_count(word: str) -> bool:
    return begins_length((*words_of(word)[:1], "min"))


def _is_somebody(handbook: Handbook, desk: str, word: str) -> bool:
    return word.startswith("@") or (not says_when(word) and bool(named(handbook, desk, word)))
