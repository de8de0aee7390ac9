"""The sentences that `handlers.plain_words` knows, by what they mean; letters folded: ä is æ, ö is ø.

`<rest>` is what goes with the command. The first that fits a whole sentence counts.
"""

import re
from collections.abc import Mapping

_REST = r"(?P<rest>.+)"
_WHEN = r"(?: (?P<rest>.+))?"
_ITEM = (
    r"(?:(?:the |den |det )?(?:item|post|case|sak|saken|ærende|ærendet|sag|sagen|innlegg|inlægg|opslag|"
    r"number|nummer|nr|no) )?"
)
_NUMBER = r"(?P<rest>#?[0-9]{1,9})"
_OPEN = (
    r"(?:open|unanswered|waiting|left|åpent|åpne|ubesvart|ubesvarte|øppet|øppna|obesvarat|obesvarade|oppet|"
    r"åbent|åbne|ubesvaret|ubesvarede|igjen|kvar|tilbage|uløst|uløste)"
)
_LATE = r"(?:late|overdue|too late|forsinket|forsinkede|forsinka|for sent ute|førsenat|førsenade|sena|sene)"
_FREE = r"(?:free|unclaimed|untaken|ledig|ledige|lediga|ledigt)"
_RISK = r"(?:at risk|i faresonen|i riskzonen|i farezonen)"
_POSTS = r"(?:items|posts|questions|saker|innlegg|spørsmål|ærenden|inlægg|frågor|sager|opslag|spørgsmål)"
_NOW = r"(?: (?:now|right now|today|just now|nå|nu|akkurat nå|lige nu|just nu|i dag|idag|no))?"
_IN = r"(?: (?:in|i|for|på|within) (?P<rest>.+))?"

