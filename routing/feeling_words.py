"""The words by which `routing.kind` tells critique and praise. Nynorsk stands with Bokmål under "nb".

How words are written: see `routing.lexicon`. Critique holds what went wrong as well as anger: "mold", "hospital".
"""

from collections.abc import Mapping

from routing.lexicon import Lexicon

_ANYWHERE_BAD = (
    "=wtf, =fail, scam, worst, =omfg, boycott, boikott, bojkot, boykot, *skandal, 😡, 🤬, 😠, 👎, 🤮, 💩, 😤, 🤢"
)
_ANYWHERE_GOOD = (
    "=love, =loved, =nice, =wow, =yum, =yummy, =best, amazing, delicious, thank you, =thx, 😍, 🥰, 😋, 🤤, 🤩, ❤"
)
"""What Nordic people write in English too, and signs."""

CRITIQUE: Mapping[str, Lexicon] = {
    "nb": Lexicon(
        "*elendig, *dårlig, *dårleg, skuffet, skuffende, skuffa, =klage, =klager, *ødelagt, uakseptab, aldri mer, "
        "aldri igjen, håpløs, frekk, latterlig, svindel, lureri, svikt, fungerer ikke, virker ikke, verkar ikkje, "
        "ikke fornøyd, ikkje nøgd, misfornøyd, misnøgd, aldri svar, ikke svar, ikkje svar, venter fortsatt, ventar "
        "framleis, har ventet, har venta, eg venta, for ingenting, ingen svar, ingen tar, uten svar, utan svar, "
        "ingen som svar, ikke godt nok, ikkje godt nok, =lei, =for dyr, =for dyrt, dyrt og, =ran, =røveri, grådig, "
        "sinnsyk, sjuk pris, forsink, for sent, for seint, timer sent, aldri fram, aldri frem, kom aldri, kommer "
        "aldri, ikke kommer, aldri kom, kommer ikke, kjem ikkje, andre gang, tredje gang, fjerde gang, nok en gang, "
        "nok ein gong, andre gongen, tredje gongen, atter en, feil kake, feil var, feil bestilling, ikke slik vi, "
        "ikkje slik vi, =tørr, =tørt, =kald, =kaldt, =kalde, skitten, skitne, møkk, =sur, =sure, =treg, =tregt, "
        "uhøflig, uhøfleg, arrogant, smakløs, brent, =mugg, *muggen, *muggent, ekkel, ekkelt, =æsj, hårstrå, "
        "glassbit, plastbit, metallbit, matforgift, magesjuk, magesyk, oppkast, kastet opp, kasta opp, spydde, "
        "legevakt, sykehus, sjukehus, hovnet, hovna, ble syk, ble dårlig, vart sjuk, vart dårleg, politianmeld, "
        "advokat, mattilsynet, forbrukertilsynet, søksmål, aldri betalt, kjeft, utnytt, =dobbelt, trukket meg, flau, "
        "=skam, skammelig, bortkasta, bortkastet, ubrukelig, tull og tøys, respektløs",
        _ANYWHERE_BAD,
    ),
    "sv": Lexicon(
        "*dålig, besvik, klagomål, trasig, oacceptab, aldrig mer, aldrig igen, =usel, =uselt, bedrägeri, löjlig, "
        "fungerar inte, funkar inte, inte nöjd, missnöjd, inget svar, väntar fortfarande, för ingenting, svarar "
        "aldrig, svarar ju aldrig, svarar inte, utan svar, ingen svarar, har väntat, vägrar, bedrövlig, tröttnar, "
        "trött på, går inte dit, kommer inte tillbaka, försen, för sent, timmar sen, kom aldrig, aldrig kom, inte "
        "kommit, andra gången, tredje gången, fjärde gången, ännu en gång, är fel, fel beställning, fel tårta, fick "
        "fel, =sur, =sura, =surt, =torr, =torra, =torrt, =kall, =kallt, =kalla, smutsig, otrevlig, oförskämd, "
        "arrogant, nonchalant, smaklös, bränd, mögl, mögel, äckl, hårstrå, glasbit, plastbit, matförgift, magsjuk, "
        "kräk, spydde, akuten, sjukhus, svullen, svullnade, fick en reaktion, blev sjuk, polisanmäl, anmäler, "
        "advokat, konsumentverket, livsmedelsverket, stämma er, =ocker, rån, svindyr, för dyr, skämtar ni, "
        "dubbeldebiter, drog pengar, skäms, skamlig, girig, värdelös, katastrof, slöseri, lurad, lurade, strul, "
        "slarv, kasst, =kass",
        _ANYWHERE_BAD,
    ),
    "da": Lexicon(
        "*dårlig, =ringe, for ringe, skuffet, skuffende, skuffelse, uacceptab, *elendig, aldrig mere, aldrig igen, "
        "svindel, snyd, virker ikke, ikke tilfreds, utilfreds, håbløs, ikke svar, venter stadig, for ingenting, "
        "aldrig svar, svarer ikke, uden svar, tager jo aldrig, tager aldrig, ventet, ikke engang svar, kommer ikke "
        "igen, kommer aldrig igen, forsink, for sent, timer for, kom aldrig, aldrig kom, anden gang, tredje gang, "
        "fjerde gang, endnu en gang, glemmer, glemte, forkert, =sur, =sure, =surt, =tør, =tørt, =tørre, =kold, "
        "=koldt, =kolde, beskidt, uhøflig, arrogant, smagløs, brændt, =mug, muggen, muggent, =klam, =klamt, ulækker, "
        "ækel, hårstrå, glasskår, plastikstykke, madforgift, kastet op, kaster op, brækket sig, brækker, indlagt, "
        "hospital, skadestue, lægevagt, hævet i, hævede op, blev syg, politianmeld, advokat, fødevarestyrelsen, "
        "forbrugerombud, til grin, for dyr, røveri, grådig, pinlig, skandaløs, ubrugelig, latterlig, frækt, =fræk, "
        "spild af, sjusk, useriøs, ikke okay, ikke i orden",
        _ANYWHERE_BAD,
    ),
    "en": Lexicon(
        "terrible, awful, disappoint, complain, =broken, broke my, unacceptable, never again, useless, =rude, "
        "ridiculous, does not work, doesn't work, not working, not happy, unhappy, still waiting, no answer, no "
        "reply, no response, nobody answers, for nothing, never answer, never came, never arrived, did not show, "
        "didn't show, never showed, hours late, days late, weeks late, =late again, too late, second time, third "
        "time, third week, second week, weeks in a row, wrong order, wrong cake, =stale, =soggy, =cold, =dirty, "
        "filthy, burnt, tasteless, mold, mould, smelled off, smelt off, disgust, =gross, hair in, piece of metal, "
        "piece of glass, piece of plastic, =binned, food poison, throwing up, threw up, vomit, =hospital, emergency "
        "room, epipen, got sick, =lawyer, =sue, solicitor, legal action, health inspect, rip off, rip-off, ripoff, "
        "ripped off, overpriced, too expensive, charged me twice, double charged, won't be back, not coming back, "
        "=shame, shameful, joke of a, pathetic, appalling, horrible, throws out, waste of, greedy, incompetent, "
        "unprofessional, ignored, ignoring",
        _ANYWHERE_BAD,
    ),
}

