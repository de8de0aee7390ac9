"""The words and letters that tell Bokmål, Nynorsk, Swedish, Danish and English apart, by who uses them.

Words that all of them share tell nothing and are left out; so are those that Nordic people borrow from English.
A word written without its Nordic letters ("oppet", "aapner", "foer") counts as the word, unless it is another word.
"""

import unicodedata

LANGUAGES = ("nb", "nn", "sv", "da", "en")

_USED_IN = {
    "nb": (
        "dere deres noen noe noensinne noensteds hva uke uker vært blitt mye lurer gjør gjøre nå sånn ble tilbake "
        "åpner åpen åpne nærmere ønsker dager ganger penger fikk gikk vet svarer fortsatt dårlig bedre kjøpt engang "
        "selger nydelig nydelige hyggelig byens tenkte sjekke skikkelig utrolig jobbe jobber sier enda ennå nettsiden "
        "nettbutikken svarte sa la trenger finnes egentlig håper raskt vennlig vennligst bursdag bursdagen fløte "
        "smaker smakte snakke borte beste høres skjedde hjemmefra sykt syk"
    ),
    "nn": (
        "eg ikkje kva kven korleis kvifor kvar noko nokon nokre dykk dykkar berre frå mykje vore vorte meir kjem veit "
        "ein eit me ho dei hjå høyre høyrt opnar ope tinga gåvekort treng trur morgon laurdag sundag sjølv ynskjer "
        "gong gonger hjarteleg veke veker vere vera hausten desse einaste betre dårleg hyggeleg verkeleg eigentleg "
        "elles framleis nydeleg nydelege hyggelege brukar finst fekk gjekk seier fleire neste toler hjelpa tek sel "
        "enno mjølk mjøl dotter takksam skriv heilt heile difor heim heime håpar ventar hentar skuffa gje spurde "
        "svarte sjukt sjuk brurekake høg høgt høge høgare"
    ),
    "sv": (
        "jag inte vad vem hur varför vilken vilket vilka när någon något några era ert och är från också mycket bara "
        "varit blivit vecka veckor tack för vill mej dej nån nåt nånstans öppnar öppna öppen öppet öppettider stängt "
        "beställde beställning beställa beställt tårta tårtan bröd bröden igår imorgon idag finns kolla gillar spänn "
        "tjejen killen snälla ska dåligt dålig bättre bäst bästa väldigt pengarna väntat väntar hemsidan kommit inget "
        "äta gör göra måste tillbaka goda gott skämtar sånt söker säger säga köpte köpt köpa fick gick dags vår våra "
        "än hälsningar säljer helgen själv jättegott jättebra affären vinner trevlig trevligt otroligt nästan lördag "
        "söndag måndag hjälp hjälpa lämna använda nöjd ni av även sin fast ännu upp sista senast jobba prata hämta "
        "hämtade leverans fel smakade sommaren barnen gärna kanske verkligen faktiskt mellan där här nästa förra "
        "redan skicka skickat skickade tycker betala presentkort svarat ägg mjölk nötter kundtjänst tåget tågen "
        "försenat försenad"
    ),
    "da": (
        "hvad hvornår nogen noget nogle jer jeres meget blevet været fået uge uger af tak bliver blev gør åbner åbent "
        "åben kage kagen kager lagkage penge tilbage sikke lige fandt lækker lækkert lækre dejlig dejligt køb købe "
        "købt købte gerne måske vores mums fedt nødder mælk mere dage gange undskyld uden siger altid søde hjælp "
        "hjælpe tager dårligt overhovedet selvfølgelig bedste mangler vinde fik nåede friskbagt derned smutte opkald "
        "retur laver beløbet hævet gider ikk forkert rigtigt nyt ud op sidste sidst udsolgt mad endnu sagde giver "
        "tage væk lidt weekend weekenden findes smagte smager fejl svarede spørge butik tænker tænkte hurtigt hurtig "
        "venlig venlige venligst skøn skønt håber kigge børn børnene dreng pige fødselsdag gæster rugbrød æg fløde "
        "chokolade syg åbningstider stadigvæk"
    ),
    "en": (
        "the and you your yours what why how when where who been this that with not was would could should please my "
        "it its it's are of does did don doesn can't didn't isn't we they our us there their any some just never ever "
        "still again after before about ordered from thanks thank hello yes is do u pls these those which will had "
        "were but or if than because i'm i've an be by out up need"
    ),
    "nb da": (
        "ikke jeg hvem hvor hvordan hvorfor hvilken hvilket hvilke også være virkelig stadig selvom flere selv synes "
        "hun spiste spise hjemmesiden hvis forrige mandag tirsdag onsdag torsdag fredag sendt sendte fordi mellom "
        "hver hvert venter gavekort verdens burde tror husker virker fungerer forstår lille sommer henter hjem hjemme "
        "pakken"
    ),
    "nb nn": (
        "takk hei igjen meg deg seg kake kakene bollene opp kjenner hadde klokka helga pakka fant ringt åpent kroner "
        "hjelp lage lager laga epost kasse gjester utsolgt leverte veldig kanskje gjerne siste sist butikk melding "
        "forsinka kjøpe kjøpte barna skjer gi gir litt feil rett sjokolade folka blei"
    ),
    "nb nn sv": "bra mitt kaka ditt ingenting fått gått mat blir alla ut ha ta bort dra helg stengt",
    "nb sv": "alltid tar inga",
    "nn sv": "att vart noga utan pengar dagar sommar smakar sidan svarar svara",
    "nb nn da": (
        "lørdag søndag fra nok og brød prøve prøver mange vil ved godt sukker ferske til morgen bestilt bestille "
        "dette denne hilsen siden kunne hente levere leverer levert pakke bør må"
    ),
    "sv da": "taget mig dig sig efter nu igen aldrig hej",
    "nb nn da sv": ("er på som med den har kan en et ett går får står ser hos om var jo ju år dag butikken det så vi"),
    "da en": "have",
    "nn en": "no",
    "nb nn da en": "for at to her",
}
"""A word listed more than once is used wherever it is listed."""

_WITHOUT = (
    str.maketrans({"å": "a", "ä": "a", "æ": "a", "ø": "o", "ö": "o"}),
    str.maketrans({"å": "aa", "ä": "ae", "æ": "ae", "ø": "oe", "ö": "oe"}),
)
_SHORTEST_WITHOUT = 4

_LETTERS = {"æ": "nb nn da", "ø": "nb nn da", "ä": "sv", "ö": "sv", "å": "nb nn sv da", "ð": "", "ß": ""}


def _known() -> dict[str, frozenset[str]]:
    used: dict[str, frozenset[str]] = {}
    for users, words in _USED_IN.items():
        for word in words.split():
            used[word] = used.get(word, frozenset()) | frozenset(users.split())
    plain: dict[str, frozenset[str]] = {}
    for word, languages in used.items():
        for table in _WITHOUT:
            without = word.translate(table)
            if without not in used and len(without) >= _SHORTEST_WITHOUT:
                plain[without] = plain.get(without, frozenset()) | languages
    return used | plain


def written(text: str) -> str:
    """The text with its accents as the words here have them: composed, small letters, straight apostrophes."""
    return unicodedata.normalize("NFC", text).replace("’", "'").casefold()


USED_IN = _known()
"""In which languages a word is used."""

LETTERS = {letter: frozenset(languages.split()) for letter, languages in _LETTERS.items() if languages}
"""In which languages a letter is used."""
