"""The words by which `routing.follow_up` tells mere thanks: whole turns of phrase, not single words.

"help, thanks" and "thanks for the help" share their words; only phrases tell them apart. All languages stand together:
people thank in each other's, and three words are too few to know which it was.
"""

import re

from routing.lexicon import Lexicon

# One of each of these, several words with "|" between them.
_MUCH = (
    "tusen|tusind|1000|mange|hjertelig|hjarteleg|stor|stort|store|så mye|så mykje|varm|varmt|varme|evig|en stor|"
    "ett stort|et stort|ein stor|many|big|a big|million|igjen|nok en gang|then|så|da|då|ok|fint|okei|once again|"
    "again"
)
_THANKS = (
    "takk|takker|takkar|tusentakk|takksamt|tack|tackar|jättetack|tak|takker|tusindtak|thanks|thank you|thank u|"
    "thankyou|thank you all|thx|thnx|tnx|tks|ty|tysm|cheers|thank|takker og bukker|tackar och bockar"
)
_VERY = (
    "så mye|så mykje|så mycket|så jättemycket|jättemycket|så hemskt mycket|så himla mycket|så hjertelig|så meget|"
    "skal du ha|skal dere ha|skal de ha|skal du have|skal i have|ska du ha|ska ni ha|very much|so much|so very "
    "much|a lot|a million|a bunch|again|igjen|igen|iallfall|i alle fall|uansett|anyway|alligevel|ändå|mye|mykje|"
    "mycket|meget|kjempemasse|masse"
)
_TO_WHOM = (
    "til dere|til dykk|til deg|til jer|til dig|till er|till dig|alle sammen|alle saman|allesammen|allihopa|alla|"
    "alle|dere|jer|dykk|er|du|du da|to you|to you all|to you both|to all of you|all|everyone|guys|folkens|folks|"
    "begge to"
)
_WHICH = (
    "det|den|de|the|that|your|deres|din|ditt|dit|dine|jeres|er|era|ert|eran|dykkar|a|an|et|en|ei|ein|eit|ett|all|"
    "alt|alle|my|vår|svært|veldig|väldigt|meget|mycket|kjempe|så|so|very|super|supert|rask|raskt|raske|kjapp|kjapt|"
    "kjappe|snabb|snabbt|snabba|hurtig|hurtigt|hurtige|quick|fast|prompt|swift|speedy|rapid|god|godt|gode|bra|good|"
    "great|fin|fint|fine|flott|flotte|kind|hyggelig|hyggelige|hyggeleg|trevlig|trevligt|trevliga|venlig|venligt|"
    "vennlig|vennlege|helpful|nyttig|nyttige|grundig|utfyllende|ärlig|ärligt|ærlig|ærlige|honest|detailed|clear|"
    "klart|klar|tydelig|tydeligt|tydligt|this|denne|dette|detta|hele|hela|uventet|jättebra|kjempegod|kjempegode|"
    "kjempefin|kjemperask"
)
_FOR_WHAT = (
    "svar|svaret|svara|svarene|hjelp|hjelpen|hjelpa|hjälp|hjälpen|hjælp|hjælpen|help|assistance|support|støtte|"
    "stöd|answer|answers|reply|response|responding|replying|answering|helping|explaining|info|infoen|infon|"
    "informasjon|informasjonen|information|informationen|opplysningen|opplysningene|oplysningen|tips|tipset|"
    "tipsene|tipsa|tip|tips|tilbakemelding|tilbakemeldingen|tilbakemeldinga|attendemelding|attendemeldinga|"
    "återkoppling|återkopplingen|återkopplingen|tilbagemelding|tilbagemeldingen|feedback|oppklaring|oppklaringen|"
    "oppklaringa|forklaring|forklaringen|forklaringa|förklaring|förklaringen|explanation|clarification|clarifying|"
    "update|oppdatering|oppdateringen|oppdateringa|uppdatering|uppdateringen|opdatering|opdateringen|beskjed|"
    "beskjeden|besked|beskedet|hjelpsomheten|innsatsen|insatsen|indsatsen|oppfølging|oppfølgingen|oppfølginga|"
    "uppföljningen|opfølgning|opfølgningen|tiden|tida|time|det|that|alt|allt|alting|everything|it|this|lenken|"
    "lenka|lenkja|länken|linket|link|svar og hjelp|letting me know|getting back|getting back to me|the heads up|"
    "heads up|your time|at du svarte|at dere svarte|at de svarte|at dere svarer|att du svarade|att ni svarade|att "
    "ni svarar|att ni hjälpte mig|at du svarede|at i svarede|at i svarer|at i hjalp mig|at dere hjalp meg|at de "
    "hjelpte meg|at du hjalp meg|att du hjälpte mig"
)
_HOW = (
    "så raskt|så kjapt|så fort|så snabbt|så hurtigt|så hurtig|raskt|kjapt|snabbt|hurtigt|so quickly|so fast|so "
    "quick|quickly|med dette|med det|with this|with that|med detta"
)
_WITH_THANKS = (
    "supert|super|toppen|topp|perfekt|perfect|flott|fint|fine|bra|kjempebra|kjempefint|kjempeflott|kjempesupert|"
    "jättebra|jättefint|jättesnällt|toppenbra|superbra|veldig bra|veldig fint|väldigt bra|rigtig godt|rigtig fint|"
    "knallbra|kanon|kanonbra|kanonfint|så bra|så fint|så flott|så godt|så snilt|så snällt|så sødt|herlig|herleg|"
    "härligt|dejligt|skønt|fedt|great|awesome|wonderful|brilliant|excellent|amazing|lovely|nice|cool|sweet|"
    "fantastic|fantastisk|fantastiskt|strålende|strålande|godt|good|good to know|godt å vite|godt å vita|bra å "
    "vite|godt å høre|godt å høyre|bra att veta|bra att höra|så bra att höra|godt at vide|godt at høre|skönt att "
    "höra|det var godt å høre|det var bra|det var snilt|det var hyggelig|det var hyggeleg|dere er best|du er best|"
    "dykk er best|de er best|dere er gode|dere er fantastiske|dere er supre|du är bäst|ni är bäst|ni är toppen|ni "
    "är grymma|i er de bedste|du er den bedste|i er bare gode|i er søde|du er en engel|you are the best|you're the "
    "best|you guys rock|you rock|you are great|you're great|you're awesome|setter pris på det|set pris på det|det "
    "setter jeg pris på|det set eg pris på|setter stor pris på det|sætter pris på det|det sætter jeg pris på|"
    "uppskattar det|det uppskattas|det uppskattar jag|uppskattas|appreciate it|i appreciate it|really appreciate "
    "it|i really appreciate it|much appreciated|much obliged|very helpful|so helpful|that helped|that helps|that "
    "helped a lot|that was quick|det var raskt|det var kjapt|det gick snabbt|det var hurtigt|det hjalp|det hjalp "
    "meg|det hjelpte|det hjälpte|det hjalp mig|det fungerte|det funket|det funka|det virket|det virka|det "
    "fungerade|det funkade|det virkede|nå virker det|nå fungerer det|nå funker det|no verkar det|no fungerer det|"
    "nu funkar det|nu fungerar det|nu virker det|it works now|it works|that worked|works now|it worked|problem "
    "solved|da er det i orden|da er alt i orden|alt i orden|allt löst|det ordnet seg|det ordna seg|det löste sig|"
    "da vet jeg det|da veit eg det|då vet jag|då vet jag det|så ved jeg det|now i know|i see|got it|skjønner|"
    "skjønar|forstår|förstår|understood|da forstår jeg|då förstår jag|så forstår jeg|then i know|notert|noterat|"
    "noteret|noted|greit|greitt|greit nok|den er god|den er grei|det er greit|det er fint|det er helt greit|det är "
    "bra|det är okej|det er i orden|det er helt ok|no problem|no worries|ikke noe problem|ingen problem|inga "
    "problem|ingen fara|ikkje noko problem|bra jobba|bra jobbet|bra jobbat|godt klaret|godt jobbet|well done|good "
    "job|great job|god service|bra service|great service|good service|fin service|for en service|vilken service|"
    "sikke en service|hilsen en fornøyd kunde|made my day|da sier jeg|da seier eg|så siger jeg|så säger jag|jeg "
    "sier|jag säger|jeg siger|i say|og det var det|love it|elsker det|älskar det|elskar det|glad for det|blev glad|"
    "ble glad|vart glad|så glad|så glad for det|så glad för det|gleder meg|gler meg|glæder mig|ser fram emot det|"
    "looking forward to it|can't wait|snakkes|vi snakkes|vi ses|vi sees|vi hörs|see you|då var det löst"
)
_CLOSING = (
    "ha en (?:riktig |fortsatt |veldig |super |helt |fin )*(?:fin|god|flott|super|strålende|nydelig|herlig|bra|"
    "härlig|trevlig|skön|toppen) ?(?:dag|kveld|uke|helg|sommer|ettermiddag|påske|jul|dag videre|kväll|vecka|sommar|"
    "påsk)(?: videre| alle sammen)?|ha ein (?:framleis |riktig )?(?:fin|god|flott) (?:dag|kveld|veke|helg|sommar)|"
    "(?:hav|ha) en (?:rigtig |fortsat |dejlig )*(?:god|dejlig|fin|skøn) (?:dag|aften|weekend|uge|sommer)|ha det(?: "
    "så| riktig)?(?: bra| fint| godt| gott)?|ha det så gott|(?:fortsatt |riktig |rigtig |fortsat )?(?:god|fin|"
    "trevlig|skön|dejlig|goda?) (?:helg|helga|kveld|dag|jul|påske|sommer|weekend|aften|natt|sommar|kväll|påsk|"
    "arbeidsdag|arbejdsdag|midsommar)|have a (?:really )?(?:nice|great|good|lovely|wonderful) (?:day|evening|"
    "weekend|week|one|night|christmas|summer)|(?:happy|merry) (?:easter|christmas|weekend)|lykke til(?: videre)?|"
    "held fram|(?:med )?(?:vennlig|venleg|vennleg|venlig|vänlig|vänliga|beste|varm|kind|best|warm)? ?(?:hilsen|"
    "helsing|hälsning|hälsningar|regards|wishes)(?: fra| frå| från| from)?|mvh|vh|mvh\\.|bh|allt gott|alt godt|all "
    "the best|bästa|klem|klemmer|kram|kramar|kramer|knus|xx|xoxo|hugs|best"
)
_GREETING = (
    "hei|heisann|hei igjen|hej|hej igen|hejsan|hallo|hi|hi again|hello|dear|kjære|hey|åh|å|ah|oh|ååå|oi|oj|wow|ok|"
    "okei|okay|oki|okej|okey|oki doki|jess|yess|yay|hurra|og|och|and|&|også|också|alltid|always"
)


