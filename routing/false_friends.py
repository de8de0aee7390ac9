"""What looks like a word within a longer one, and is not: found among the commonest words of each language.

All is written folded (see `routing.folding`): ä is æ, ö is ø.
"""

from collections.abc import Mapping


def _table(lines: str) -> Mapping[str, tuple[str, ...]]:
    rows = (line.partition(":") for line in lines.strip().split("\n"))
    return {word: tuple(others.split()) for word, _, others in rows}


NOT_BEFORE = _table("""
bank: ett rott rutt
bil: d
brød: er re ra
hund: re ra
kake: rla
konto: r
kort: eks
mobil: is it iz
nett: opp
passe: re
pris: on
regn: ing
strøm: pe
vare: ta nd l t
""")
"""The word is not the one before these letters: "pris" is not in "prisoner"."""

NOT_AFTER = _table("""
barn: ab bb
brød: af av ud ut
gift: av af ut ud
kaffe: vs ns fs ms es
kage: læ pac wrec lea bus loc lin
katt: s
kort: es
kunde: se
nett: an ben bar bur jea kabi cabi
order: m rec kk akk tf pf df
ordre: tf pf df m
pris: enter m
rente: konkur pa fo ba
skade: æl min øn gran fi vi fu di her for før gra før fors
stilling: ut ud inn ind fore like lige frem fram om opp u for
vare: s ha be hå ed
""")
"""Nor after these: "kunde" is not in "sekunder"."""

_OFTEN_AT_THE_END = """
break cake call charge else fri het hed land late lig ling løs mann ment ning rate ring send setning sing sjon skap tion
wait
"""
ALONE = frozenset(_OFTEN_AT_THE_END.split())
"""Words that end so many others that they are looked for at the beginning of words only."""
