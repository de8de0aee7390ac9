"""A good handbook with every section, and what people do to it: each kind of mistake, and what they are told."""

from dataclasses import dataclass

GOOD = """\
schema = 2

[company]
name = "Fjordkraft Varehus"
zone = "Europe/Oslo"
language = "nb"
hours = "mon-fri 08:00-16:00"
holidays = "NO"

[desks.slack]
intake = ["C0INTAKE", { channel = "C0FACEBOOK", source = "facebook" }]
triage = "C0TRIAGE"
managers = "C0MANAGERS"
domains = { delivery = "C0DELIVERY" }

[[person]]
id = "ada"
name = "Ada Lund"
slack = "U0ADA"
deputy = "bo"

[[person]]
id = "bo"
name = "Bo Berg"
slack = "U0BO"
hours = ["mon-fri 08:00-11:30", "mon,wed 12:00-16:00"]

[[person]]
id = "cy"
name = "Cy Dahl"
slack = "U0CY"
teams = "29:cy"
zone = "Europe/Stockholm"
roles = ["manager"]

[[domain]]
id = "billing"
name = "Faktura"
lead = "cy"
experts = ["ada", { person = "bo", level = "with_approval" }]
default = true

[[domain]]
id = "delivery"
name = "Levering"
lead = "cy"
experts = ["bo"]
deputies = [{ person = "ada", until = 2027-01-31 }]

[[rule]]
id = "parcels"
any = ["pakke", "=sen"]
domain = "delivery"

[[rule]]
id = "angry"
kind = "critique"
reach_at_least = 500
domain = "billing"
situation = "late"

[[target]]
sources = ["facebook", "x"]
answer_within = "3h"

[[ladder]]
id = "quick"
domains = ["delivery"]

[[ladder.rung]]
id = "half"
at = "50%"
when = "open"
whom = ["lead"]

[[ladder]]
id = "usual"

[[ladder.rung]]
id = "half"
at = "50%"
when = "unclaimed"
whom = ["expert"]

[[ladder.rung]]
id = "end"
at = "-10m"
when = "open"
whom = ["lead"]

[[day]]
date = 2026-12-24
name = "Christmas Eve"

[[absence]]
person = "bo"
from = 2026-12-21
until = 2026-12-28
deputy = "ada"

[[situation]]
id = "late"
name = "A parcel is late"

[[answer]]
id = "late-nb"
situation = "late"
domains = ["delivery"]
text = "Vi finner ut av det."

[rota]
people = ["ada", "cy"]

[[decline_reason]]
id = "insult"
name = "An insult, nothing else"
"""


@dataclass(frozen=True)
class Mistake:
    """In the good handbook `old` becomes `new`; `told` is what is said, without lines. `shape`: editors see it, too."""

    old: str
    new: str
    told: str
    shape: bool = False

    @property
    def text(self) -> str:
        assert self.old in GOOD
        return GOOD.replace(self.old, self.new, 1)


END = '[rota]\npeople = ["ada", "cy"]\n'
_ADD = 'add a [[person]] with id = "zoe" or take the name out'
_ADD_DOMAIN = 'add a [[domain]] with id = "press" or name another one'
_BO = '{ person = "bo", level = "with_approval" }'

