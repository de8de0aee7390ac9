"""A text file for one person: uploaded in Slack's three steps, into their direct conversation with the bot.

Source: Slack's "Working with files"; `files.upload` is no more.
"""

from collections.abc import Iterator

from bot.desks.slack import limits
from bot.desks.slack.api import Api, Failure, Json, SlackCallError, Trouble
from bot.desks.slack.cards import Cards
from bot.desks.slack.content import dicts, string
from bot.desks.slack.transfers import put
from handlers.replies import GiveFile
from handlers.words import Speaker, translatable

GIVEN = translatable("I have sent it to you in our direct messages.")
NO_SCOPE = translatable(
    "I may not send you {name}: the Slack app lacks the scope {scope}. An administrator can add it under "
    "“OAuth & Permissions” and then reinstall the app."
)
REFUSED = translatable("Slack does not take {name} ({word}). Please show this line to an administrator.")
LOST = translatable(
    "Slack took too long over {name}. If it does not appear in our direct messages, please ask for it again."
)


async def upload(api: Api, cards: Cards, file: GiveFile, channel: str) -> None:
    """Put the file, and what is said with it, into a conversation; raises SlackCallError.

    The words go with the file. Buttons, which Slack does not let stand there, follow in a message of their own.
    """
    try:
        drawn = cards.message(file.message)
    except ValueError:
        raise SlackCallError(Failure(Trouble.REFUSED, "cannot_be_drawn")) from None
    content = file.text.encode() or b"\n"
    client = api.client
    room = await api.call(client.files_getUploadURLExternal(filename=file.name, length=len(content)))
    await put(api, room["upload_url"], content)
    await api.call(
        client.files_completeUploadExternal(
            files=[{"id": room["file_id"], "title": file.name}],
            channel_id=channel,
            initial_comment=comment_of(drawn),
        )
    )
    buttons = [block for block in dicts(drawn.get("blocks")) if block.get("type") == "actions"]
    if buttons:
        await api.call(client.chat_postMessage(channel=channel, text=drawn["text"], blocks=buttons, link_names=False))


def comment_of(drawn: Json) -> str:
    """Return a drawn message's words, as many whole parts of it as a message's text may hold."""
    kept: list[str] = []
    for text in _texts(drawn):
        if sum(map(len, kept)) + len(kept) + len(text) > limits.SUMMARY:
            break
        kept.append(text)
    return "\n".join(kept) or string(drawn.get("text"))


def sentence(error: SlackCallError | TimeoutError, name: str, speaker: Speaker) -> str:
    """Say why somebody did not get a file, and what can be done about it."""
    if isinstance(error, TimeoutError) or error.failure.trouble is not Trouble.REFUSED:
        return speaker.text(LOST, name=name)
    if error.failure.word == "missing_scope":
        return speaker.text(NO_SCOPE, name=name, scope=error.failure.scope or "files:write")
    return speaker.text(REFUSED, name=name, word=error.failure.word)


def _texts(drawn: Json) -> Iterator[str]:
    for block in dicts(drawn.get("blocks")):
        title = block.get("text")
        if block.get("type") == "header" and isinstance(title, dict):
            yield f"*{string(title.get('text'))}*"
        elif block.get("type") in ("section", "context"):
            parts = [title, *dicts(block.get("fields")), *dicts(block.get("elements"))]
            yield from (string(part.get("text")) for part in parts if isinstance(part, dict))
