"""A local Teams with people at their screens: what they can do and see, under the names of the local Slack."""

import html
import re
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tests.teams.connector import APP, BOT, BOT_NAME, TENANT, Connector, Conversation, Json, Message
from tests.teams.files import Files, card_of
from tests.teams.rules import actions, inputs, wrong_with

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_AT = re.compile(r"<at>(.*?)</at>")
_LINK = re.compile(r"<?(https?://[^\s>|]+)(?:\|[^>]*)?>?")


@dataclass(frozen=True)
class Outcome:
    """How a press or a form ended, as the client shows it."""

    acknowledged: bool
    status: int = 200
    body: Any = None
    errors: dict[str, str] | None = None


def channel_id(name: str) -> str:
    """Teams' id of a channel that the stories know by a short name."""
    return name if ":" in name else f"19:{name}@thread.tacv2"


class LocalTeams(Files, Connector):
    """The connector, and the screens. A card shown in a card's place is one person's, until the message is edited."""

    bot_user_id = BOT

    def __init__(self, now: Any) -> None:
        super().__init__(now)
        self._own: dict[tuple[str, str], Json] = {}
        self._alone: dict[str, list[Json]] = {}
        self.bot_is_there = True
        self._views: dict[str, tuple[Conversation, Message, Json] | None] = {}
        self._typed: dict[str, dict[str, str]] = {}

    @property
    def quiet(self) -> bool:
        return not self.under_way

    async def idle(self) -> None:
        """Wait until nothing is being sent to the bot."""
        await self.nothing_under_way.wait()

    async def tick(self) -> None:
        """Nothing here goes by a clock of its own."""

    def add_person(self, name: str, *, id: str, real_name: str = "", guest: bool = False) -> None:  # noqa: A002 (as the local Slack has it)
        role = "guest" if guest else "user"
        self.people[id] = {
            "id": f"29:{id}", "aadObjectId": id, "name": real_name or name, "userRole": role, "tenantId": TENANT,
        }  # fmt: skip

    # What people do.

    async def post(self, user: str, channel: str, text: str, **more: Any) -> str:
        """Write a top-level message in a channel; `files` are names. Returns its id."""
        text = text.replace(f"<@{BOT}>", f"<at>{BOT_NAME}</at>")
        if channel.startswith("a:"):
            assert (await self.say(user, text)).acknowledged
            return ""
        thread = more.get("thread_ts", "")
        message = self._written(user, channel_id(channel), text, more.get("files") or [], thread)
        if self.bot_is_there:
            status, _ = await self.deliver(message.activity)
            assert status == 201, status
        return message.id

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        await self._changed("messageUpdate", self._message(ts)[1].activity | {"text": text})

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        conversation, message = self._message(ts)
        conversation.messages.remove(message)
        await self._changed("messageDelete", message.activity | {"text": ""})

    async def _changed(self, kind: str, activity: Json) -> None:
        event = {"messageUpdate": "editMessage", "messageDelete": "softDeleteMessage"}[kind]
        status, _ = await self.deliver(
            activity | {"type": kind, "channelData": {**activity["channelData"], "eventType": event}}
        )
        assert status == 201, status

    async def command(self, user: str, channel: str, name: str, text: str) -> Outcome:
        """Say something to the bot in a channel: there are no slash commands, so its name comes first."""
        activity = self.message_activity(user, self.conversations[channel_id(channel)], f"<at>{BOT_NAME}</at> {text}")
        status, body = await self.deliver(activity)
        return Outcome(status == 201, status, body)

    async def shortcut(self, user: str, channel: str, ts: str, name: str) -> Outcome:
        """Choose what the app offers in a message's own menu; the answer is a line in a dialog."""
        conversation, message = self._message(ts)
        pages = [each for each in message.activity.get("attachments") or () if each["contentType"] == "text/html"]
        payload = {
            "id": message.id,
            "createdDateTime": message.activity["timestamp"],
            "from": {"user": {"id": message.by}},
            "body": {"contentType": "html", "content": "".join(page["content"] for page in pages)},
            "attachments": [each for each in message.activity.get("attachments") or () if each not in pages],
        }
        activity = self.activity_of(user, conversation, "invoke") | {
            "name": "composeExtension/fetchTask",
            "value": {"commandId": name, "commandContext": "message", "messagePayload": payload},
        }
        status, body = await self.deliver(activity)
        if status == 200:
            self._tell(user, conversation.id, _sentence(body["task"]["value"]), message.id)
        return Outcome(status == 200, status, body)

    async def global_shortcut(self, user: str, name: str) -> Outcome:
        """Choose what the app offers in the menu of the compose box; the answer is a line in a dialog."""
        conversation = self.chat(user)
        activity = self.activity_of(user, conversation, "invoke") | {
            "name": "composeExtension/fetchTask",
            "value": {"commandId": name, "commandContext": "compose"},
        }
        status, body = await self.deliver(activity)
        if status == 200:
            self._tell(user, conversation.id, _sentence(body["task"]["value"]), "")
        return Outcome(status == 200, status, body)

    async def react(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Add a reaction, by the handbook's name of the emoji."""
        return await self._reacted(user, ts, name, "reactionsAdded")

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Take a reaction back."""
        return await self._reacted(user, ts, name, "reactionsRemoved")

    async def _reacted(self, user: str, ts: str, name: str, what: str) -> bool:
        conversation, message = self._message(ts)
        kind = {"eyes": "1f440_eyes", "white_check_mark": "2705_whiteheavycheckmark"}.get(name, name)
        activity = self.activity_of(user, conversation, "messageReaction")
        status, _ = await self.deliver(activity | {"replyToId": message.id, what: [{"type": kind}]})
        assert status == 201, status
        return True

    def open_direct(self, user: str) -> str:
        """The personal chat with the bot."""
        return self.chat(user).id

    async def say(self, user: str, text: str) -> Outcome:
        """Write to the bot in the personal chat."""
        status, body = await self.deliver(self.message_activity(user, self.chat(user), text))
        return Outcome(status == 201, status, body)

    async def click(self, user: str, channel: str, ts: str, *, label: str, option: str | None = None) -> Outcome:
        """Press a button; `option` is the label of a menu's choice."""
        alone = next((each for each in self._alone.get(user, []) if each["ts"] == ts), None)
        conversation, message = self._message(alone["of"] if alone is not None else ts)
        card = alone["card"] if alone is not None else self._card_for(user, message)
        return await self.press(user, conversation, message, card, label, {} if option is None else {"choice": option})

    async def press(
        self, user: str, conversation: Conversation, message: Message, card: Json, label: str, values: dict[str, str]
    ) -> Outcome:
        """Press a button of a card as somebody's screen shows it."""
        found = next(((action, sent) for action, sent in actions(card) if action["title"] == label), None)
        assert found is not None, f"no button {label!r}"
        action, sent = found
        entered = {each["id"]: _entered(each, values) for each in sent}
        missing = {
            each["id"].removeprefix("field."): each["errorMessage"]
            for each in sent
            if each.get("isRequired") and not entered[each["id"]]
        }
        if missing:
            return Outcome(True, errors=missing)
        data = {**action["data"], **{name: value for name, value in entered.items() if value is not None}}
        activity = self.activity_of(user, conversation, "invoke") | {
            "name": "adaptiveCard/action",
            "replyToId": message.id,
            "value": {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"},
        }
        if conversation.mode == "channel":
            activity["conversation"]["id"] = f"{conversation.id};messageid={message.thread or message.id}"
        status, body = await self.deliver(activity)
        if status != 200:
            return Outcome(False, status, body)
        errors = self._shown(user, conversation, message, body, submitted=action["data"].get("do") == "fill")
        return Outcome(True, status, body, errors)

    async def submit(self, user: str, values: dict[str, str]) -> Outcome:
        """Fill in the open form, keep what stands there otherwise, and send it."""
        opened = self._views.get(user)
        assert opened is not None, "no form is open"
        conversation, message, card = opened
        send = next(action for action, _ in actions(card) if action["data"].get("do") == "fill")
        given = {f"field.{name}": value for name, value in values.items()}
        return await self.press(user, conversation, message, card, send["title"], self._typed.get(user, {}) | given)

    async def fill(self, user: str, values: dict[str, str]) -> None:
        """Fill in fields of the open form, and leave it open: nobody hears of it."""
        self._typed.setdefault(user, {}).update({f"field.{name}": value for name, value in values.items()})

    async def click_in_view(self, user: str, *, label: str, option: str | None = None) -> Outcome:
        """Press a button of the open form, or choose in a menu of it."""
        opened = self._views.get(user)
        assert opened is not None, "no form is open"
        given = self._typed.get(user, {}) | ({} if option is None else {"choice": option})
        return await self.press(user, *opened, label, given)

    def stands_in(self, user: str, name: str) -> str:
        """What stands in a field of the open form."""
        opened = self._views.get(user)
        assert opened is not None, "no form is open"
        field = next(each for each in inputs(opened[2], deep=False) if each["id"] == f"field.{name}")
        return self._typed.get(user, {}).get(field["id"], field.get("value", ""))

    # What people see.

    def history(self, channel: str, user: str | None = None) -> list[Json]:
        """Top-level messages, the oldest first, as this person's screen shows them; theirs alone among them."""
        found = self.conversations.get(channel if channel.startswith("a:") else channel_id(channel))
        if found is None:
            return []
        user = user or found.user
        # What they alone are told in their personal chat belongs to where they asked.
        aside = {each["ts"] for each in self._alone.get(user, []) if found.mode == "personal"}
        shown = [self._view(found, each, user) for each in found.messages if not each.thread and each.id not in aside]
        alone = [each for each in self._alone.get(user, []) if each["channel"] == found.id]
        return sorted([*shown, *alone], key=lambda each: each["ts"])

    def replies(self, channel: str, ts: str, user: str | None = None) -> list[Json]:
        found = self.conversations[channel_id(channel)]
        return [self._view(found, each, user or "") for each in found.messages if ts in (each.id, each.thread)]

    def direct(self, user: str) -> str | None:
        chat = self.conversations.get(f"a:{user}")
        return chat.id if chat is not None and self.history(chat.id, user) else None

    def open_views(self, user: str) -> list[Json]:
        opened = self._views.get(user)
        return [{"card": opened[2]}] if opened is not None else []

    # What is sent.

    def activity_of(self, user: str, conversation: Conversation, kind: str) -> Json:
        """What all activities have."""
        name = self.people[user]["name"]
        activity: Json = {
            "type": kind,
            "id": self.new_id(),
            "timestamp": self._now().astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": f"29:{user}", "aadObjectId": user, "name": name},
            "recipient": {"id": BOT, "name": BOT_NAME},
            "conversation": {"id": conversation.id, "conversationType": conversation.mode, "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
        }
        if conversation.mode == "channel":
            activity["channelData"] |= {"channel": {"id": conversation.id}, "team": {"id": "19:team@thread.tacv2"}}
        return activity

    def message_activity(self, user: str, conversation: Conversation, text: str, page: str = "") -> Json:
        """A message, with the HTML beside its text as Teams sends it."""
        activity = self.activity_of(user, conversation, "message") | {"text": text, "textFormat": "plain"}
        entities = [
            {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": account, "name": name}}
            for name in _AT.findall(text)
            for account in self._accounts(name)
        ]
        activity |= {"entities": entities} if entities else {}
        if page:
            activity["attachments"] = [{"contentType": "text/html", "content": page}]
        if conversation.mode == "channel":
            activity["conversation"]["id"] += f";messageid={activity['id']}"
        return activity

    def mention(self, user: str) -> str:
        """Somebody mentioned, as it stands in a message's text."""
        return f"<at>{self.people[user]['name']}</at>"

    def _accounts(self, name: str) -> list[str]:
        if name == BOT_NAME:
            return [BOT]
        return [person["id"] for person in self.people.values() if person["name"] == name][:1]

    def posted(self, conversation: Conversation, message: Message) -> None:
        """What the bot writes to somebody while it handles their message is an answer to them alone; a form stays."""
        card = card_of(message.activity)
        if conversation.user and any(action["data"].get("do") == "fill" for action, _ in actions(card)):
            self._views[conversation.user] = (conversation, message, card)
            return
        for activity in self.under_way:
            asker = activity.get("from", {}).get("aadObjectId")
            if activity.get("type") == "message" and conversation.user == asker:
                where = activity["conversation"]["id"].partition(";")[0]
                self._tell(asker, where, card_of(message.activity), message.id, message.id)

    def edited(self, conversation: Conversation, message: Message) -> None:
        """An edit takes the place of whatever anybody was shown there."""
        self._own = {key: card for key, card in self._own.items() if key[1] != message.id}
        for user in self.people:
            for each in self._alone.get(user, []):
                if each["ts"] == message.id:
                    each["card"] = card_of(message.activity)

    def _shown(
        self, user: str, conversation: Conversation, message: Message, body: Json, *, submitted: bool
    ) -> dict[str, str] | None:
        """Show the answer to a press; returns the errors of a form that is still open."""
        assert body["statusCode"] in (200, 400), body
        if body["type"] != ADAPTIVE:
            said = body["value"] if isinstance(body["value"], str) else body["value"]["message"]
            self._tell(user, conversation.id, _sentence(said), message.id)
            return None
        card = body["value"]
        refused = wrong_with({"attachments": [{"contentType": ADAPTIVE, "content": card}]})
        assert not refused, refused
        self._typed.pop(user, None)
        if any(action["data"].get("do") == "fill" for action, _ in actions(card)):
            self._views[user] = (conversation, message, card)
            return _errors(card) if submitted else None
        self._views[user] = None
        first = card["body"][0]
        if first.get("style") == "accent":
            note = {"type": "AdaptiveCard", "version": "1.5", "body": first["items"]}
            if submitted:
                self._views[user] = (conversation, message, note)
            else:
                self._tell(user, conversation.id, note, message.id)
        self._own[user, message.id] = card | {
            "body": card["body"][1:] if first.get("style") == "accent" else card["body"]
        }
        return None

    def _tell(self, user: str, channel: str, card: Json, of: str, ts: str = "") -> None:
        """`of` is the message whose place it takes, or that it is."""
        told = {"ts": ts or self.new_id(), "user": BOT, "ephemeral": True, "channel": channel, "card": card, "of": of}
        self._alone.setdefault(user, []).append(told)

    def _written(self, user: str, channel: str, text: str, files: list[str], thread: str) -> Message:
        words = html.unescape(text)
        page = "".join(_paragraph(line) for line in words.split("\n"))
        page += "".join(f'<attachment id="{number}"></attachment>' for number, _ in enumerate(files))
        conversation = self.conversations[channel]
        activity = self.message_activity(user, conversation, _LINK.sub(r"\1", words), page)
        activity["attachments"] += [{"contentType": "reference", "name": name} for name in files]
        if thread:
            activity["conversation"]["id"] = f"{channel};messageid={thread}"
        message = Message(activity["id"], user, activity, self._now(), thread)
        conversation.messages.append(message)
        return message

    def _message(self, ts: str) -> tuple[Conversation, Message]:
        for conversation in self.conversations.values():
            for message in conversation.messages:
                if message.id == ts:
                    return conversation, message
        raise AssertionError(f"no message {ts}")

    def _card_for(self, user: str, message: Message) -> Json:
        own = self._own.get((user, message.id))
        if own is not None:
            return own
        return card_of(message.activity)

    def _view(self, conversation: Conversation, message: Message, user: str) -> Json:
        replies = sum(each.thread == message.id for each in conversation.messages)
        return {
            "ts": message.id, "user": message.by, "text": message.activity.get("text", ""),
            "card": self._card_for(user, message), "summary": message.activity.get("summary", ""),
            **({"bot_id": BOT} if message.by == BOT else {}),
            **({"reply_count": replies} if replies else {}),
        }  # fmt: skip


def _entered(entry: Json, values: dict[str, str]) -> str | None:
    value = values.get(entry["id"], entry.get("value"))
    for choice in entry.get("choices") or ():
        if value == choice["title"]:
            return str(choice["value"])
    return value


def _errors(card: Json) -> dict[str, str]:
    """The red line below a field, by the field's name."""
    found, name = {}, ""
    for part in card["body"]:
        if part.get("type", "").startswith("Input."):
            name = next(inputs(part, deep=False))["id"].removeprefix("field.")
        elif part.get("color") == "Attention":
            found[name] = part["text"]
    return found


def _sentence(words: str) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": words}]}


def _paragraph(line: str) -> str:
    quoted = line.startswith(">")
    words = html.escape(line.lstrip("> ") if quoted else line, quote=False)
    linked = (
        _LINK.sub(lambda match: f'<a href="{match[1]}">{match[1]}</a>', html.unescape(words))
        if "http" in line
        else words
    )
    return f"<blockquote>{linked}</blockquote>" if quoted else f"<p>{linked}</p>"


__all__ = ["APP", "LocalTeams", "Outcome", "channel_id"]
