"""What the demo's customers write: made up, in four languages, about a shop that does not exist."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One post. `integration` names the app that brings it into the chat."""

    id: str
    label: str
    source: str
    language: str
    author: str
    text: str
    url: str

    @property
    def integration(self) -> str:
        return {"facebook": "Facebook Pages", "x": "X Mentions", "blog": "Blog Comments"}[self.source]


SAMPLES = (
    Sample(
        "pakke", "Where is my parcel?", "facebook", "nb", "Kari Nordmann",
        "Hei! Jeg bestilte telt for ni dager siden, og sporingen har stått stille siden mandag. Hvor er pakken min? "
        "Vi skal på tur på fredag 😟",
        "https://www.facebook.com/fjellro/posts/1001?comment_id=1",
    ),
    Sample(
        "igjen", "The same once more", "x", "nb", "Kari Nordmann",
        "Hei @fjellro! Jeg bestilte telt for ni dager siden, og sporingen har stått stille siden mandag. Hvor er "
        "pakken min? Vi skal på tur på fredag 😟",
        "https://x.com/karinordmann/status/178007",
    ),
    Sample(
        "paket", "The parcel is late", "x", "sv", "Johan Ek",
        "Fjärde dagen i rad som @fjellro säger att paketet kommer ”i morgon”. Försenad leverans, och ingen svarar. "
        "Besviken.",
        "https://x.com/johanek/status/178002",
    ),
    Sample(
        "tilbage", "Refund, please", "facebook", "da", "Søren Lund",
        "Jeg returnerede jakken for tre uger siden. Hvornår får jeg min tilbagebetaling?",
        "https://www.facebook.com/fjellro/posts/1003?comment_id=4",
    ),
    Sample(
        "stropp", "A strap snapped", "x", "en", "Mia Thompson",
        "@fjellro the chest strap of my Storfjell 60 snapped on the way down from Galdhøpiggen. Somebody could get "
        "injured. What are you going to do about it?",
        "https://x.com/miathompson/status/178001",
    ),
    Sample(
        "brenner", "A stove flared up", "x", "nb", "Ingrid Solbakken",
        "Brenneren jeg kjøpte hos @fjellro slo ut i flammer i går. Livsfarlig! Vet dere om denne feilen?",
        "https://x.com/ingridsol/status/178003",
    ),
    Sample(
        "faktura", "Charged twice", "facebook", "nb", "Ola Haugen",
        "Dere har trukket meg to ganger for samme faktura! Ringt tre ganger uten svar. Dette er rett og slett for "
        "dårlig.",
        "https://www.facebook.com/fjellro/posts/1001?comment_id=2",
    ),
    Sample(
        "advokat", "A lawyer is mentioned", "facebook", "nb", "Per Strand",
        "Dere skylder meg penger for turen jeg måtte avlyse da teltet ikke kom. Hvis jeg ikke hører fra dere i dag, "
        "går saken til en advokat. Hva har dere tenkt å gjøre?",
        "https://www.facebook.com/fjellro/posts/1008?comment_id=9",
    ),
    Sample(
        "snail", "Slow as a snail", "x", "en", "Priya Nair",
        "Two weeks for a delivery from @fjellro to Bergen. I could have walked. Any idea where my parcel is?",
        "https://x.com/priyanair/status/178004",
    ),
    Sample(
        "storlek", "Which size?", "facebook", "sv", "Anders Lindqvist",
        "Hej! Är Skare-jackan stor i storleken? Jag har vanligtvis L men är lång i armarna.",
        "https://www.facebook.com/fjellro/posts/1005?comment_id=6",
    ),
    Sample(
        "sovepose", "Which sleeping bag?", "blog", "da", "Mette Kjær",
        "God artikel! Men hvilken sovepose ville I tage med på januartur i Rondane? Jeg fryser meget om fødderne.",
        "https://blogg.fjellro.example/soveposer#comment-41",
    ),
    Sample(
        "waterproof", "Is it waterproof?", "blog", "en", "Callum Reid",
        "Does the Skare jacket keep its waterproofing after washing, or do I need to treat it again every season?",
        "https://blogg.fjellro.example/skare-jacket#comment-12",
    ),
    Sample(
        "blogg", "A long critique", "blog", "nb", "Tor på tur",
        "Jeg har testet Storfjell-sekken i et halvt år. Bæresystemet er godt, men hoftebeltet glir, og regntrekket "
        "holder ikke tett etter ti mil i sidevind. Skuffende til den prisen. Har Fjellro tenkt å gjøre noe med det?",
        "https://torpaatur.example/2026/storfjell-60#comments",
    ),
    Sample(
        "reparasjon", "Can it be repaired?", "facebook", "nb", "Nils Aune",
        "Glidelåsen på jakka fra 2019 har gått. Reparerer dere den, eller må jeg kjøpe ny?",
        "https://www.facebook.com/fjellro/posts/1004?comment_id=5",
    ),
    Sample(
        "gavekort", "A gift card", "facebook", "da", "Birgitte Holst",
        "Kan man bruge et norsk gavekort i jeres danske butik? Og kan I sende mig en regning på mail?",
        "https://www.facebook.com/fjellro/posts/1006?comment_id=7",
    ),
    Sample(
        "invoice", "Invoice address", "x", "en", "Nordic Trails Ltd",
        "@fjellro can you please send last month's invoice again? It went to our old address.",
        "https://x.com/nordictrails/status/178005",
    ),
    Sample(
        "tack", "Thanks for the help", "facebook", "sv", "Elin Sjöberg",
        "Tack Bo för hjälpen med kängorna i går! Så himla bra bemötande 🧡",
        "https://www.facebook.com/fjellro/posts/1002?comment_id=3",
    ),
    Sample(
        "takk", "Best shop in town", "facebook", "nb", "Turid Moen",
        "Takk for fantastisk service i butikken på lørdag! Beste sportsbutikken i byen 👏",
        "https://www.facebook.com/fjellro/posts/1007?comment_id=8",
    ),
    Sample(
        "clowns", "Just an insult", "x", "en", "grumpy_goat_88",
        "@fjellro you are a bunch of clowns. Worst shop in Norway.",
        "https://x.com/grumpy_goat_88/status/178006",
    ),
)  # fmt: skip
"""In the order of the page's menu: what shows most comes first."""