PRAISE: Mapping[str, Lexicon] = {
    "nb": Lexicon(
        "*takk, bra jobba, bra jobbet, *supert, *fantastisk, *fantastiske, veldig bra, *fornøyd, herlig, flink, "
        "*anbefal, tilrå, *kjempebra, *kjempegod, *nydelig, *nydeleg, *deilig, *deileg, byens beste, verdens beste, "
        "=best, =beste, =nam, =namnam, mmm, =så god, =så godt, =så gode, er gull, hyggelig, hyggeleg, hyggjeleg, "
        "koselig, koseleg, elsker, elskar, imponert, =perfekt, =flott, =flotte, =digg, lekker, =topp, =glad, skrøt, "
        "himmelsk, framifrå, glede av, gler meg, gleder meg, god service, rask levering, god hjelp, =kult, =råbra, "
        "=konge",
        _ANYWHERE_GOOD,
    ),
    "sv": Lexicon(
        "=tack, tackar, *jättebra, *jättegod, *jättefin, *supergod, *superfin, *superbra, toppen, underbar, =nöjd, "
        "=nöjda, rekommender, grymt, bra jobbat, *fantastisk, =bäst, =bästa, =gott, =goda, älskar, härlig, trevligt "
        "bemöt, trevlig personal, =mums, =mmm, ljuvlig, =perfekt, himmelsk, *fint, =fina, kanon, guldstjärna, vänlig",
        _ANYWHERE_GOOD,
    ),
    "da": Lexicon(
        "=tak, =skøn, =skønt, =skønne, *dejlig, =tilfreds, super god, supergod, dygtig, godt klaret, *fantastisk, "
        "*anbefal, *lækker, *lækre, bedste, elsker, =mums, mmm, =søde, =sød, =flot, =flotte, =perfekt, himmelsk, "
        "=glad, imponer, god service, =super, =fedt, hyggelig, venlig",
        _ANYWHERE_GOOD,
    ),
    "en": Lexicon(
        "thank, =thx, =ty, =cheers, =great, =love, =loved, loving, excellent, awesome, amazing, wonderful, =perfect, "
        "recommend, =best, delicious, =kind, friendly, made my day, beautiful, =tasty, =lovely, brilliant, "
        "fantastic, heavenly, to die for, so good, so happy, well done, impress, good job",
        _ANYWHERE_GOOD,
    ),
}

