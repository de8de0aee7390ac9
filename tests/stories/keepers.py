"""The company of the stories with somebody who keeps its handbook: Gro and Cy own it, Eva is the administrator."""

from tests.stories.company import COMPANY

OWNER = 'roles = ["handbook_owner"]\n'
KEPT = COMPANY.replace('name = "Gro Lie"\n', f'name = "Gro Lie"\n{OWNER}').replace(
    'name = "Cy Dahl"\n', f'name = "Cy Dahl"\n{OWNER}'
)
PARCELS_TO_BILLING = KEPT.replace(
    'words = ["pakke", "parcel"]\ndomain = "delivery"', 'words = ["pakke", "parcel"]\ndomain = "billing"'
)
BROKEN = KEPT.replace('lead = "cy"', 'lead = "nobody"')
WITHOUT_FINN = KEPT.replace('[[person]]\nid = "finn"\nname = "Finn Holm"\nslack = "U0FINN"\n\n', "").replace(
    'experts = ["bo", "finn"]', 'experts = ["bo", "dee"]'
).replace('experts = ["finn", "bo"]', 'experts = ["dee", "bo"]')  # fmt: skip

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
