"""What one desk can do and another cannot, with the platform's reason: everything else works on both alike.

The names are those of tests/stories/abilities.py; docs/parity.md shows them all.
"""

from collections.abc import Mapping

WITHOUT: Mapping[tuple[str, str], str] = {
    ("teams", "sign"): "Teams lets people react to messages, but no bot: the card alone shows how the post stands.",
    ("teams", "react_post"): "Teams hands a bot the reactions to its own messages alone: the card takes them.",
    ("teams", "integration"): "Teams hands what other apps post to no bot: such posts come in at /intake/<name>.",
    ("teams", "integration_reply"): "Teams hands what other apps post to no bot: replies come in at /intake/<name>.",
    ("teams", "catch_up"): "Teams shows a bot no history: what is written while the bot is away is not seen.",
    ("teams", "look_up"): "Teams shows a bot no history: a message whose sending timed out may stand there twice.",
    ("teams", "socket"): "Teams sends to the bot over HTTPS; it has no socket that a bot could open instead.",
    ("teams", "slash_command"): "Teams has no slash commands of apps: the same words follow @Svarvakt.",
    ("teams", "quiet_times"): "Teams tells no bot when a phone is quiet: a page may make no sound then, unseen by us.",
    ("slack", "file"): "Slack takes a file from a bot without asking anybody: it is given with the first word.",
    ("slack", "show"): "Slack shows nobody another card than the others: it changes for all, a moment after the press.",
}


def can(desk: str, ability: str) -> bool:
    """Whether the desk has what the others have."""
    return (desk, ability) not in WITHOUT
