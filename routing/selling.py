"""Whether an answer reads like advertising, and what in it does: who asks for help wants to be sold nothing."""

import re
from collections.abc import Iterable, Iterator

from routing.folding import fold, visible

_CODES = """
rabattkode, rabattkoden, rabattkod, rabattkoden, rabatkode, rabatkoden, kampanjekode, kampanjkod, kampagnekode,
kupongkode, kupongkod, kuponkode, discount code, promo code, coupon code, voucher code
"""
_URGING = """
kjøp nå, kjøp i dag, bestill nå, handle nå, skynd deg, løp og kjøp, ikke gå glipp av, gå ikke glipp av, kjøp no,
bestill no, ikkje gå glipp av, så lenge lageret rekker, så langt lageret rekker, köp nu, köp i dag, köp idag,
beställ nu, handla nu, skynda dig, missa inte, så långt lagret räcker, køb nu, køb i dag, bestil nu, skynd dig,
gå ikke glip af, så længe lager haves, buy now, buy today, shop now, don't miss, do not miss, today only,
while stocks last, limited time, limited offer, act now
"""
_OFFERS = """
supertilbud, kjempetilbud, spesialtilbud, lanseringstilbud, knalltilbud, superpris, kampanjepris, supererbjudande,
specialerbjudande, jätteerbjudande, kanonpris, kampanjpris, specialtilbud, kæmpetilbud, knaldpris, kampagnepris,
special offer, great offer, great deal, best price, unbeatable price, prøv vår nye, prøv våre nye, prøv vårt nye,
sjekk ut vår nye, sjekk ut våre nye, testa vår nya, testa våra nya, prova vår nya, kolla in vår nya, prøv vores nye,
tjek vores nye, try our new, check out our new, discover our new
"""


def _phrases(*written: str) -> re.Pattern[str]:
    found = {fold(phrase.strip()) for text in written for phrase in text.replace("\n", " ").split(",")} - {""}
    longest_first = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_SAID = _phrases(_CODES, _URGING, _OFFERS)
_LESS = re.compile(
    r"\d{1,3} ?(?:%|prosent|procent|percent) ?(?:rabatt?|off|avslag)(?!\w)"
    r"|(?<!\w)spar (?:opptil |optil |upp till |op til )?\d+ ?%"
)
_MONEY = "kr|kroner|kronor|nok|sek|dkk|eur|euro|usd"
_PRICE = re.compile(
    rf"(?<!\w)(?:{_MONEY})\.? ?\d[\d .]{{0,12}}|[€£$] ?\d[\d.,]{{0,12}}"
    rf"|(?<!\d)\d[\d .]{{0,12}}(?:,\d\d)?(?: ?(?:{_MONEY})(?!\w)| ?[€£]|,-)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_LOUD = re.compile(r"!{3,}")

MOST_EXCLAMATIONS = 4
"""So many exclamation marks an answer may have."""


def selling_in(text: str) -> tuple[str, ...]:
    """What in the answer reads like advertising, as it is written there, each once; nothing where it does not.

    A price beside a link does, since it leads to a till; a price alone, or a link, answers a question.
    """
    written = visible(text)
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), written)
    folded = fold(plain)
    spans = [found.span() for pattern in (_SAID, _LESS) for found in pattern.finditer(folded)]
    prices = [found.span() for found in _PRICE.finditer(folded)]
    if prices and _ADDRESS.search(written):
        spans.append(prices[0])
    if plain.count("!") > MOST_EXCLAMATIONS or _LOUD.search(plain):
        loud = _LOUD.search(plain)
        spans += [loud.span()] if loud else [_first("!", plain)]
    return tuple(_each(plain, sorted(spans)))


def _first(mark: str, text: str) -> tuple[int, int]:
    place = text.index(mark)
    return place, place + 1


def _each(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    seen: set[str] = set()
    for start, end in spans:
        words = " ".join(text[start:end].split())
        if words.lower() not in seen:
            seen.add(words.lower())
            yield words