def _one_of(words: str) -> str:
    # The longest first: "så mye" is not "så" and something unknown.
    return "(?:" + "|".join(sorted(words.split("|"), key=len, reverse=True)) + ")"


_THANKING = (
    f"(?:{_one_of(_MUCH)} )*{_one_of(_THANKS)}(?: {_one_of(_VERY)})*(?: {_one_of(_TO_WHOM)})?"
    f"(?: (?:for|för|till|til) (?:{_one_of(_WHICH)} )*{_one_of(_FOR_WHAT)}"
    f"(?: (?:og|och|and) (?:for |för )?(?:{_one_of(_WHICH)} )*{_one_of(_FOR_WHAT)})?(?: {_one_of(_HOW)})*)*"
    f"(?: {_one_of(_TO_WHOM)})?"
)

THANKS_SAID = re.compile(f"(?<!\\w){_one_of(_THANKS)}(?!\\w)")
"""That somebody thanks at all."""

THANKING = re.compile(rf"(?<!\w)(?:{_THANKING})(?!\w)")
BESIDE_THANKS = re.compile(rf"(?<!\w)(?:{_one_of(_WITH_THANKS)}|{_CLOSING}|{_one_of(_GREETING)})(?!\w)")
"""What people say around their thanks, and which needs no answer either."""

