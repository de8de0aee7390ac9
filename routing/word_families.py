"""Words whose forms no ending explains, and near relations that people mean alike ("levere", "leveranse").

Before the colon the words for which a handbook's rule finds all that stand behind it. The forms are written folded (see
`routing.folding`): ä is æ, ö is ø. Forms that are oftener another word ("brød" of "bryde") are left out.
"""

from collections.abc import Mapping

_NORDIC = """
bok bog bøker bøcker bøger: bok boka boken bøker bøkene bog bogen bøger bøgerne bøcker bøckerna
natt nat netter: natt natta natten netter nettene nat nætter nætterne nætterna
hånd hand hender: hånd hånda hånden hender hendene hænder hænderne hand handa handen hænderna
tann tand tenner: tann tanna tannen tenner tennene tand tanden tænder tænderne tænderna
fot fod føtter: fot foten føtter føttene fod foden fødder fødderne føtterna
mann menn: mann mannen menn mennene mand manden mænd mændene mænnen
rot røtter: rot rota roten røtter røttene rod rødder rødderne røtterna
bror: bror broren brødre brødrene broder brøder brøderna
mor: mor moren mora mødre mødrene mødrar
datter dotter: datter datteren døtre døtrene dotter dottera døttrar
sønn søn son: sønn sønnen sønner sønnene søn sønnen sønnerne son sonen søner sønerna
kraft: kraft krafta kraften krefter kreftene kræfter kræfterne krafter
bonde: bonde bonden bønder bøndene bønderne bønderna
øye øje øga: øye øyet øyne øynene øje øjet øjne øjnene øga øgat øgon øgonen auge auga augo
øre øra: øre øret ører ørene ørerne øra ørat øron øronen
barn: barn barnet barna barns barnas børn børnene børns barnen
kne knæ: kne kneet knær knærne knæ knæet knæene
egg æg ægg: egg egget eggene egga æg ægget æggene ægg æggen
rom rum: rom rommet rommene romma rum rummet rummene rummen
får fikk fick fik: får fikk fått fås fik fået fick fekk
går gikk gick gik: går gikk gått gik gået gick gjekk
står sto stod: står sto stod stått stået
tar tok: tar tok tatt tas tager tog taget tagit tek tog
gir: gir ga gav gitt gis giver givet ger gett gives givits
ser: ser så sett
sier: sier sa sagt siger sagde sæger seier
kommer kom: kommer kom kommet kommit kjem
blir ble: blir ble blei blitt bliver blev blevet blivit vart vorte
gjøre gjør gøre gør gøra: gjøre gjør gjorde gjort gøre gør gjorde gøra gjer
skrive skriva: skrive skriver skrev skrevet skriv skriva skrivit skreiv
finne finde finna: finne finner fant funnet finnes finde finder fandt fundet findes finna fann funnit finns
selge sælge sælja: selge selger selges solgte solgt sælge sælger sælges sælja sæljer sålde sålt såld sel selde
velge vælge vælja: velge velger valgte valgt vælge vælger vælja væljer valde valt
trekke trække: trekke trekker trakk trukket trekt trække trækker trak
trukket: trekke trekker trakk trukket trekt
forsvinne forsvinde førsvinna forsvunnet: forsvinne forsvinner forsvant forsvunnet forsvunnen forsvinde forsvinder
forsvinne forsvinde førsvinna forsvunnet: forsvandt forsvundet førsvinna førsvinner førsvann førsvunnit forsvunne
knekke knække knæcka: knekke knekker knakk knekt knekket knekte knække knækker knækket knæcka knæckt
bryte bryde bryta: bryte bryter brøt brutt bryder brudt bryta brutit
fryse frysa: fryse fryser frøs frosset frossen frosne frysa frusit
drikke dricka: drikke drikker drakk drukket dricka dricker drack druckit
ligge ligga: ligge ligger lå ligget ligga låg legat
sitte sidde sitta: sitte sitter satt sittet sidder siddet sitta suttit
falle falde falla: falle faller falt falle falder faldt faldet falla føll fallit
hjelpe hjælpe hjælpa: hjelpe hjelper hjalp hjulpet hjelpes hjælpe hjælper hjælpa hjælper
hjelpe hjælpe hjælpa: hjelp hjelpen hjælp hjælpen hjælpt
stjele stjæle stjæla: stjele stjeler stjal stjålet stjålne stjæle stjæler stjæla stal stulit stulen stulna
snyte snyde: snyte snyter snøt snytt snydt snyde snyder snød
bedra bedrage: bedra bedrar bedro bedratt bedrage bedrager bedrog bedraget bedragit bedrageri
vinne vinde vinna: vinne vinner vant vunnet vinde vinder vandt vundet vinna vann vunnit
legge lægge: legge legger la lagt lægge lægger lagde
sende sænde: sende sender sendte sendt sendes sending sendingen sendinger senda sænda sænder sænde sænt
kjøpe købe køpa: kjøpe kjøper kjøpte kjøpt kjøp kjøpet købe køber købte købt køb købet køpa køper køpte køpt køp køpet
kjøp køb køp: kjøpe kjøper kjøpte kjøpt kjøp kjøpet købe køber købte købt køb købet køpa køper køpte køpt køp køpet
levere leverer levering leverte leverera: leverera levererar levererade levererat levererad levererats
levere leverer levering leverte leverera: leveranse leveransen leveranser leverans leveransen leveranserna leverancen
levere leverer levering leverte leverera: leverance levere leverer leverte levert levering leveringen leverede leveret
leveranse leverans leverance: leveranse leveransen leveranser leverans leveranserna leverance leverancen leverancer
bestille bestilling: bestille bestiller bestilte bestilt bestilles bestilling bestillingen bestillinger bestillingene
bestælla bestællning: bestælla bestæller bestællde bestællt bestælld bestællning bestællningen bestællningar
betale betaling betala betalning: betale betaler betalte betalt betaling betalingen betalinger betala betalar betalade
betale betaling betala betalning: betalat betalad betalning betalningen betalningar betal
"""

