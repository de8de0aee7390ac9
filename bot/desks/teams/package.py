"""The app package that an administrator uploads: manifest, icons, and the names in four languages.

Source: Microsoft's "App manifest schema for Teams", version 1.29; a test validates against the published schema.
"""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from bot.desks.teams.activities import MAKE_ITEM
from bot.desks.teams.icons import colour_icon, outline_icon
from handlers.commands import COMMANDS
from handlers.views.new_item import NEW_ITEM

Json = dict[str, Any]

MANIFEST_VERSION = "1.29"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
LOCAL_SCHEMA = SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema")
RSC_RESOURCE = "https://RscBasedStoreApp"
"""Any words may stand here when an app has no single sign-on; these are Microsoft's own example."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time stamp of all files, so that the same package comes out every time."""


@dataclass(frozen=True)
class Texts:
    """What stands in the app's own page, in one language. `commands` says what each is for, by its word."""

    short: str
    full: str
    commands: Mapping[str, str]
    make_item: str
    make_item_why: str
    new_item: str
    new_item_why: str


ENGLISH = Texts(
    "No customer question is left unanswered",
    "Svarvakt makes an item of each question and critique that customers write on social media, names the colleague "
    "who may answer and says why, reminds, escalates, and wakes the person on call before it is too late. Managers "
    "ask it how they stand.",
    {
        "status": "How we stand: what is open, at risk and late",
        "mine": "What you have to answer, and what waits for you",
        "queue": "What is open, by deadline: queue delivery late",
        "find": "Items by words, name or link: find parcel. Then show 12",
        "away": "Away until friday, deputy @Bo: who answers in your place",
        "back": "You are back, and are named again",
        "oncall": "Who is on call: now, oncall week, oncall mine",
        "swap": "Ask somebody to take your shift: swap @Bo friday",
        "take": "You are on call instead, at once: take 2 hours",
        "help": "What can be said to me",
    },
    "Make this an item",
    "Takes a customer's words from this message and finds who answers",
    "New item",
    "Hands in what a customer wrote and no channel brought",
)

OTHERS = {
    "nb-no": Texts(
        "Ingen kundespørsmål blir stående ubesvart",
        "Svarvakt lager en sak av hvert spørsmål og hver kritikk som kunder skriver i sosiale medier, utpeker "
        "kollegaen som kan svare og sier hvorfor, minner om det, eskalerer, og vekker den som har vakt før det er for "
        "sent. Ledere spør den hvordan det står til.",
        {
            "status": "Hvordan det står til: hva som er åpent, i faresonen og over fristen",
            "mine": "Det du har å svare på, og det som venter på deg",
            "queue": "Hva som er åpent, etter frist: queue levering forsinket",
            "find": "Saker etter ord, navn eller lenke: find pakke. Så: show 12",
            "away": "Borte, away until friday deputy @Bo: hvem som svarer i ditt sted",
            "back": "Du er tilbake, og utpekes igjen",
            "oncall": "Hvem som har vakt: nå, oncall week, oncall mine",
            "swap": "Spør noen om å ta vakten din: swap @Bo friday",
            "take": "Du har vakt i stedet, med en gang: take 2 hours",
            "help": "Hva du kan si til meg",
        },
        "Gjør dette til en sak",
        "Tar kundens ord fra denne meldingen og finner hvem som svarer",
        "Ny sak",
        "Legger inn det en kunde skrev, og som ingen kanal har hentet",
    ),
    "sv-se": Texts(
        "Ingen kundfråga lämnas obesvarad",
        "Svarvakt gör ett ärende av varje fråga och kritik som kunder skriver i sociala medier, utser kollegan som får "
        "svara och säger varför, påminner, eskalerar och väcker den som har jour innan det är för sent. Chefer frågar "
        "den hur det står till.",
        {
            "status": "Hur det står till: vad som är öppet, i riskzonen och försenat",
            "mine": "Det du har att svara på, och det som väntar på dig",
            "queue": "Vad som är öppet, efter frist: queue leverans försenad",
            "find": "Ärenden efter ord, namn eller länk: find paket. Sedan: show 12",
            "away": "Borta, away until friday deputy @Bo: vem som svarar i ditt ställe",
            "back": "Du är tillbaka och utses igen",
            "oncall": "Vem som har jour: nu, oncall week, oncall mine",
            "swap": "Fråga någon om att ta din jour: swap @Bo friday",
            "take": "Du har jour i stället, genast: take 2 hours",
            "help": "Vad du kan säga till mig",
        },
        "Gör det här till ett ärende",
        "Tar kundens ord från meddelandet och tar reda på vem som svarar",
        "Nytt ärende",
        "Lämnar in vad en kund har skrivit och ingen kanal har hämtat",
    ),
    "da-dk": Texts(
        "Intet kundespørgsmål står ubesvaret",
        "Svarvakt laver en sag af hvert spørgsmål og hver kritik, som kunder skriver på sociale medier, udpeger den "
        "kollega, der må svare, og siger hvorfor, minder om det, eskalerer og vækker den vagthavende, før det er for "
        "sent. Ledere spørger den, hvordan det står til.",
        {
            "status": "Hvordan det står til: hvad der er åbent, i farezonen og over fristen",
            "mine": "Det, du skal svare på, og det, der venter på dig",
            "queue": "Hvad der er åbent, efter frist: queue levering forsinket",
            "find": "Sager efter ord, navn eller link: find pakke. Så: show 12",
            "away": "Væk, away until friday deputy @Bo: hvem der svarer i dit sted",
            "back": "Du er tilbage og udpeges igen",
            "oncall": "Hvem der har vagt: nu, oncall week, oncall mine",
            "swap": "Spørg nogen, om de tager din vagt: swap @Bo friday",
            "take": "Du har vagt i stedet, med det samme: take 2 hours",
            "help": "Hvad du kan sige til mig",
        },
        "Gør det til en sag",
        "Tager kundens ord fra beskeden og finder den, der svarer",
        "Ny sag",
        "Indleverer det, en kunde skrev, og som ingen kanal har hentet",
    ),
}