NEVER_BAD = Lexicon(
    "aldri skuff, aldri blitt skuff, aldri vore skuff, aldrig skuff, aldrig blevet skuff, aldrig besvik, aldrig "
    "blivit besvik, never disappoint, never been disappointed, never fail, not bad, not disappointed, ikke skuffet, "
    "ikke dårlig, ikkje skuffa, ikkje dårleg, inte besviken, inte dålig, inte alls dålig"
)
"""Critique turned into praise by a "never" or "not"."""

MOCKING = frozenset("🙄🙃😒😑")
"""Signs that the words beside them mean the opposite."""

MISHAP: Mapping[str, Lexicon] = {
    "nb": Lexicon("=kø, utsolgt, ventet, venta, venter, timer, dager uten, stengt, =tomt, mangl"),
    "sv": Lexicon("=kö, slutsåld, är slut, väntat, väntar, timmar, dagar utan, stängt, =tomt"),
    "da": Lexicon("=kø, udsolgt, ventet, venter, timer, dage uden, lukket, =tomt, mangl"),
    "en": Lexicon("queue, sold out, waiting, waited, hours, days, silent, closed, =late, missing, empty"),
}
"""What went wrong, said without anger: beside it praise is mockery."""

_NEGATIONS = (
    "ikke ikkje aldri men uten utan ingen ingenting unntatt dessverre inte aldrig inga inget tyvärr dog uden desværre "
    "not never but without nothing no don't didn't wasn't isn't won't can't t however unfortunately"
)
NEGATIONS = frozenset(_NEGATIONS.split())

_POLITE = (
    "tusen mange så mye hjertelig hjarteleg mycket jättemycket tusind you very much so ok okay all for för svar "
    "svaret hjelpen hjelpa hjälpen hjælpen hjælp hjelp the help a lot til till dere dykk er jer to bra fint flott "
    "supert topp god hilsen raskt hurtigt snabbt snabba quick reply fast answer kjempe på forhånd igjen igen many "
    "skal ha det"
)
POLITE = frozenset(_POLITE.split())
_THANKING = "takk takkar tack tackar tak thanks thank thx ty cheers tusentakk"
THANKING = frozenset(_THANKING.split())
"""Thanks themselves; with them and POLITE alone a post is only thanks."""
