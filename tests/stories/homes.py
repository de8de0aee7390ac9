"""Somebody's home in a story: Slack's Home tab, and in Teams the newest card of that sort in their chat."""

from typing import Any

from tests.stories.player import Player
from tests.stories.reading import text_of

ANYWHERE = "As of "
"""What stands in every home, and in nothing else."""


SENDS = {
    **dict.fromkeys(("All fields", "Field: "), "Show this field"),
    **dict.fromkeys(("All sources", "Source: "), "Show this source"),
    **dict.fromkeys(("However it stands", "Only: "), "Show only these"),
}
"""The button by which a choice is sent in Teams, by what the menu is called."""


async def opens_home(player: Player) -> None:
    """Opens the tab; in Teams one asks for it."""
    world, workspace = player.world, player.world.workspace
    if world.desk == "slack":
        await workspace.open_home(player.user)
        await world.settle()
    else:
        await player.posts("hjem", channel=workspace.open_direct(player.user))


def home_of(player: Player) -> str:
    """What stands there now."""
    shown = _shown(player)
    assert shown is not None, f"{player.user} has no home open"
    return text_of(shown)


def state_of(player: Player) -> Any:
    """Something that changes whenever the bot draws it anew."""
    workspace: Any = player.world.workspace
    if player.world.desk == "slack":
        shown = workspace.home(player.user)
        return shown and shown["hash"]
    messages = workspace.chat(player.user).messages
    return [(message.id, message.edits) for message in messages]


async def clicks_at_home(player: Player, label: str, **more: Any) -> None:
    """Presses the first such button there, or chooses in a menu: `option`."""
    world, workspace = player.world, player.world.workspace
    shown = _shown(player)
    assert shown is not None, f"{player.user} has no home open"
    if world.desk == "slack":
        outcome = await workspace.click_in_view(player.user, view_id=shown["id"], label=label, **more)
    else:
        channel = workspace.open_direct(player.user)
        label = next((sends for begins, sends in SENDS.items() if label.startswith(begins)), label)
        outcome = await workspace.click(player.user, channel, shown["ts"], label=label, **more)
    await world.settle()
    assert outcome.acknowledged, f"the click on {label} was not acknowledged"


def is_shown(player: Player, words: str) -> str:
    """What came of it: on Slack a modal over the tab, in Teams a line above the card, or a message of its own."""
    if player.world.desk == "slack":
        return text_of(player.sees_form(words))
    return player.sees(words)


async def closes(player: Player) -> None:
    """Closes the modal; in Teams there is none."""
    if player.world.desk == "slack":
        await player.world.workspace.close_view(player.user)
        await player.world.settle()


def _shown(player: Player) -> dict[str, Any] | None:
    workspace = player.world.workspace
    if player.world.desk == "slack":
        return workspace.home(player.user)
    channel = workspace.open_direct(player.user)
    found = [each for each in workspace.history(channel, player.user) if ANYWHERE in text_of(each)]
    player.world.seen |= {(channel, each["ts"]) for each in found}
    return found[-1] if found else None
