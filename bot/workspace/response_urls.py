"""Response URLs: five answers in thirty minutes of `now` to what a person did (docs.slack.dev, "Handling user
interaction")."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.workspace.block_names import named
from bot.workspace.blocks import checked_blocks
from bot.workspace.model import Json, Message
from bot.workspace.posting import Posting
from bot.workspace.refusal import Refusal
from bot.workspace.state import State

USES = 5
VALID_FOR = 30 * 60.0
KEPT = 5000


@dataclass(slots=True)
class ResponseUrl:
    """Who acted where, and on which message if on one."""

    user: str
    channel: str
    message: Message | None
    made: float
    uses: int = 0


class ResponseUrls:
    """Makes response URLs and does what is posted to them."""

    def __init__(self, state: State, posting: Posting, url: Callable[[], str]) -> None:
        self._state = state
        self._posting = posting
        self._url = url
        self._known: dict[str, ResponseUrl] = {}

    def new(self, user: str, channel: str, message: Message | None = None) -> str:
        """Return a fresh URL."""
        token = secrets.token_urlsafe(18)
        self._known[token] = ResponseUrl(user, channel, message, self._state.now())
        if len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return f"{self._url()}/response/{self._state.team_id}/{token}"

    def answer(self, token: str, said: Json) -> None:
        """Do what the app posted to a URL; raises Refusal when it may not or when its words are wrong."""
        known = self._known.get(token)
        if known is None:
            raise Refusal("invalid_url")
        if self._state.now() - known.made > VALID_FOR:
            raise Refusal("expired_url")
        if known.uses >= USES:
            raise Refusal("used_url")
        known.uses += 1
        if said.get("delete_original") and known.message is not None:
            self._posting.delete(known.message)
            known.message = None
        elif said.get("replace_original") and known.message is not None:
            words = self.words(said)
            self._posting.edit(known.message, self._state.bot_user_id, words)
        else:
            self.say(known.user, known.channel, said)

    def words(self, said: Json) -> Json:
        """Return text, blocks and attachments of an answer, checked as Slack checks them."""
        blocks = checked_blocks(said.get("blocks"))
        text = said.get("text") or ""
        if not text and not blocks and not said.get("attachments"):
            raise Refusal("no_text")
        words: Json = {"text": text, "blocks": named(blocks, self._state.new_name) if blocks else None}
        return words | {"attachments": said.get("attachments") or None}

    def say(self, user: str, channel: str, said: Json) -> Message:
        """Post an answer: for the person alone, unless `response_type` is "in_channel"."""
        words = {key: value for key, value in self.words(said).items() if value is not None}
        body = self._posting.bot_body("") | words
        private = None if said.get("response_type") == "in_channel" else user
        place = self._state.channels[channel]
        thread_ts = said.get("thread_ts")
        return self._posting.post(place, body, self._state.bot_user_id, visible_to=private, thread_ts=thread_ts)
