"""The local Slack of the demo's company: its people, its channels, and who the visitor may be."""

from bot.workspace import Workspace

TRIAGE = "C0SVAR"
INTAKE = "C0KUNDER"
MANAGERS = "C0LEDERE"

PLAYABLE = (
    ("U0BO", "bo", "Bo Berg", "Delivery", "expert", "Claims and answers what is about delivery and gear"),
    ("U0ADA", "ada", "Ada Lund", "Warehouse", "colleague", "May look and bring posts, but not answer"),
    ("U0CY", "cy", "Cy Dahl", "Head of service", "lead", "Leads all three fields"),
    ("U0DEE", "dee", "Dee Eriksson", "Customer service", "on call", "Is woken at night, when it must be"),
    ("U0EVA", "eva", "Eva Foss", "Communications", "manager", "Asks how you stand: /svar status"),
    ("U0FINN", "finn", "Finn Grønvold", "Billing", "expert", "Claims and answers what is about money and delivery"),
    ("U0GRO", "gro", "Gro Holm", "Gear and repair", "expert", "Claims and answers what is about gear and money"),
)
"""User id, short name, name, title, role, hint: in the order of the person switcher."""


def set_stage(workspace: Workspace) -> dict[str, str]:
    """Fills the workspace; returns the bot id of each integration by its name."""
    for user, name, real_name, title, _, _ in PLAYABLE:
        workspace.add_person(name, real_name=real_name, title=title, id=user)
    workspace.add_channel("svar", id=TRIAGE, topic="Every item and who answers it")
    workspace.add_channel("customer-posts", id=INTAKE, topic="What customers write, as it comes in")
    everybody = [user for user, *_ in PLAYABLE]
    managers = [user for user in everybody if user in ("U0EVA", "U0CY")]
    workspace.add_channel("managers", [*managers, workspace.bot_user_id], id=MANAGERS, topic="What got late")
    workspace.add_command("/svar", "status | new | away | route | handbook | help", "Ask Svarvakt how you stand")
    workspace.add_shortcut("New item", "new_item")
    workspace.page.playable = [{"id": user, "role": role, "hint": hint} for user, _, _, _, role, hint in PLAYABLE]
    return {name: workspace.add_integration(name) for name in ("Facebook Pages", "X Mentions", "Blog Comments")}
