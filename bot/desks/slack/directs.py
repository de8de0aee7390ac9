"""People's direct conversations with the bot."""

from bot.desks.slack.api import Api


class Directs:
    """Slack is asked once a person: such a conversation stays the same for good."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[str, str] = {}

    async def of(self, user: str) -> str:
        """Return the conversation's id; raises SlackCallError."""
        if user not in self._known:
            answer = await self._api.call(self._api.client.conversations_open(users=user))
            self._known[user] = answer["channel"]["id"]
        return self._known[user]