LONGEST_COMPANY, LONGEST_ADDRESS = 32, 2048
"""Characters of a publisher's name and of its addresses, in the schema."""


class NoPackage(Exception):
    """The package cannot be made; the text says what to mend."""


def package(app_id: str, company: str, website: str, version: str) -> bytes:
    """The zip. `website` is the company's page for the app's help, privacy and terms. Raises NoPackage."""
    if not app_id:
        raise NoPackage("The bot's Microsoft App ID is missing: give --app-id, or set TEAMS_APP_ID.")
    if not _GUID.fullmatch(app_id):
        raise NoPackage(
            "The app id is no id of the Azure portal: it has the form 11111111-2222-3333-4444-555555555555."
        )
    company, website = _company(company), _website(website)
    files = {
        "manifest.json": _json(manifest(app_id, company, website, version)),
        "color.png": colour_icon(),
        "outline.png": outline_icon(),
        **{f"{tag}.json": _json(localized(texts)) for tag, texts in OTHERS.items()},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _company(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or not shown.isprintable():
        raise NoPackage("--company must be your company's name.")
    if len(shown) > LONGEST_COMPANY:
        raise NoPackage(
            f"--company may have {LONGEST_COMPANY} characters in Teams; this one has {len(shown)}. Shorten it."
        )
    return shown


def _website(address: str) -> str:
    """As it was given, when it is an address that a person can open."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    odd = set(address) & set(' "<>\\^`{|}') or not address.isprintable()
    if parts.scheme != "https" or "." not in host.strip(".") or parts.username is not None or odd:
        raise NoPackage("--website must be your page's address, such as https://fjellro.example/svarvakt.")
    if len(address) > LONGEST_ADDRESS:
        raise NoPackage(f"--website may have {LONGEST_ADDRESS} characters in Teams. Shorten it.")
    return "https" + address[len("https") :]


def manifest(app_id: str, company: str, website: str, version: str) -> Json:
    """The manifest, in English."""
    texts = ENGLISH
    commands = [{"title": name, "description": texts.commands[name]} for name in listed()]
    make = {
        "id": MAKE_ITEM,
        "type": "action",
        "context": ["message"],
        "title": texts.make_item,
        "description": texts.make_item_why,
        "fetchTask": True,
    }
    new = {
        "id": NEW_ITEM,
        "type": "action",
        "context": ["compose", "commandBox"],
        "title": texts.new_item,
        "description": texts.new_item_why,
        "fetchTask": True,
    }
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST_VERSION,
        "version": version,
        "id": app_id,
        "developer": {"name": company, "websiteUrl": website, "privacyUrl": website, "termsOfUseUrl": website},
        "name": {"short": "Svarvakt", "full": f"Svarvakt: {company}"},
        "description": {"short": texts.short, "full": texts.full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#262A5C",
        "localizationInfo": {
            "defaultLanguageTag": "en-us",
            "additionalLanguages": [{"languageTag": tag, "file": f"{tag}.json"} for tag in OTHERS],
        },
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal", "team"], "commands": commands}],
            }
        ],
        "composeExtensions": [{"botId": app_id, "commands": [make, new]}],
        "webApplicationInfo": {"id": app_id, "resource": RSC_RESOURCE},
        "authorization": {
            "permissions": {"resourceSpecific": [{"name": "ChannelMessage.Read.Group", "type": "Application"}]}
        },
    }


def listed() -> tuple[str, ...]:
    """The commands that Teams proposes to people while they write to the bot: those of the program, ten at most."""
    return tuple(name for name in ENGLISH.commands if name in COMMANDS)


def localized(texts: Texts) -> Json:
    """The same words in another language, by their place in the manifest."""
    commands = "bots[0].commandLists[0].commands"
    return {
        "$schema": LOCAL_SCHEMA,
        "name.short": "Svarvakt",
        "description.short": texts.short,
        "description.full": texts.full,
        **{f"{commands}[{place}].description": texts.commands[name] for place, name in enumerate(listed())},
        "composeExtensions[0].commands[0].title": texts.make_item,
        "composeExtensions[0].commands[0].description": texts.make_item_why,
        "composeExtensions[0].commands[1].title": texts.new_item,
        "composeExtensions[0].commands[1].description": texts.new_item_why,
    }


def _json(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