_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "home": (
        r"(?:open |show |vis |visa |åpne |øppna |åbn )?(?:me |meg |mig )?(?:my|min|mitt|mit) "
        r"(?:home|day|page|desk|overview|side|dag|hjemmeside|oversikt|startside|sida|øversikt|oversigt|overblik|"
        r"forside)",
        r"(?:go|ta meg|ta mig|tag mig) (?:home|hjem|hem)",
    ),
    "oncall mine": (
        r"when (?:am i|is my)(?: next)? (?:on call|on duty|shift|turn)(?: next)?",
        r"am i on (?:call|duty)",
        r"(?:show me |show )?my(?: next)? shifts?",
        r"when do i have (?:a shift|the shift|duty)",
        r"(?:når|hvornår) (?:har jeg|er jeg på|er min neste|er min næste|har jeg neste|har jeg næste)(?: neste|"
        r" næste)?"
        r" (?:vakt|vakta|vakten|vagt|vagten|beredskap)",
        r"(?:har jeg|er jeg på) (?:vakt|vagt|beredskap)",
        r"(?:vis )?(?:mine|min) (?:neste |næste )?(?:vakter|vakt|vagter|vagt)",
        r"nær (?:har jag|ær min næsta|ær mitt næsta)(?: næsta)? (?:jour|jouren|pass|beredskap)",
        r"har jag (?:jour|beredskap|pass)", r"(?:visa )?(?:mina|mitt næsta) pass",
    ),
    "oncall week": (
        r"(?:show (?:me )?|vis (?:meg |mig )?|visa (?:mig )?)?(?:the |this week's )?(?:rota|roster|vaktlista|"
        r"vaktlisten|vaktplanen|"
        r"vaktplan|jourlistan|jourschemat|vagtplanen|vagtplan|vagtlisten)",
        r"who(?:'s| is) (?:on call|on duty) this week",
        r"hvem har (?:vakt|vakta|vakten|vagt|vagten) (?:denne|i denne) "
        r"(?:uka|uken|uge)", r"vem har jour(?:en)? (?:den hær|denna|i) veckan?",
    ),
    "oncall": (
        rf"who(?:'s| is| has)(?: the)? (?:on call|on duty|on watch|oncall|duty|shift|watch|pager){_WHEN}",
        r"who (?:do|can|should) i call",
        rf"hvem (?:har|er på|tar|sitter med|tager)(?: den)? (?:vakt|vakta|vakten|vagt|vagten|beredskap|"
        rf"beredskapen){_WHEN}",
        r"hvem (?:kan|skal) jeg ringe(?: til)?", r"vem (?:kan|ska) jag ringa",
        rf"vem (?:har|ær|tar)(?: på)? (?:jour|jouren|beredskap|passet){_WHEN}",
    ),
    "away list": (
        r"who(?:'s| is) (?:away|off|out|on leave|on holiday|ill|sick)(?: (?:today|now|this week))?",
        r"hvem er (?:borte|syk|syke|på ferie|fraværende|vekk|væk|syg|syge|bortreist)(?: (?:i dag|idag|nå|nu|"
        r"denne uka))?",
        r"vem ær (?:borta|sjuk|sjuka|ledig|lediga|på semester|frånvarande)(?: (?:i dag|idag|nu))?",
    ),
    "mine": (
        r"what(?:'s|s| is) (?:mine|on my plate|waiting for me)",
        r"what do i have(?: to (?:do|answer)| on my plate| open)?" + _NOW,
        r"what should i (?:do|answer)(?: now| next| first| today)?", r"what waits for me" + _NOW,
        r"(?:show me |show )?my (?:open )?(?:items|posts|tasks|questions|list|work)",
        r"do i have anything(?: open| to answer| to do| waiting)?" + _NOW,
        r"(?:is there )?(?:anything|something) (?:for me|mine|waiting for me)" + _NOW,
        r"which(?: ones| items| posts)? are mine",
        r"hva er (?:mitt|mine|min)", r"hva har jeg(?: å gjøre| å svare på| på bordet| liggende)?" + _NOW,
        r"hva (?:venter|ligger) (?:på|hos) meg" + _NOW, r"hva skal jeg (?:svare på|gjøre|ta)(?: nå| først| i dag)?",
        r"(?:vis (?:meg |mig )?)?mine (?:åpne |åbne )?(?:saker|innlegg|oppgaver|spørsmål|sager|opslag|opgaver|"
        r"spørgsmål)",
        r"har jeg noe(?: å gjøre| å svare på| åpent| som venter| liggende)?" + _NOW,
        r"hvilke(?: saker| sager)? er mine",
        r"(?:er det )?noe til meg" + _NOW,
        r"vad ær (?:mitt|mina|min)", r"vad har jag(?: att gøra| att svara på| på bordet)?" + _NOW,
        r"vad (?:væntar på|ligger hos) mig" + _NOW,
        r"vad (?:ska|skall) jag (?:svara på|gøra|ta)(?: nu| først| idag| i dag)?",
        r"(?:visa (?:mig )?)?mina (?:øppna )?(?:ærenden|inlægg|uppgifter|frågor)",
        r"har jag något(?: att gøra| att svara på| øppet| som væntar)?" + _NOW, r"vilka(?: ærenden)? ær mina",
        r"(?:finns det |ær det )?något (?:till|før) mig" + _NOW,
        r"hvad er (?:mit|mine|min)", r"hvad har jeg(?: at gøre| at svare på| at lave| på bordet)?" + _NOW,
        r"hvad (?:venter|ligger) (?:på|hos) mig" + _NOW,
        r"hvad skal jeg (?:svare på|gøre|lave|tage)(?: nu| først| i dag)?",
        r"har jeg noget(?: at gøre| at svare på| at lave| åbent| der venter)?" + _NOW,
        r"(?:er der )?noget til mig" + _NOW,
    ),
    "queue late": (
        rf"(?:what|which(?: {_POSTS})?|is anything|anything|hva|hvilke(?: {_POSTS})?|er noe|noe|vad|"
        rf"vilka(?: {_POSTS})?|ær något|något|"
        rf"hvad|er noget|noget|er der noget)(?:'s| is| are| er| ær| som er| som ær)? {_LATE}{_NOW}{_IN}",
        rf"how many(?: {_POSTS})? are {_LATE}",
        rf"hvor mange(?: {_POSTS})? er {_LATE}",
        rf"hur många(?: {_POSTS})? ær {_LATE}",
    ),
    "queue unclaimed": (
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?: is| are| er|"
        rf" ær)? {_FREE}{_NOW}{_IN}",
        r"what has nobody (?:taken|claimed|answered)",
        r"hva har ingen (?:tatt|svart på)",
        r"vad har ingen (?:tagit|svarat på)",
        r"hvad har ingen (?:taget|svaret på)",
    ),
    "queue risk": (
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?: is| are| er|"
        rf" ær)? {_RISK}{_NOW}",
    ),
    "queue high critical": (
        r"(?:what|which|anything|is anything|what's)(?: is| are)? (?:urgent|critical|pressing)" + _NOW,
        r"(?:hva|hvad|noe som|noget der|er det noe som|er der noget der) haster(?: mest)?" + _NOW,
        r"vad ær (?:bråttom|mest bråttom|akut)" + _NOW, r"(?:ær det )?något bråttom" + _NOW,
    ),
    "queue": (
        r"(?:what|hva|vad|hvad)(?:'s| is| er| er der| ær| ligger| ligger der| ligger det| står| finns| finns det)"
        rf"(?: in| i| on| på)(?: the)? (?:queue|køen|køa|køn){_IN}",
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?:'s| is| are| er| ær) "
        rf"{_OPEN}{_NOW}{_IN}",
        rf"(?:how many|hvor mange|hur många)(?: {_POSTS})?(?: is| are| er| ær)? {_OPEN}{_NOW}{_IN}",
        rf"(?:show (?:me )?|vis (?:meg |mig )?|visa (?:mig )?)?(?:the queue|køen|køa|køn){_IN}",
        r"(?:is )?anything (?:open|new|left)" + _NOW,
        r"(?:er det |er der )?(?:noe|noget) (?:nytt|nyt|åpent|åbent)" + _NOW,
        r"(?:ær det |finns det )?något (?:nytt|øppet)" + _NOW,
        r"hva gjenstår",
        r"vad återstår",
        r"hvad mangler(?: vi| der)?",
        r"what do we have(?: open| left)?" + _NOW,
    ),
    "status": (
        r"how (?:do|are) we (?:stand|standing|doing)(?: today| now| this week)?",
        r"how (?:is it going|are things|does it look)",
        r"what(?:'s|s| is) (?:the |our )?status", r"(?:give me |show me |show )?the (?:numbers|figures|status)",
        r"are we (?:on time|on track|behind|late)",
        r"hvordan (?:ligger vi an|står det til|går det|ser det ut|ligger det an)" + _NOW,
        r"(?:hva|hvad) er (?:status|statusen)",
        r"er vi (?:i rute|forsinket|bagud|foran|på etterskudd)", r"ligger vi (?:etter|godt an|bagud|efter)",
        r"(?:gi meg |vis meg |giv mig |vis mig )?tallene",
        r"hur (?:ligger vi till|går det|står det till|ser det ut|ær læget)" + _NOW,
        r"vad ær (?:læget|status|statusen)",
        r"ær vi (?:i fas|sena|efter)", r"(?:ge mig |visa mig |visa )?siffrorna",
        r"hvordan (?:ligger vi|klarer vi os|går det os)" + _NOW,
    ),
    "handbook": (
        r"(?:show me |show |give me |send me |vis meg |vis mig |vis |gi meg |giv mig |visa mig |visa |ge mig |"
        r"skicka )"
        r"(?:the handbook|håndboken|håndboka|handboken|håndbogen)",
    ),
    "new": (
        r"(?:add|hand in|register|report|make|create)(?: a)?(?: new)? (?:post|item)", r"(?:a )?new (?:post|item)",
        r"(?:legg|legge|meld|melde) inn(?: en| et)?(?: ny| nytt)? (?:innlegg|sak|post)",
        r"(?:registrer|registrere|lag|lage)(?: en| et)?"
        r"(?: ny| nytt)? (?:innlegg|sak)", r"(?:nytt|ny) (?:innlegg|sak|inlægg|ærende)",
        r"(?:lægg|lægga|skicka|skapa|registrera)(?: in| upp)?(?: ett)?(?: nytt)? (?:inlægg|ærende)",
        r"(?:nyt|ny) (?:opslag|sag)",
        r"(?:opret|oprette|indsend|indsende)(?: en| et)?(?: ny| nyt)? (?:sag|opslag)",
    ),
    "help": (
        r"what can (?:you|i) (?:do|say|ask)(?: you)?(?: for me)?",
        r"how does (?:this|it) work",
        r"(?:hi|hello|hey|hei|hej|hallo|halla|hejsan|heisann|good morning|god morgen|god morgon|godmorgen|god dag)",
        r"help me",
        r"what do you do",
        r"hva kan du(?: gjøre| hjelpe med)?",
        r"hva kan jeg (?:si|spørre om|spørre deg om)",
        r"hvordan (?:virker|fungerer) (?:dette|det|du)",
        r"hjelp (?:meg)", r"vad kan du(?: gøra| hjælpa till med)?", r"vad kan jag (?:sæga|fråga|fråga om)",
        r"hur fungerar (?:det|det hær|detta|du)", r"hjælp mig", r"hvad kan du(?: gøre| hjælpe med)?",
        r"hvad kan jeg (?:sige|spørge om)", r"hvordan (?:virker|fungerer) (?:det|det her|dette|du)",
    ),
    "show": (
        rf"(?:show|open|see|display|vis|vise|åpne|se|visa|øppna|åbn|åbne)(?: me| meg| mig)? {_ITEM}{_NUMBER}",
        rf"(?:item|case|sak|saken|ærende|ærendet|sag|sagen) {_NUMBER}",
        rf"what (?:about|happened (?:to|with)|became of) {_ITEM}{_NUMBER}",
        rf"how (?:is|does) {_ITEM}{_NUMBER}(?: doing| stand)?",
        rf"(?:hva|vad|hvad) (?:med|om|skjedde med|ble det av|hænde med|blev det av|skete der med|"
        rf"blev der af) {_ITEM}{_NUMBER}",
        rf"(?:hvordan|hur) (?:går|står) det (?:med|till med|til med) {_ITEM}{_NUMBER}",
    ),
    "find": (
        r"(?:find|search for|search|look for|look up|hunt down) (?:the |a |an )?(?:posts? |items? |"
        r"anything )?(?:about |with )?" + _REST,
        r"(?:finne?|søke?(?: etter)?|lete? etter|slå opp) (?:innlegget |innlegg |saken |saker )?(?:om |"
        r"med )?" + _REST,
        r"(?:hitta|søka?(?: efter)?|leta efter|slå upp) (?:inlægget |inlægg |ærendet |ærenden )?(?:om |"
        r"med )?" + _REST,
        r"(?:finde?|søge?(?: efter)?|lede? efter|slå op) (?:opslaget |opslag |sagen |sager )?(?:om |med )?" + _REST,
        r"(?:has anybody|has anyone|have customers|did anybody|did anyone|who) (?:written|write|wrote|asked|"
        r"ask) about " + _REST,
        r"(?:is|are) there (?:anything|something|posts|items) (?:about|with) " + _REST,
        r"(?:har noen|har nogen) (?:skrevet|spurt|spurgt) om " + _REST, r"hvem (?:har skrevet|skrev) om " + _REST,
        r"(?:er det noe|er der noget|finnes det noe|finns det något) om " + _REST,
        r"har någon (?:skrivit|frågat) om " + _REST, r"vem (?:har skrivit|skrev) om " + _REST,
    ),
    "route": (
        r"where would (?:this|it) go " + _REST,
        r"hvor (?:ville|vil|havner|går) (?:dette|den|det)(?: havne| gå| ende| her havne)? " + _REST,
        r"vart? (?:skulle|hamnar|går) (?:det hær|detta|det)(?: hamna| gå)? " + _REST,
    ),
}  # fmt: skip

