"""The handbook of the stories: two fields, a rota, everybody at work from 8 to 16 on weekdays in Oslo."""

INTAKE, TRIAGE, MANAGERS = "C0INTAKE", "C0TRIAGE", "C0MANAGERS"
PEOPLE = {
    "ada": "Ada Lund", "bo": "Bo Berg", "cy": "Cy Dahl", "dee": "Dee Eik", "eva": "Eva Foss", "finn": "Finn Holm",
    "gro": "Gro Lie",
}  # fmt: skip

COMPANY = """\
schema = 1

[company]
name = "Fjellro"
zone = "Europe/Oslo"
language = "en"
hours = "mon-fri 08:00-16:00"

[desks.slack]
intake = ["C0INTAKE"]
triage = "C0TRIAGE"
managers = "C0MANAGERS"

[[person]]
id = "bo"
name = "Bo Berg"
slack = "U0BO"

[[person]]
id = "cy"
name = "Cy Dahl"
slack = "U0CY"

[[person]]
id = "dee"
name = "Dee Eik"
slack = "U0DEE"

[[person]]
id = "eva"
name = "Eva Foss"
slack = "U0EVA"
roles = ["manager", "administrator"]

[[person]]
id = "finn"
name = "Finn Holm"
slack = "U0FINN"

[[person]]
id = "gro"
name = "Gro Lie"
slack = "U0GRO"

[[domain]]
id = "delivery"
name = "Delivery"
lead = "cy"
experts = ["bo", "finn"]

[[domain]]
id = "billing"
name = "Billing"
lead = "cy"
experts = ["finn", "bo"]
default = true

[[rule]]
id = "parcels"
words = ["pakke", "parcel"]
domain = "delivery"

[[rule]]
id = "danger"
words = ["dangerous"]
domain = "delivery"
urgency = "critical"

[rota]
people = ["dee", "gro"]
handover = "mon 08:00"
"""

WITHOUT_ROTA = COMPANY[: COMPANY.index("[rota]")]
