"""What a desk would not take of a message or a form: the vendor's models, and limits that they leave unchecked."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from bot.desks.slack.cards import Cards as SlackCards
from bot.desks.slack.fitting import characters
from bot.desks.slack.forms import Origin, modal
from bot.desks.teams.cards import Cards as TeamsCards
from bot.desks.teams.cards import attached
from bot.desks.teams.forms import form_card
from bot.workspace.blocks import checked_blocks
from bot.workspace.limits import ALL_TEXT
from bot.workspace.refusal import Refusal
from bot.workspace.view_rules import checked_view
from routing.messages import Form, Message
from tests.teams.rules import wrong_with

SLACK = SlackCards(lambda person: f"U0{person.upper()}")
TEAMS = TeamsCards(lambda person: f"29:{person}")

Json = dict[str, Any]


def slack_message(message: Message) -> Json:
    """As the desk sends it."""
    return SLACK.message(message)


def slack_view(form: Form) -> Json:
    """As the desk opens it."""
    return modal(form, SLACK, Origin("C0TRIAGE", "1772618400.000100"))


def teams_activity(document: Message | Form) -> Json:
    """As the desk sends it: a form stands in a card."""
    if isinstance(document, Message):
        return TEAMS.message(document)
    card = form_card(document, TEAMS, None, None, {})
    return {"type": "message", "summary": document.title, "attachments": [attached(card)]}


def wrong_on_slack(document: Message | Form) -> Iterator[str]:
    """The SDK's models leave unchecked how many blocks and characters there are in all; the workspace does not."""
    try:
        if isinstance(document, Form):
            view = slack_view(document)
            View(**view).validate_json()
            checked_view(view, "modal")
            blocks = view["blocks"]
        else:
            drawn = slack_message(document)
            blocks = drawn.get("blocks", [])
            checked_blocks(blocks)
            if characters(blocks) > ALL_TEXT:
                yield f"Slack: {characters(blocks)} characters"
            if not drawn["text"].strip():
                yield "Slack: nothing for the notification"
        parsed = SlackBlock.parse_all(blocks)
        for block, raw in zip(parsed, blocks, strict=True):
            if block is None:
                yield f"Slack: the SDK knows no {raw['type']}"
            else:
                block.validate_json()
    except (SlackObjectFormationError, Refusal, ValueError) as error:
        yield f"Slack: {error}"


def wrong_on_teams(document: Message | Form) -> Iterator[str]:
    """Size, and parts that Adaptive Cards 1.5 or Teams do not have."""
    try:
        wrong = wrong_with(teams_activity(document))
    except ValueError as error:
        wrong = str(error)
    if wrong:
        yield f"Teams: {wrong}"