THANKS = frozenset(
    {"thanks", "thank you", "takk", "tusen takk", "tack", "tack så mycket", "tak", "mange tak", "takk skal du ha"}
)
"""Nothing is asked by these. "tak" alone is Danish for it, and no order."""

_AWAY = (
    r"(?:away|off|out of office|out of the office|on holiday|on vacation|on leave|ill|sick)",
    r"(?:borte|bortreist|vekk|fraværende|på ferie|på reise|syk|sjuk|sykmeldt|ikke på jobb|i permisjon)",
    r"(?:borta|bortrest|frånvarande|på semester|sjuk|ledig|tjænstledig|sjukskriven)",
    r"(?:væk|bortrejst|fraværende|på ferie|syg|sygemeldt|på orlov|ikke på arbejde)",
)

_ORDERS: tuple[tuple[str, str], ...] = (
    ("back", r"(?:i am|i'm|im) back(?: again| now| at work)?"),
    ("back", r"(?:jeg|eg) er (?:tilbake|attende|tilbage)(?: igjen| igen| nå| nu| på jobb| på arbejde)?"),
    ("back", r"jag ær tillbaka(?: igen| nu| på jobbet)?"),
    ("away", rf"(?:i am|i'm|im|i will be|i'll be) {_AWAY[0]}{_WHEN}"),
    ("away", rf"(?:jeg|eg) (?:er|blir|vil være) {_AWAY[1]}{_WHEN}"),
    ("away", rf"jag (?:ær|blir|kommer att vara) {_AWAY[2]}{_WHEN}"),
    ("away", rf"jeg (?:er|bliver|vil være) {_AWAY[3]}{_WHEN}"),
    ("away", rf"jeg (?:har|tar|holder) (?:fri|ferie) {_REST}"),
    ("away", rf"jag (?:har|tar) (?:semester|ledigt) {_REST}"),
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

QUESTIONS = tuple((name, re.compile(one)) for name, every in _SENTENCES.items() for one in every)
ORDERS = tuple((name, re.compile(one)) for name, one in _ORDERS)
"""What changes something. Each says that it is the speaker's own, and what follows must be a time."""
