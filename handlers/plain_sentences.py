"""The sentences that `handlers.plain_words` knows, by what they mean; letters folded: ä is æ, ö is ø.

`<rest>` is what goes with the command. The first that fits a whole sentence counts.
"""

import re
from collections.abc import Mapping

_REST = r"(?P<rest>.+)"
_WHEN = r"(?: (?P<rest>.+))?"
_ITEM = (
    r"(?:(?:the |den |det )?(?:item|post|case|sak|saken|ærende|ærendet|sag|sagen|innlegg|inlægg|opslag|"
    r"number|nummer|nr|no) ){0,2}"
)
_NUMBER = r"(?P<rest>#?[0-9]{1,9})"
_ITEMS = (
    r"(?:posts?|items?|anything|innlegg|innlegget|sak|saken|saker|inlægg|inlægget|ærende|ærendet|ærenden|opslag|"
    r"opslaget|sag|sagen|sager)"
)
_OPEN = (
    r"(?:open|unanswered|waiting|left|åpent|åpne|ubesvart|ubesvarte|øppet|øppna|obesvarat|obesvarade|oppet|"
    r"åbent|åbne|ubesvaret|ubesvarede|igjen|kvar|tilbage|uløst|uløste)"
)
_LATE = (
    r"(?:late|overdue|too late|forsinket|forsinkede|forsinka|(?:for )?seint? ute|(?:for )?sent ute|før sent|"
    r"for sent|før sena|førsenat|førsenade|sena|sene)"
)
_FREE = r"(?:free|unclaimed|untaken|ledig|ledige|lediga|ledigt)"
_RISK = r"(?:at risk|i faresonen|i riskzonen|i farezonen)"
_POSTS = r"(?:items|posts|questions|saker|innlegg|spørsmål|ærenden|inlægg|frågor|sager|opslag|spørgsmål)"
_NOW = r"(?: (?:now|right now|today|just now|nå|nu|akkurat nå|lige nu|just nu|i dag|idag|no))?"
_SOON = (
    r"(?: (?:today|now|this week|next week|this weekend|i dag|idag|nå|nu|denne uka|denne uken|neste uke|i uka|"
    r"denne uge|næste uge|i næste uge|i denne uge|denna vecka|næsta vecka|den hær veckan|i helga|i helgen))?"
)
_IN = r"(?: (?:in|i|for|på|within) (?P<rest>.+))?"
_SHOW = (
    r"(?:(?:show|list|display|give|see|vis|vise|visa|se|list opp|lista|gi|giv|ge)(?: me| meg| mig)?"
    r"(?: what| everything that| hva| alt| alt som| det| vad| allt| allt som| hvad| alt hvad)?"
    r"(?: is| er| som er| der er| ær| som ær|'s)?(?: all| the| all the| alle| alla| de| alle de)? )"
)
_THOSE = rf"(?: {_POSTS})?"

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
        r" (?:vakt|vakta|vakten|vagt|vagten|beredskap)(?: neste gang| næste gang| igjen| igen)?",
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
        rf"hvem (?:er det som |er det der )?(?:har|er på|er|tar|sitter med|tager)(?: den)? (?:vakt|vakta|vakten|vagt|"
        rf"vagten|beredskap|beredskapen|vakthavende|vagthavende){_WHEN}",
        r"is (?:anybody|anyone|somebody) on (?:call|duty)" + _WHEN,
        r"(?:har noen|er noen på|er det noen på|har nogen|er der nogen på) (?:vakt|vakta|vagt|vagten)" + _WHEN,
        r"(?:har någon|ær någon i) (?:jour|jouren|tjænst)" + _WHEN,
        r"hvem (?:kan|skal) jeg ringe(?: til)?", r"vem (?:kan|ska) jag ringa",
        rf"vem (?:ær det som )?(?:har|ær|tar)(?: på| i)? (?:jour|jouren|beredskap|passet|tjænst|jourhavande){_WHEN}",
    ),
    "away list": (
        r"who(?:'s| is) (?:away|off|out|on leave|on holiday|ill|sick)" + _SOON,
        r"hvem er (?:borte|syk|syke|på ferie|fraværende|vekk|væk|syg|syge|bortreist)" + _SOON,
        r"vem ær (?:borta|sjuk|sjuka|ledig|lediga|på semester|frånvarande)" + _SOON,
    ),
    "mine": (
        r"what(?:'s|s| is) (?:mine|on my plate|waiting for me)",
        r"what do i have(?: to (?:do|answer)| on my plate| open)?" + _NOW,
        r"what should i (?:do|answer)(?: now| next| first| today)?", r"what waits for me" + _NOW,
        r"(?:show me |show )?my (?:open )?(?:items|posts|tasks|questions|list|work)",
        r"what(?:'s| is) (?:left|up|open|there)(?: for me)?(?: to (?:do|answer))" + _NOW,
        r"what(?:'s| is) (?:left|up|open|there) for me" + _NOW,
        r"what (?:have i got|do i need to (?:do|answer)|must i (?:do|answer))" + _NOW,
        rf"(?:which|how many) {_POSTS} (?:do i have|have i got|have i|are mine)" + _NOW,
        r"do i have anything(?: open| to answer| to do| waiting)?" + _NOW,
        r"(?:is there )?(?:anything|something) (?:for me|mine|waiting for me)" + _NOW,
        r"which(?: ones| items| posts)? are mine",
        r"hva er (?:mitt|mine|min)", r"hva har jeg(?: å gjøre| å svare på| på bordet| liggende)?" + _NOW,
        r"hva må jeg (?:svare på|gjøre|ta)" + _NOW,
        r"hva har jeg igjen" + _NOW,
        rf"(?:hvilke|hvor mange) {_POSTS} (?:har jeg|har jeg igjen)" + _NOW,
        r"hva (?:venter|ligger) (?:på|hos) meg" + _NOW, r"hva skal jeg (?:svare på|gjøre|ta)(?: nå| først| i dag)?",
        r"(?:vis (?:meg |mig )?)?mine (?:åpne |åbne )?(?:saker|innlegg|oppgaver|spørsmål|sager|opslag|opgaver|"
        r"spørgsmål)",
        r"har jeg noe(?: å gjøre| å svare på| åpent| som venter| liggende)?" + _NOW,
        r"hvilke(?: saker| sager)? er mine",
        r"(?:er det )?noe til meg" + _NOW,
        r"vad ær (?:mitt|mina|min)", r"vad har jag(?: att gøra| att svara på| på bordet)?" + _NOW,
        r"vad (?:væntar på|ligger hos) mig" + _NOW,
        r"vad (?:måste|behøver) jag (?:svara på|gøra)" + _NOW,
        r"vad har jag kvar(?: att gøra| att svara på)?" + _NOW,
        rf"(?:vilka|hur många) {_POSTS} har jag(?: kvar)?" + _NOW,
        r"vad (?:ska|skall) jag (?:svara på|gøra|ta)(?: nu| først| idag| i dag)?",
        r"(?:visa (?:mig )?)?mina (?:øppna )?(?:ærenden|inlægg|uppgifter|frågor)",
        r"har jag något(?: att gøra| att svara på| øppet| som væntar)?" + _NOW, r"vilka(?: ærenden)? ær mina",
        r"(?:finns det |ær det )?något (?:till|før) mig" + _NOW,
        r"hvad er (?:mit|mine|min)", r"hvad har jeg(?: at gøre| at svare på| at lave| på bordet)?" + _NOW,
        r"hvad (?:venter|ligger) (?:på|hos) mig" + _NOW,
        r"hvad (?:mangler jeg|skal jeg nå|har jeg tilbage)(?: at gøre| at svare på| at lave)?" + _NOW,
        rf"(?:hvilke|hvor mange) {_POSTS} har jeg(?: tilbage)?" + _NOW,
        r"hvad skal jeg (?:svare på|gøre|lave|tage)(?: nu| først| i dag)?",
        r"har jeg noget(?: at gøre| at svare på| at lave| åbent| der venter)?" + _NOW,
        r"(?:er der )?noget til mig" + _NOW,
    ),
    "queue late": (
        rf"(?:what|which(?: {_POSTS})?|is anything|anything|hva|hvilke(?: {_POSTS})?|er noe|noe|vad|"
        rf"vilka(?: {_POSTS})?|ær något|något|"
        rf"hvad|er noget|noget|er der noget)(?:'s| is| are| er| ær| som er| som ær)? {_LATE}{_NOW}{_IN}",
        rf"(?:how many|hvor mange|hur många){_THOSE}(?: are| is| er| ær) {_LATE}{_NOW}{_IN}",
        rf"{_SHOW}{_LATE}{_THOSE}{_NOW}{_IN}",
    ),
    "queue unclaimed": (
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?: is| are| er|"
        rf" ær)? {_FREE}{_NOW}{_IN}",
        r"what has nobody (?:taken|claimed|answered)",
        r"hva har ingen (?:tatt|svart på)",
        r"vad har ingen (?:tagit|svarat på)",
        r"hvad har ingen (?:taget|svaret på)",
        rf"{_SHOW}{_FREE}{_THOSE}{_NOW}{_IN}",
    ),
    "queue risk": (
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?: is| are| er|"
        rf" ær)? {_RISK}{_NOW}{_IN}",
    ),
    "queue high critical": (
        r"(?:what|which|anything|is anything|what's)(?: is| are)? (?:urgent|critical|pressing)" + _NOW + _IN,
        r"(?:hva|hvad|noe som|noget der|er det noe som|er der noget der) (?:haster|brenner|brænder)(?: mest)?"
        + _NOW + _IN,
        r"vad ær (?:bråttom|mest bråttom|akut)" + _NOW + _IN,
        r"(?:ær det |finns det )?något (?:bråttom|akut|som ær bråttom|som brådskar|som brinner)" + _NOW + _IN,
    ),
    "queue": (
        r"(?:what|hva|vad|hvad)(?:'s| is| er| er der| ær| ligger| ligger der| ligger det| står| finns| finns det)"
        rf"(?: in| i| on| på)(?: the)? (?:queue|køen|køa|køn){_IN}",
        rf"(?:what|which(?: {_POSTS})?|hva|hvilke(?: {_POSTS})?|vad|vilka(?: {_POSTS})?|hvad)(?:'s| is| are| er| ær) "
        rf"{_OPEN}{_NOW}{_IN}",
        rf"(?:how many|hvor mange|hur många)(?: {_POSTS})?(?: is| are| er| ær)? {_OPEN}{_NOW}{_IN}",
        rf"(?:what|hva|vad|hvad) (?:is|er der|er det|ær|er) i (?:køen|køa|køn){_NOW}{_IN}",
        rf"(?:{_SHOW})?(?:the queue|queue|køen|køa|køn){_NOW}{_IN}",
        rf"{_SHOW}{_OPEN}{_THOSE}{_NOW}{_IN}",
        rf"(?:hvordan|hur|how) (?:ser|går|does|is)(?: det| the)?(?: ut)?(?: i| med)? (?:køen|køa|køn|queue)"
        rf"(?: ut| look)?{_NOW}",
        rf"(?:how many|hvor mange|hur många){_THOSE}(?: are| er det| er der)? (?:waiting|venter|væntar){_NOW}{_IN}",
        rf"(?:is there |is )?anything (?:open|new|left){_NOW}{_IN}",
        rf"what(?:'s|s| is) new{_NOW}{_IN}",
        rf"(?:er det |er der )?(?:noe|noget) (?:nytt|nyt|åpent|åbent){_NOW}{_IN}",
        rf"(?:ær det |finns det )?något (?:nytt|øppet){_NOW}{_IN}",
        rf"(?:hva|vad|hvad) er (?:nytt|nyt){_NOW}{_IN}",
        r"hva gjenstår",
        r"vad återstår",
        r"hvad mangler(?: vi| der)?",
        r"what do we have(?: open| left)?" + _NOW,
    ),
    "status": (
        r"how (?:do|are) we (?:stand|standing|doing)(?: today| now| this week)?",
        r"how (?:is it going|are things|does it look)",
        r"what(?:'s|s| is) (?:the |our )?status", r"(?:give me |show me |show )?the (?:numbers|figures|status)",
        r"are we (?:on time|on track|behind|late)" + _NOW,
        r"hvordan (?:ligger vi an|står det til|går det|ser det ut|ligger det an)" + _NOW,
        r"(?:hva|hvad) er (?:status|statusen)",
        r"er vi (?:i rute|forsinket|sent ute|bagud|foran|på etterskudd)" + _NOW,
        r"ligger vi (?:etter|godt an|bagud|efter)",
        r"(?:gi meg |vis meg |giv mig |vis mig )?tallene",
        r"hur (?:ligger vi till|går det|står det till|ser det ut|ær læget)" + _NOW,
        r"(?:vad ær )?(?:læget|status|statusen)",
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
        r"hjelpe? (?:meg)", r"hva kan du hjelpe (?:meg|oss) med", r"vad kan du hjælpa (?:mig|oss) med",
        r"hvad kan du hjælpe (?:mig|os) med", r"hjælpe mig", r"hjælpa mig",
        r"what can you help (?:me |us )?with",
        r"(?:hi|hello|hey|hei|hej|hallo|good morning|god morgen|god morgon|godmorgen) (?:all|everyone|everybody|alle|"
        r"alle sammen|allesammen|alla|allihop|dere|folkens|there)",
        r"(?:all|everyone|everybody|alle|alle sammen|allesammen|alla|allihop|folkens|there)",
        r"vad kan du(?: gøra| hjælpa till med)?", r"vad kan jag (?:sæga|fråga|fråga om)",
        r"hur fungerar (?:det|det hær|detta|du)", r"hjælp mig", r"hvad kan du(?: gøre| hjælpe med)?",
        r"hvad kan jeg (?:sige|spørge om)", r"hvordan (?:virker|fungerer) (?:det|det her|dette|du)",
    ),
    "show": (
        rf"(?:show|open|see|display|vis|vise|åpne|se|visa|øppna|åbn|åbne)(?: me| meg| mig)? {_ITEM}{_NUMBER}",
        rf"(?:item|case|sak|saken|ærende|ærendet|sag|sagen) (?:number |nummer |nr |no )?{_NUMBER}",
        rf"(?:(?:what(?:'s|s| is)|hva er|vad ær|hvad er) )?(?:the )?status(?:en)? "
        rf"(?:of|on|for|på|før|med) {_ITEM}{_NUMBER}",
        rf"(?:hva|vad|hvad) (?:skjer|hænder|sker|sker der) (?:med) {_ITEM}{_NUMBER}",
        rf"(?:what's|whats|what is) (?:happening|up|going on) with {_ITEM}{_NUMBER}",
        rf"what (?:about|happened (?:to|with)|became of) {_ITEM}{_NUMBER}",
        rf"how (?:is|does) {_ITEM}{_NUMBER}(?: doing| stand)?",
        rf"(?:hva|vad|hvad) (?:med|om|skjedde med|ble det av|hænde med|blev det av|skete der med|"
        rf"blev der af) {_ITEM}{_NUMBER}",
        rf"(?:hvordan|hur) (?:går|står) det (?:med|till med|til med) {_ITEM}{_NUMBER}",
    ),
    "find": (
        r"(?:find|search for|search|look for|look up|hunt down|finne?|søke?(?: etter)?|lete?(?: etter| opp| fram)|"
        r"slå opp|hitta|søka?(?: efter)?|leta (?:efter|upp|fram)|slå upp|finde?|søge?(?: efter)?|lede? efter|slå op) "
        r"(?:the |a |an )?(?:" + _ITEMS + r" )?(?:(?:about|with|from|by|om|med|fra|från) )?" + _REST,
        r"(?:has anybody|has anyone|anyone who has|have customers|did anybody|did anyone|who) "
        r"(?:written|write|wrote|asked|ask) about " + _REST,
        r"(?:is|are) there (?:anything|something|posts|items) (?:about|with) " + _REST,
        r"(?:har noen|har nogen|noen som har|nogen der har) (?:skrevet|spurt|spurgt) om " + _REST,
        r"hvem (?:har skrevet|skrev) om " + _REST,
        r"(?:er det noe|er der noget|finnes det noe|finns det något) om " + _REST,
        r"(?:har någon|någon som har) (?:skrivit|frågat) om " + _REST, r"vem (?:har skrivit|skrev) om " + _REST,
    ),
    "route": (
        r"where would (?:this|it) go " + _REST,
        r"hvor (?:ville|vil|havner|går) (?:dette|den|det)(?: havne| gå| ende| her havne)? " + _REST,
        r"vart? (?:skulle|hamnar|går) (?:det hær|detta|det)(?: hamna| gå)? " + _REST,
    ),
}  # fmt: skip

QUESTIONS = tuple((name, re.compile(one)) for name, every in _SENTENCES.items() for one in every)

ABOUT = re.compile(rf"\w+ (?:the )?{_ITEMS} (?:about|with|from|by|om|med|fra|från) ")
"""How a search begins that says what it is about."""