PLEASED = re.compile(
    r"(?<!\w)(?:supert|toppen|topp|perfekt|perfect|flott|kjempebra|kjempefint|jättebra|kanon|knallbra|"
    r"much appreciated|i appreciate it|appreciate it|you are the best|you're the best|dere er best|du er best|"
    r"ni är bäst|du är bäst|i er de bedste)(?!\w)"
)
"""What pleases without a word of thanks, and is seldom said in mockery."""

IN_ADVANCE = Lexicon("på forhånd, på førehand, på förhand, i förväg, in advance, advance")
"""Who thanks in advance is waiting for something."""

ACCEPTING = Lexicon(
    "=ja, =jo, =yes, =yeah, =jepp, =japp, =jadå, =gjerne, =gärna, =gerne, =please, =vær så snill, =vennligst, =snälla, "
    "=venligst, =nei, =nej, =no, =nope, =både, =helst"
)
"""Answers to a question of ours: somebody must act on them, or at least read them."""

TURNING = Lexicon(
    "=men, =dock, =dog, =but, =however, =though, =imidlertid, =emellertid, =derimot, =tvert imot, =fortsatt, "
    "=fortfarande, =framleis, =fremdeles, =stadig, =stadigvæk, =still, =likevel, =bare at, =synd, =tyvärr, =dessverre, "
    "=desværre, =unfortunately, =except, =enda, =ennå, =enno, =ännu, =endnu"
)
"""What follows them goes on."""
