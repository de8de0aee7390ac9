"""What each command is called in the reader's own language: one of the words by which it may be called."""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "home": "hjem", "mine": "mitt", "queue": "kø", "find": "finn", "show": "vis", "new": "ny", "away": "borte",
        "back": "tilbake", "oncall": "vakt", "swap": "bytt", "take": "ta", "cover": "dekk", "route": "prøv",
        "handbook": "håndbok", "handbook history": "håndbok historikk", "handbook undo": "håndbok angre",
        "health": "helse", "rules": "regler", "calendar": "kalender", "help": "hjelp",
    },
    "sv": {
        "home": "hem", "mine": "mina", "queue": "kö", "find": "hitta", "show": "visa", "new": "nytt", "away": "borta",
        "back": "tillbaka", "oncall": "jour", "swap": "byt", "take": "ta", "cover": "täck", "route": "pröva",
        "handbook": "handbok", "handbook history": "handbok historik", "handbook undo": "handbok ångra",
        "health": "hälsa", "rules": "regler", "calendar": "kalender", "help": "hjälp",
    },
    "da": {
        "home": "hjem", "mine": "mit", "queue": "kø", "show": "vis", "new": "nyt", "away": "væk", "back": "tilbage",
        "oncall": "vagt", "swap": "byt", "take": "tag", "cover": "dæk", "route": "prøv", "handbook": "håndbog",
        "handbook history": "håndbog historik", "handbook undo": "håndbog fortryd", "health": "sundhed",
        "rules": "regler", "calendar": "kalender", "help": "hjælp",
    },
}  # fmt: skip


def named(language: str, command: str) -> str:
    """The command's name in a language, its own where there is no other."""
    return NAMES.get("nb" if language == "nn" else language, {}).get(command, command)
