"""The words by which `routing.kind` tells who asks, and what needs no answer. Nynorsk stands with Bokmål under "nb"."""

from collections.abc import Mapping

from routing.lexicon import Lexicon

_ASKING = {
    "nb": (
        ("hva hvem hvor hvordan hvorfor hvilken hvilket hvilke når kva kven kvar korleis kvifor nårtid hvornår åssen"),
        (
            "kan skal vil har er får finnes fins må bør kommer går tar selger leverer trenger bruker lager søker "
            "åpner stenger treng sel kjem finst brukar lagar veit vet"
        ),
    ),
    "sv": (
        "vad vem hur varför vilken vilket vilka när var vart",
        "kan ska vill har är får finns måste bör kommer går tar säljer levererar behöver söker öppnar stänger gör",
    ),
    "da": (
        "hvad hvem hvor hvordan hvorfor hvilken hvilket hvilke hvornår",
        ("kan skal vil har er får findes må bør kommer går tager sælger leverer laver søger åbner lukker bruger ved"),
    ),
    "en": (
        "what who where how why which when",
        "can could do does did is are will would should have has may was were",
    ),
}
WH_WORDS = {language: frozenset(words.split()) for language, (words, _) in _ASKING.items()}
"""They begin a question, but not before its subject: "når åpner dere" asks, "når jeg kom" does not."""

VERBS = {language: frozenset(verbs.split()) for language, (_, verbs) in _ASKING.items()}
"""They begin a question when the subject follows: "har dere", "är det", "can I"."""

_SUBJECTS = {
    "nb": "jeg eg du dere de dykk man vi det den noen nokon han hun ho dette alle",
    "sv": "jag du ni man vi det den någon nån han hon detta alla",
    "da": "jeg du i man vi det der den nogen han hun dette alle",
    "en": "i you we it they he she there this that these those anyone anybody someone somebody",
}
SUBJECTS = {language: frozenset(words.split()) for language, words in _SUBJECTS.items()}

ASKING_ANYWHERE: Mapping[str, Lexicon] = {
    "nb": Lexicon(
        "=lurer på, lurer eg på, veit nokon, vet noen, noen som vet, nokon som veit, kan noen, kan nokon, kan dere, "
        "=hvordan, =hvorfor, =hvilken, =hvilket, =hvilke, =korleis, =kvifor, mangler å vite, vil gjerne vite, "
        "trenger å vite, skulle gjerne visst, gi meg beskjed, gi beskjed om, =spørsmål, =hvem kan, vil ha pengene, "
        "vil ha pengane, vil ha tilbake, =ønsker svar"
    ),
    "sv": Lexicon(
        "=undrar, =varför, =vilken, =vilket, =vilka, någon som vet, nån som vet, kan ni, kan någon, vill veta, "
        "skulle vilja veta, =fråga, hör av er, återkom, vill ha tillbaka, vill ha pengar, vill ha mina pengar, vill "
        "ha svar"
    ),
    "da": Lexicon(
        "=hvordan, =hvorfor, =hvilken, =hvilket, =hvilke, =hvornår, nogen der ved, kan nogen, mangler at vide, vil "
        "gerne vide, =spørgsmål, jeg undrer mig, giv mig besked, vil have mine penge, vil have pengene, vil gerne "
        "have"
    ),
    "en": Lexicon(
        "=why, wondering, anyone know, would like to know, can you, could you, let me know, any idea, how do i, how "
        "can i, who do i, where do i, =question, want my money, want a refund, would like a refund, please refund, "
        "pls refund"
    ),
}

EXCLAIMING = (
    "for en ",
    "for et ",
    "for ei ",
    "hvor var det",
    "hvor er det bare",
    "så utrolig",
    "vilken härlig",
    "vilken fantasti",
    "vilken god",
    "vilka goda",
    "vilken underbar",
    "vad gott",
    "vad fint",
    "vad goda",
    "hvor lækker",
    "hvor dejlig",
    "what a ",
    "what an",
    "how lovely",
    "how nice",
    "how kind",
    "how sweet",
    "hvilken fantasti",
    "for nokre",
    "for noen",
)
"""They begin like a question and exclaim."""

INVITING = Lexicon(
    "se her, sjå her, sjekk, skal vi, vi må, må vi, vi to, husker du, =kolla, ska vi, vi måste, måste vi, minns du, "
    "se lige, =se den, vi skal, kan du huske, look at, =look, we need to, we should, we have to, let's go, lets go, "
    "shall we, should we, check this, check it out, you need to try, you have to try, we gotta, remember this"
)
"""What people say to a friend whom they tag."""

CONTEST = Lexicon(
    "delt og likt, likt og delt, delt og liket, krysser fing, kryssar fing, håper jeg vinner, håper på å vinne, "
    "håpar eg vinn, deltar gjerne, er med i trekning, med i konkurrans, gillat och delat, delat och gillat, hoppas "
    "på vinst, hoppas jag vinner, att jag vinner, håller tummarna, med i tävling, tävlar gärna, krydser fing, for at "
    "vinde, håber jeg vinder, håber på at vinde, med i konkurrenc, liked og delt, delt og liked, synes godt om og "
    "delt, liked and shared, shared and liked, fingers crossed, hope i win, hoping to win, pick me, count me in"
)

SPAM = Lexicon(
    "link in bio, a day from home, work from home and earn, dm me to, follow me, check my profile, crypto, bitcoin, "
    "forex, tjen penger hjemme, tjäna pengar hemma, tjen penge hjemme, follow for follow"
)

_WISHES = "helg helga helgen weekend jul julen påske påska påsk easter christmas nyttår nytår nyår år year påskeferie"
WISHES = frozenset(_WISHES.split())
_AROUND_WISHES = (
    "god godt gott glad trevlig skön fin ha en ei et ett riktig rigtig rigtigt alle alla all sammen saman i dere dykk "
    "er jer happy merry nice have a lovely everyone you to og och and nytt nyt new fortsatt folkens til till"
)
WISHING = WISHES | frozenset(_AROUND_WISHES.split())
"""Words of a mere wish; one of WISHES is always among them."""
