"""Mistakes about who is on call: in the short form, in layers, in their orders."""

from tests.routing.bad_handbooks import END, Mistake

DAY = '[[rota.layer]]\nid = "day"\n'
ADA = 'people = ["ada", "cy"]\n'
ORDER = "[[rota.layer.order]]\n"
_HANDOVERS = 'write for example "mon 08:00", "daily 08:00", "every 3 days 08:00" or ["mon 08:00", "fri 16:00"]'


def layered(text: str, told: str, shape: bool = False) -> Mistake:
    """A rota of these layers instead of the short form."""
    return Mistake(END, text, told, shape)


ROTAS = {
    # The short form.
    "twice in the rota": Mistake(
        '["ada", "cy"]', '["ada", "ada"]', '[rota]: "ada" stands twice; each person has one turn'
    ),
    "nobody known in the rota": Mistake(
        '["ada", "cy"]', '["zoe"]',
        '[rota]: nobody of its people is a [[person]]: "zoe"; add a [[person]] for one of them, or name others',
    ),
    "on call and out of reach": Mistake(
        'slack = "U0ADA"\n', "",
        '[rota]: "ada" has no chat identity, so no page would arrive; '
        "give the [[person]] slack or teams, or take the name out",
    ),
    "handover on two days": Mistake(
        END, END + 'handover = "mon-tue 08:00"\n',
        f'[rota]: handover: "mon-tue 08:00" names several days; {_HANDOVERS}', shape=True,
    ),
    "handover without a time": Mistake(
        END, END + 'handover = "every 3 days"\n',
        '[rota]: handover: "every 3 days" is no hand-over time; write for example "every 3 days 08:00"',
        shape=True,
    ),
    "handover of weeks without a day": Mistake(
        END, END + 'handover = "every 3 weeks 08:00"\n',
        '[rota]: handover: "every 3 weeks 08:00" is no hand-over time; write for example "every 3 weeks mon 08:00"',
        shape=True,
    ),
    "handover after years": Mistake(
        END, END + 'handover = "every 1000 days 08:00"\n',
        '[rota]: handover: "every 1000 days 08:00" comes too seldom; write at most every 999 days', shape=True,
    ),
    "handover at a number": Mistake(
        END, END + "handover = 8\n", f"[rota]: handover: 8 is no time; {_HANDOVERS}", shape=True
    ),
    "nobody at all in the rota": Mistake(
        ADA, "", "[rota]: names nobody; give it people, or a [[rota.layer]] for each layer"
    ),
    "an empty rota": Mistake(
        '["ada", "cy"]', "[]", "[rota]: people: must not be an empty list (found [])", shape=True
    ),
    "more than the whole target": Mistake(
        END, END + 'page_at = "150%"\n',
        "[rota]: page_at: '150%' is no part of the target; write for example \"50%\"", shape=True,
    ),
    "several rotas": Mistake(
        "[rota]", "[[rota]]", "[rota]: stands as [rota], with single brackets, and once", shape=True
    ),
    "rota twice": Mistake(END, END + END, "[rota]: stands twice, again at line 113, column N; keep one"),
    # Layers.
    "layer in single brackets": layered(
        '[rota.layer]\nid = "day"\n' + ADA,
        "[rota]: layer stands as [[rota.layer]], with double brackets, once for each", shape=True,
    ),
    "order from a time of day": layered(
        DAY + ORDER + "from = 2026-02-01T08:00:00\n" + ADA,
        "[[rota.layer.order]] number 1: from: 2026-02-01T08:00:00 has a time of day; write the day alone: 2026-02-01",
        shape=True,
    ),
    "short form and layers": layered(
        END + DAY + ADA, "[rota]: has layers and people; put them into a [[rota.layer]]"
    ),
    "layer twice": layered(DAY + ADA + DAY + ADA, '[[rota.layer]] "day": id "day" stands twice; give one another id'),
    "layer without an id": layered(
        "[[rota.layer]]\n" + ADA, "[[rota.layer]] number 1: id is missing", shape=True
    ),
    "layer of nobody": layered(
        DAY, '[[rota.layer]] "day": names nobody; give it people, a [[rota.layer.order]], or calendar = true'
    ),
    "layer of strangers": layered(
        DAY + 'people = ["zoe", "yan"]\n',
        '[[rota.layer]] "day": nobody of its people is a [[person]]: "zoe", "yan"; '
        "add a [[person]] for one of them, or name others",
    ),
    "layer's key misspelled": layered(
        DAY + ADA + 'handovers = "mon 08:00"\n', '[[rota.layer]] "day": handovers: did you mean handover?', shape=True
    ),
    "layer in a zone of its own": layered(
        DAY + ADA + 'zone = "Oslo"\n', '[[rota.layer]] "day": zone: "Oslo" is no time zone; did you mean "Europe/Oslo"?'
    ),
    "two handovers at once": layered(
        DAY + ADA + 'handover = ["sun 23:00", "mon 01:30"]\n',
        '[[rota.layer]] "day": handover: two hand-over times are less than 3 hours apart; take one out, or move them '
        "apart",
    ),
    "layer that never covers": layered(
        DAY + ADA + 'hours = "never"\n',
        '[[rota.layer]] "day": hours never come, so the layer never covers; give it other hours, or take it out',
    ),
    "holidays of a layer that always covers": layered(
        DAY + ADA + 'holidays = "NO"\n',
        '[[rota.layer]] "day": holidays change nothing where a layer covers always; give it hours, or take them out',
    ),
    "holidays of a layer that says so": layered(
        DAY + ADA + 'holidays = "NO"\nhours = "mon-sun 00:00-24:00"\n',
        '[[rota.layer]] "day": holidays change nothing where a layer covers always; give it hours, or take them out',
    ),
    # Orders.
    "people and orders": layered(
        DAY + ADA + ORDER + "from = 2026-01-05\n" + ADA,
        '[[rota.layer]] "day": has [[rota.layer.order]] and people; put all people into orders',
    ),
    "orders that do not rise": layered(
        DAY + ORDER + "from = 2026-03-02\n" + ADA + ORDER + "from = 2026-01-05\n" + ADA,
        '[[rota.layer]] "day": the order from 2026-01-05 stands after the one from 2026-03-02; orders stand by their '
        "day, each day once",
    ),
    "order without a day": layered(
        DAY + ORDER + ADA, "[[rota.layer.order]] number 1: from is missing", shape=True
    ),
    "order of nobody": layered(
        DAY + ORDER + "from = 2026-01-05\npeople = []\n",
        "[[rota.layer.order]] number 1: people: must not be an empty list (found [])", shape=True,
    ),
    "twice in an order": layered(
        DAY + ORDER + "from = 2026-01-05\n" + ADA + ORDER + 'from = 2026-02-02\npeople = ["ada", "ada"]\n',
        '[[rota.layer.order]] number 2: "ada" stands twice; each person has one turn',
    ),
    # Calendars.
    "calendar and people": layered(
        DAY + ADA + "calendar = true\n",
        '[[rota.layer]] "day": has its shifts from a calendar; take out people, or calendar',
    ),
    "calendar and hours": layered(
        DAY + 'calendar = true\nhours = "mon-fri 08:00-16:00"\n',
        '[[rota.layer]] "day": has its shifts from a calendar; take out hours, or calendar',
    ),
    "address of a calendar": layered(
        DAY + 'calendar = "https://calendar.example.com/secret.ics"\n',
        '[[rota.layer]] "day": calendar: the address of a calendar is a secret and does not belong into a handbook; '
        "write calendar = true, and put the address into the setting",
        shape=True,
    ),
    "calendar by no setting": layered(
        DAY + 'calendar = "our team"\n',
        '[[rota.layer]] "day": calendar: write true, or the name of a setting in capitals, such as '
        '"ROTA_CALENDAR_TEAM"',
        shape=True,
    ),
    "include in a layer": layered(
        DAY + ADA + 'include = ["people.toml"]\n',
        "[rota]: include stands at the top of the file, before the first [section]",
    ),
}  # fmt: skip