_ENGLISH = """
pay paid payment: pay pays paid paying payment payments payable
buy bought: buy buys bought buying
send sent: send sends sent sending
sell sold: sell sells sold selling
get got: get gets got getting gotten
lose lost: lose loses lost losing
break broke broken: break breaks broke broken breaking
find found: find finds found finding
eat ate eaten: eat eats ate eaten eating
take took taken: take takes took taken taking
give gave given: give gives gave given giving
write wrote written: write writes wrote written writing
tell told: tell tells told telling
feel felt: feel feels felt feeling
choose chose chosen: choose chooses chose chosen choosing
steal stole stolen: steal steals stole stolen stealing
freeze froze frozen: freeze freezes froze frozen freezing
throw threw thrown: throw throws threw thrown throwing
come came: come comes came coming
wait: wait waits waited waiting
call: call calls called calling
book: book books booked booking
deliver delivery delivered deliveries: deliver delivers delivered delivering delivery deliveries
cancel cancellation cancelled: cancel cancels cancelled canceled cancelling canceling cancellation cancellations
complain complaint: complain complains complained complaining complaint complaints
child children: child children
man men: man men
woman women: woman women
tooth teeth: tooth teeth
foot feet: foot feet
"""


def _families(lines: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines.strip().split("\n"):
        words, _, forms = line.partition(":")
        for word in words.split():
            found.setdefault(word, set()).update(forms.split())
    return {word: frozenset(forms - {word}) for word, forms in found.items()}


FAMILIES: Mapping[str, frozenset[str]] = _families(_NORDIC)
"""Nordic words, each with its other forms."""

ENGLISH: Mapping[str, frozenset[str]] = _families(_ENGLISH)
"""English ones: they are not looked for within longer words ("break" in "breakfast")."""
