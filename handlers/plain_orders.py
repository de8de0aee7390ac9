"""What people say of themselves in plain words, and so change something; how words sound; thanks. Letters folded.

Each says that it is the speaker's own, and what follows must be a time: `handlers.plain_words` looks at that.
"""

import re
from collections.abc import Mapping

_REST = r"(?P<rest>.+)"
_WHEN = r"(?: (?P<rest>.+))?"

THANKS = re.compile(
    r"(?:(?:great|perfect|super|supert|supers|flott|fint|perfekt|topp|ok|okay|nei|nej|no|ja|yes) )*"
    r"(?:many |tusen |hjertelig |mange |tusind |hjærtlig |stort |stor )?(?:thanks|thank you|thx|cheers|takk|tack|tak)"
    r"(?:(?: skal| ska)? (?:du|dere|ni|I)(?: ha| have)?)?"
    r"(?: so much| a lot| very much| så mye| så mycket| snælla| så meget| da| then)?"
    r"(?: (?:for|før) .{1,40})?"
)
"""Nothing is asked by these, letters folded. "tak" is Danish for it, and no order."""

HEARD: Mapping[str, str] = {
    **dict.fromkeys(("kva", "ka", "hvå"), "hva"),
    **dict.fromkeys(("kven", "kem", "hvæm"), "hvem"),
    **dict.fromkeys(("eg", "æ", "je"), "jeg"),
    **dict.fromkeys(("korleis", "åssen", "hvorledes", "koss"), "hvordan"),
    "kor": "hvor",
    **dict.fromkeys(("nokon", "noken"), "noen"),
    **dict.fromkeys(("noko", "nokka", "noke"), "noe"),
    "mæ": "meg",
    "e": "er",
    **dict.fromkeys(("gjør", "gjere", "gjera"), "gjøre"),
    **dict.fromkeys(("ope", "opne"), "åpent"),
    "saka": "saken",
    **dict.fromkeys(("nåt", "nån", "nånting", "någonting"), "något"),
    "whos": "who's",
    "whats": "what's",
    "ikkje": "ikke",
}
"""What is said in Nynorsk, in dialects and in haste, as the sentences have it; letters folded, a word for a word."""

_AWAY = (
    r"(?:away|off sick|off|out of office|out of the office|on holiday|on vacation|on leave|ill|sick|not at work)",
    r"(?:borte|bortreist|vekk|fraværende|på ferie|på reise|syk|sjuk|sykmeldt|ikke på jobb|i permisjon|"
    r"hjemme med sykt barn|heime med sjukt barn)",
    r"(?:borta|bortrest|frånvarande|på semester|sjuk|ledig|tjænstledig|sjukskriven|førældraledig|"
    r"hemma med sjukt barn|inte på jobbet)",
    r"(?:væk|bortrejst|fraværende|på ferie|syg|sygemeldt|på orlov|ikke på arbejde|hjemme med (?:et )?sygt barn)",
)

_ORDERS: tuple[tuple[str, str], ...] = (
    ("back", r"(?:i am|i'm|im) back(?: again| now| at work)?"),
    ("back", r"(?:jeg|eg) er (?:tilbake|attende|tilbage)(?: igjen| igen| nå| nu| på jobb| på arbejde)?"),
    ("back", r"(?:jeg|eg) er på (?:jobb|arbejde) (?:igjen|igen)"),
    ("back", r"jag ær (?:tillbaka|åter)(?: igen| nu| på jobbet)?"),
    ("away", rf"(?:i am|i'm|im|i will be|i'll be) {_AWAY[0]}{_WHEN}"),
    ("away", rf"(?:jeg|eg) (?:er|blir|vil være) {_AWAY[1]}{_WHEN}"),
    ("away", rf"jag (?:ær|blir|kommer att vara) {_AWAY[2]}{_WHEN}"),
    ("away", rf"jeg (?:er|bliver|vil være) {_AWAY[3]}{_WHEN}"),
    ("away", rf"jeg (?:har|tar|holder) (?:fri|ferie) {_REST}"),
    ("away", rf"jag (?:har|tar) (?:semester|ledigt) {_REST}"),
    ("away", rf"jag vabbar{_WHEN}"),
    ("away", rf"jeg skal (?:på ferie|ha fri|ha ferie|holde fri|holde ferie) {_REST}"),
    ("away", rf"jag ska (?:på semester|ha semester|vara ledig|vara borta|ha ledigt) {_REST}"),
    ("away", rf"jeg kommer ikke (?:på jobb|på jobben|på arbejde) {_REST}"),
    ("away", rf"jag kommer inte (?:till jobbet|till kontoret) {_REST}"),
    ("away", rf"(?:i won't|i will not) be (?:in|at work|in the office) {_REST}"),
    ("away", rf"(?:i'm|i am|im) going on (?:holiday|vacation|leave) {_REST}"),
    ("take", rf"(?:i'll|i will|i) take(?: over)? the (?:shift|duty|watch) {_REST}"),
    (
        "take",
        rf"(?:jeg|jag) (?:tar|tager|overtar|overtager|tar øver) (?:vakta|vakten|vagten|jouren|passet|"
        rf"beredskapen) {_REST}",
    ),
    ("swap", r"(?:i want to|i would like to|i'd like to) swap(?: my)?(?: shift| shifts)? with (?P<rest>[@<]\S+ .+)"),
    (
        "swap",
        r"jeg (?:vil|ønsker å|vil gjerne|vil gerne) bytte(?: vakt| vakta| vagt| vagten)? med (?P<rest>[@<]\S+ .+)",
    ),
    ("swap", r"jag (?:vill|vill gærna) byta(?: pass| passet| jour)? med (?P<rest>[@<]\S+ .+)"),
)

ORDERS = tuple((name, re.compile(one)) for name, one in _ORDERS)
"""The first that fits a whole sentence counts."""
