"""The words by which `routing.kind` tells questions, critique and praise, in the four languages of the house."""

_FIRST = {
    "nb": "hva hvem hvor hvordan hvorfor hvilken hvilket hvilke når kan skal vil har er får finnes",
    "sv": "vad vem var hur varför vilken vilket vilka när kan ska vill har är får finns",
    "da": "hvad hvem hvor hvordan hvorfor hvilken hvilket hvilke hvornår kan skal vil har er får",
    "en": "what who where how why which when can could do does is are will would should",
}
ASKING_FIRST = {language: frozenset(words.split()) for language, words in _FIRST.items()}
ASKING_ANYWHERE = {
    "nb": frozenset({"hvem", "hvordan", "hvorfor", "hvilken", "hvilket", "hvilke", "lurer"}),
    "sv": frozenset({"vem", "varför", "vilken", "vilket", "vilka", "undrar"}),
    "da": frozenset({"hvem", "hvordan", "hvorfor", "hvilken", "hvilket", "hvilke", "hvornår"}),
    "en": frozenset({"why", "wondering"}),
}
CRITIQUE: dict[str, tuple[str, ...]] = {
    "nb": (
        *("elendig", "dårlig", "skuffet", "skuffende", "=klage", "ødelagt", "uakseptab", "aldri mer", "håpløs"),
        *("frekk", "latterlig", "svindel", "skandale", "fungerer ikke", "virker ikke", "ikke fornøyd", "misfornøyd"),
        *("aldri svar", "får ikke svar", "venter fortsatt", "for ingenting"),
    ),
    "sv": (
        *("dålig", "besviken", "klagomål", "trasig", "oacceptab", "aldrig mer", "=usel", "=uselt", "bedrägeri"),
        *("skandal", "löjlig", "fungerar inte", "inte nöjd", "missnöjd", "får inget svar", "väntar fortfarande"),
        "för ingenting",
    ),
    "da": (
        *("dårlig", "=ringe", "skuffet", "skuffende", "uacceptab", "elendig", "aldrig mere", "svindel", "skandale"),
        *("virker ikke", "ikke tilfreds", "utilfreds", "håbløs", "får ikke svar", "venter stadig", "for ingenting"),
    ),
    "en": (
        *("terrible", "awful", "worst", "disappoint", "complain", "=broken", "unacceptable", "never again", "useless"),
        *("scam", "=rude", "ridiculous", "does not work", "doesn't work", "not working", "not happy", "unhappy"),
        *("still waiting", "no answer", "no reply", "for nothing"),
    ),
}
PRAISE: dict[str, tuple[str, ...]] = {
    "nb": (
        *("takk", "bra jobba", "bra jobbet", "supert", "fantastisk", "veldig bra", "fornøyd", "herlig", "flinke"),
        *("anbefal", "kjempebra"),
    ),
    "sv": ("tack", "jättebra", "toppen", "underbar", "nöjd", "rekommender", "grymt", "bra jobbat", "fantastisk"),
    "da": ("=tak", "skøn", "dejlig", "tilfreds", "super god", "dygtig", "godt klaret", "fantastisk", "anbefal"),
    "en": ("thank", "=thx", "great", "=love", "excellent", "awesome", "amazing", "wonderful", "perfect", "recommend"),
}
NEGATIONS = frozenset(
    {
        *("ikke", "aldri", "men", "uten", "ingen", "ingenting", "inte", "aldrig", "utan", "inga", "inget"),
        *("not", "never", "but", "without", "nothing", "no", "don't", "t"),
    }
)
THANKS: tuple[frozenset[str], frozenset[str]] = (
    frozenset(
        {
            *("tusen", "mange", "så", "mye", "hjertelig", "mycket", "you", "very", "much", "so", "ok", "okay", "all"),
            *(
                "for",
                "för",
                "svar",
                "svaret",
                "hjelpen",
                "hjälpen",
                "hjælpen",
                "the",
                "help",
                "a",
                "lot",
                "til",
                "till",
            ),
            *("dere", "er", "jer", "to", "bra", "fint", "flott", "supert", "topp", "god", "hilsen"),
        }
    ),
    frozenset({"takk", "tack", "tak", "thanks", "thank", "thx"}),
)
"""Words that go with thanks, and the thanks themselves. Anything else in a post makes it more than thanks."""

ANGRY = frozenset("😡🤬😠👎🤮💩")