PEOPLE = {
    # Who is named.
    "expert unknown": Mistake('["bo"]', '["zoe"]', f'[[domain]] "delivery": expert "zoe" is no [[person]]; {_ADD}'),
    "lead unknown": Mistake(
        'lead = "cy"', 'lead = "zoe"', f'[[domain]] "billing": lead "zoe" is no [[person]]; {_ADD}'
    ),
    "deputy of a domain unknown": Mistake(
        'person = "ada", until', 'person = "zoe", until',
        f'[[domain]] "delivery": deputy "zoe" is no [[person]]; {_ADD}',
    ),
    "deputy of a person unknown": Mistake(
        'deputy = "bo"', 'deputy = "zoe"', f'[[person]] "ada": deputy "zoe" is no [[person]]; {_ADD}'
    ),
    "deputies in a circle": Mistake(
        'slack = "U0BO"', 'slack = "U0BO"\ndeputy = "ada"',
        '[[person]] "ada": deputies go in a circle: ada → bo → ada; name somebody outside it for one of them',
    ),
    "their own deputy": Mistake(
        'deputy = "bo"', 'deputy = "ada"', '[[person]] "ada": is their own deputy; name somebody else'
    ),
    "expert and deputy": Mistake(
        '["bo"]', '["bo", "ada"]', '[[domain]] "delivery": "ada" is expert and deputy; take the name out of deputies'
    ),
    "expert twice": Mistake('["bo"]', '["bo", "bo"]', '[[domain]] "delivery": expert "bo" stands twice; take one out'),
    "domain without experts": Mistake(
        '["bo"]', "[]", '[[domain]] "delivery": experts: must not be an empty list (found [])', shape=True
    ),
    "nobody may answer": Mistake(
        f'lead = "cy"\nexperts = ["ada", {_BO}]', 'lead = "bo"\nexperts = [{ person = "bo", level = "never" }]',
        '[[domain]] "billing": nobody may answer here, not even the lead, since every level is never; '
        'give one of them level = "freely" or "with_approval"',
    ),
    "level unknown": Mistake(
        '"with_approval"', '"with_aproval"',
        '[[domain]] "billing": experts "bo": level = \'with_aproval\' is unknown; did you mean "with_approval"? '
        "It is one of 'freely', 'with_approval' or 'never'", shape=True,
    ),
    "lead missing": Mistake(
        'name = "Levering"\nlead = "cy"\n', 'name = "Levering"\n', '[[domain]] "delivery": lead is missing', shape=True
    ),
    "two defaults": Mistake(
        'name = "Levering"', 'name = "Levering"\ndefault = true',
        '[[domain]] "delivery": default = true stands at "billing" already; only one may have it',
    ),
    "no default": Mistake(
        "default = true\n", "", "no [[domain]] is the default; add default = true to the one that gets the rest"
    ),
    # Ids and identities.
    "person twice": Mistake('id = "bo"', 'id = "ada"', '[[person]] "ada": id "ada" stands twice; give one another id'),
    "domain twice": Mistake(
        'id = "delivery"', 'id = "billing"', '[[domain]] "billing": id "billing" stands twice; give one another id'
    ),
    "rule twice": Mistake(
        'id = "angry"', 'id = "parcels"', '[[rule]] "parcels": id "parcels" stands twice; give one another id'
    ),
    "ladder twice": Mistake(
        'id = "usual"', 'id = "quick"', '[[ladder]] "quick": id "quick" stands twice; give one another id'
    ),
    "link that is no address": Mistake(
        "default = true", 'default = true\nlinks = [{ name = "Repair", url = "repair.example.com" }]',
        '[[domain]] "billing": links "Repair": url: "repair.example.com" is no web address; it begins with https:// '
        "or http://", shape=True,
    ),
    "link without braces": Mistake(
        "default = true", 'default = true\nlinks = ["https://example.com"]',
        '[[domain]] "billing": links: must be between { and }, for example '
        '{ name = "Repair", url = "https://example.com/repair" } (found \'https://example.com\')', shape=True,
    ),
    "situation twice": Mistake(
        END, '[[situation]]\nid = "late"\nname = "Again"\n',
        '[[situation]] "late": id "late" stands twice; give one another id',
    ),
    "answer twice": Mistake(
        END, '[[answer]]\nid = "late-nb"\ntext = "Igjen"\n',
        '[[answer]] "late-nb": id "late-nb" stands twice; give one another id',
    ),
    "reason to decline twice": Mistake(
        END, '[[decline_reason]]\nid = "insult"\nname = "Rude"\n',
        '[[decline_reason]] "insult": id "insult" stands twice; give one another id',
    ),
    "reason to decline without a name": Mistake(
        'name = "An insult, nothing else"\n', "", '[[decline_reason]] "insult": name is missing', shape=True
    ),
    "reason to decline with blanks": Mistake(
        'id = "insult"', 'id = "An insult"',
        "[[decline_reason]] \"An insult\": id: must be lower-case letters, digits, - and _ (found 'An insult')",
        shape=True,
    ),
    "id with blanks": Mistake(
        'id = "parcels"', 'id = "The parcels"',
        "[[rule]] \"The parcels\": id: must be lower-case letters, digits, - and _ (found 'The parcels')", shape=True,
    ),
    "one identity for two": Mistake(
        '"U0BO"', '"U0ADA"',
        '[[person]] "bo": slack = "U0ADA" is also that of "ada"; one identity belongs to one person',
    ),
    "a name for an id": Mistake(
        '"U0BO"', '"@bo"',
        '[[person]] "bo": slack "@bo" is a name, not an id; '
        "open their profile in Slack and copy the member id, such as U0123456789",
    ),
    "a channel's name for its id": Mistake(
        '"C0INTAKE"', '"#kunder"',
        '[desks.slack]: "#kunder" is a channel\'s name, not its id; '
        "open the channel's details in Slack and copy its id, such as C0123456789",
    ),
    "the team's channel by its name": Mistake(
        'managers = "C0MANAGERS"', 'team = "#ros"',
        '[desks.slack]: "#ros" is a channel\'s name, not its id; '
        "open the channel's details in Slack and copy its id, such as C0123456789",
    ),
    "channel twice": Mistake(
        '"C0INTAKE"', '"C0FACEBOOK"', '[desks.slack]: intake channel "C0FACEBOOK" stands twice; take one out'
    ),
    "intake and managers": Mistake(
        '"C0MANAGERS"', '"C0INTAKE"',
        '[desks.slack]: channel "C0INTAKE" is both intake and managers; '
        "escalations would land among customers' posts; name another channel for one of them",
    ),
    "a reaction that does something else": Mistake(
        'triage = "C0TRIAGE"', 'triage = "C0TRIAGE"\nreactions = { eyes = "own" }',
        "[desks.slack]: reactions = 'own' is unknown; it is one of 'claim' or 'answer'", shape=True,
    ),
    "reactions that are words": Mistake(
        'triage = "C0TRIAGE"', 'triage = "C0TRIAGE"\nreactions = "yes"',
        '[desks.slack]: reactions: must be true, or between { and }, for example '
        '{ eyes = "claim", white_check_mark = "answer" }', shape=True,
    ),
    "an emoji for its name": Mistake(
        'triage = "C0TRIAGE"', 'triage = "C0TRIAGE"\nreactions = { "👀" = "claim" }',
        '[desks.slack]: reactions: "👀" is no name of an emoji; write its name, such as "eyes" or "white_check_mark"',
    ),
    "channel of an unknown domain": Mistake(
        "{ delivery =", "{ delivry =",
        '[desks.slack]: domains: "delivry" is no [[domain]]; '
        'add a [[domain]] with id = "delivry" or take the channel out',
    ),
    # The second leg of a page.
    "second leg without an address": Mistake(
        'slack = "U0BO"', 'slack = "U0BO"\npage_also = "email"',
        '[[person]] "bo": page_also has "email", but there is no address; add email = "…", or take it out',
    ),
    "second leg to no address": Mistake(
        'slack = "U0BO"', 'slack = "U0BO"\nemail = "Bo <bo@x.no>"\npage_also = ["webhook", "email"]',
        '[[person]] "bo": email "Bo <bo@x.no>" is no address that a page can be sent to; write name@example.com',
    ),
    "second leg unknown": Mistake(
        'slack = "U0BO"', 'slack = "U0BO"\npage_also = "sms"',
        "[[person]] \"bo\": page_also = 'sms' is unknown; it is one of 'webhook' or 'email'", shape=True,
    ),
    "a number that cannot be called": Mistake(
        'slack = "U0BO"', 'slack = "U0BO"\nphone = "912 34 567"',
        '[[person]] "bo": phone: "912 34 567" is no telephone number with its country; '
        'write for example "+47 912 34 567"', shape=True,
    ),
    # Time.
    "zone misspelled": Mistake(
        '"Europe/Stockholm"', '"Europe/Stokholm"',
        '[[person]] "cy": zone: "Europe/Stokholm" is no time zone; did you mean "Europe/Stockholm"?',
    ),
    "a city for a zone": Mistake(
        '"Europe/Oslo"', '"Oslo"', '[company]: zone: "Oslo" is no time zone; did you mean "Europe/Oslo"?'
    ),
    "an hour that is none": Mistake(
        "12:00-16:00", "12:00-25:00", '[[person]] "bo": hours: "25:00" is no time of day', shape=True
    ),
    "hours in prose": Mistake(
        '"mon-fri 08:00-16:00"', '"weekdays 8 to 4"',
        '[company]: hours: "weekdays 8 to 4" are no hours; '
        'write for example "mon-fri 08:00-16:00", "sat-sun 22:00-06:00", "always" or "never"', shape=True,
    ),
    "a weekday that is none": Mistake(
        "mon,wed", "mon,ons",
        '[[person]] "bo": hours: "ons" is no weekday; the weekdays are mon, tue, wed, thu, fri, sat, sun', shape=True,
    ),
    "hours of no length": Mistake(
        "12:00-16:00", "12:00-12:00",
        '[[person]] "bo": hours: "mon,wed 12:00-12:00" begins and ends at the same time; '
        "write 00:00-24:00 for a whole day",
    ),
    "a duration in prose": Mistake(
        '"3h"', '"3 hours"',
        '[[target]] number 1: answer_within: "3 hours" is no duration; '
        'write for example "3h", "45m", "20s", "1d" or "1h30m"', shape=True,
    ),
    "a duration without a unit": Mistake(
        '"3h"', "3", '[[target]] number 1: answer_within: 3 is no duration; write it in quotes, for example "45m"',
        shape=True,
    ),
    "a target of nothing": Mistake(
        '"3h"', '"0s"', "[[target]] number 1: answer_within: must be longer than nothing (found '0s')"
    ),
    "target twice": Mistake(
        END, '[[target]]\nsources = ["X"]\nanswer_within = "1h"\n',
        '[[target]] number 2: source "x" has a target already; keep one',
    ),
    "target for no domain": Mistake(
        '"3h"', '"3h"\ndomains = ["press"]', f'[[target]] number 1: domain "press" is no [[domain]]; {_ADD_DOMAIN}'
    ),
    "target for no kind": Mistake(
        '"3h"', '"3h"\nkind = "rant"',
        "[[target]] number 1: kind = 'rant' is unknown; it is one of 'question', 'critique', 'praise' or 'other'",
    ),
    "target for no urgency": Mistake(
        '"3h"', '"3h"\nurgency = "urgent"',
        "[[target]] number 1: urgency = 'urgent' is unknown; it is one of 'low', 'normal', 'high' or 'critical'",
    ),
    "a next answer in no time": Mistake(
        '"3h"', '"3h"\nnext_answer_within = "0s"',
        "[[target]] number 1: next_answer_within: must be longer than nothing (found '0s')",
    ),
    "target on no clock": Mistake(
        '"3h"', '"3h"\nclock = "night"',
        "[[target]] number 1: clock = 'night' is unknown; it is one of 'around' or 'office'",
    ),
    "target on hours that never come": Mistake(
        END, '[[domain]]\nid = "press"\nname = "Press"\nlead = "cy"\nexperts = ["bo"]\nhours = "never"\n'
        '[[target]]\nclock = "office"\nanswer_within = "8h"\n',
        '[[target]] number 2: clock "office" never runs for the domain "press", which has no hours; give it hours, '
        'name other domains, or write clock = "around"',
    ),
    "own day twice": Mistake(
        END, '[[day]]\ndate = 2026-12-24\nname = "Julaften"\n',
        '[[day]] number 2: 2026-12-24 stands twice ("Christmas Eve"); keep one',
    ),
    "own day of nobody": Mistake(
        'name = "Christmas Eve"', 'name = "Christmas Eve"\npeople = ["zoe"]',
        f'[[day]] number 1: person "zoe" is no [[person]]; {_ADD}',
    ),
    "own day ends before it begins": Mistake(
        'name = "Christmas Eve"', 'name = "Christmas Eve"\nopen = "12:00-09:00"',
        '[[day]] number 1: open: "12:00-09:00" ends before it begins; write for example "09:00-12:00"',
    ),
    "a day that is none": Mistake(
        "date = 2026-12-24", 'date = "24.12.2026"',
        '[[day]] number 1: date: "24.12.2026" is no day; write for example 2026-12-24', shape=True,
    ),
    "absence of nobody": Mistake(
        'person = "bo"\nfrom', 'person = "zoe"\nfrom', f'[[absence]] number 1: person "zoe" is no [[person]]; {_ADD}'
    ),
    "absence ends before it begins": Mistake(
        "until = 2026-12-28", "until = 2026-12-18",
        "[[absence]] number 1: ends before it begins: from 2026-12-21 until 2026-12-18; mend one of them",
    ),
    "absence without an end": Mistake(
        "until = 2026-12-28\n", "", "[[absence]] number 1: until is missing", shape=True
    ),
    "own deputy in an absence": Mistake(
        'deputy = "ada"', 'deputy = "bo"', '[[absence]] number 1: "bo" is their own deputy; name somebody else'
    ),
    "holidays of no country": Mistake(
        '"NO"', '"NOR"',
        '[company]: holidays: "NOR" is no country whose holidays are known; did you mean "NO" (Norway)?',
    ),
    "an account without a name": Mistake(
        'holidays = "NO"', 'holidays = "NO"\naccounts = ["@fjordkraft", ""]',
        "[company]: accounts: must not be empty (found '')", shape=True,
    ),
    "accounts in prose": Mistake(
        'holidays = "NO"', 'holidays = "NO"\naccounts = "@fjordkraft"',
        '[company]: accounts: must be a list, for example ["ada", "bo"] (found \'@fjordkraft\')', shape=True,
    ),
    "language unknown": Mistake(
        '"nb"', '"nob"',
        "[company]: language = 'nob' is unknown; did you mean \"nb\"? It is one of 'nb', 'nn', 'sv', 'da' or 'en'",
        shape=True,
    ),
}  # fmt: skip
