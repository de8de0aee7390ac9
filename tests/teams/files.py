"""What people do with files in the personal chat: give one to the bot, answer the question for consent, see one."""

import html
from typing import Any

from tests.teams.rules import CONSENT, INFO, is_consent

Json = dict[str, Any]
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"


class Files:
    """A part of the local Teams."""

    def file_activity(self: Any, user: str, *names: str, text: str = "") -> Json:
        """A message with files of the sender's OneDrive."""
        activity: Json = self.message_activity(user, self.chat(user), text)
        activity["attachments"] = [
            {
                "contentType": DOWNLOAD,
                "contentUrl": f"{self.address}/personal/{name}",
                "name": name,
                "content": {
                    "downloadUrl": self.drive.address_of(name),
                    "uniqueId": f"id of {name}",
                    "fileType": name.rpartition(".")[2],
                    "etag": "1",
                },
            }
            for name in names
        ]
        return activity

    async def hand_over(self: Any, user: str, name: str, content: bytes) -> bool:
        """Attach a file to a message to the bot; whether that was acknowledged."""
        self.drive.files[name] = content
        status, _ = await self.deliver(self.file_activity(user, name))
        return bool(status == 201)

    def consents(self: Any, user: str) -> list[Any]:
        """The questions for consent that stand in somebody's chat, the oldest first."""
        return [message for message in self.chat(user).messages if is_consent(message.activity)]

    def consent_activity(self: Any, user: str, message: Any, action: str) -> Json:
        """The answer to one."""
        asked = message.activity["attachments"][0]
        content, name = asked["content"], asked["name"]
        value: Json = {"type": "fileUpload", "action": action, "context": content[f"{action}Context"]}
        if action == "accept":
            value["uploadInfo"] = {
                "contentUrl": f"{self.address}/personal/{name}",
                "name": name,
                "uploadUrl": self.drive.address_of(name),
                "uniqueId": f"id of {name}",
                "fileType": name.rpartition(".")[2],
            }
        activity: Json = self.activity_of(user, self.chat(user), "invoke")
        return activity | {"name": "fileConsent/invoke", "replyToId": message.id, "value": value}

    async def take_file(self: Any, user: str) -> tuple[str, str, str]:
        """Accept the newest file; the message that it stands in, its name and its text."""
        message = self.consents(user)[-1]
        status, body = await self.deliver(self.consent_activity(user, message, "accept"))
        assert (status, body) == (200, {}), (status, body)
        stored = message.activity["attachments"][0]
        assert stored["contentType"] == INFO, stored
        return message.id, stored["name"], self.drive.files[stored["name"]].decode()


def card_of(activity: Json) -> Json:
    """What a message shows, as a card: words and files as a line of text."""
    attached = (activity.get("attachments") or [{}])[0]
    content = attached.get("content")
    if attached.get("contentType") == CONSENT:
        return _line(f"{attached['name']}: {content['description']} [Allow] [Decline]")
    if attached.get("contentType") == INFO:
        return _line(f"File: {attached['name']}")
    if activity.get("textFormat") == "xml":
        return _line(html.unescape(activity["text"].removeprefix("<pre>").removesuffix("</pre>")))
    return content if isinstance(content, dict) else {}


def _line(words: str) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": words}]}
