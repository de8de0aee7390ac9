"""One person of a story at their screen: what they do, and what they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.workspace import elements
from bot.workspace.rich_text import typed_command
from tests.stories.company import INTAKE, MANAGERS, TRIAGE
from tests.stories.reading import text_of

MAKE_ITEM = "make_item"
"""The name of that entry, in Slack's manifest as in Teams' app package."""

if TYPE_CHECKING:
    from tests.stories.world import World


@dataclass
class Player:
    """One person at their screen."""

    world: "World"
    user: str

    @property
    def told(self) -> set[tuple[str, str, str]]:
        """The private lines that they have looked at, as they read then."""
        return self.world.told.setdefault(self.user, set())

    async def posts(self, text: str, channel: str = INTAKE, **more: Any) -> str:
        ts = await self.world.workspace.post(self.user, channel, text, **more)
        await self.world.settle()
        return ts

    async def clicks(self, label: str, *, item: int | None = None, **more: Any) -> None:
        """On the card of an item; without one on the newest message that has such a button, private ones first."""
        channel, ts = self._find(label, item)
        outcome = await self.world.workspace.click(self.user, channel, ts, label=label, **more)
        await self.world.settle()
        assert outcome.acknowledged, f"the click on {label} was not acknowledged"

    async def clicks_on(self, message: Mapping[str, Any], label: str, channel: str = TRIAGE) -> None:
        """On a message as their screen still shows it, though it has been edited since."""
        core = self.world.workspace.core
        found = elements.find(message["blocks"], None, label, None)
        folded = label if label not in found.labels() else None
        stored = core.people.message(self.user, channel, message["ts"])
        outcome = await core.interactions.press(self.user, core.state.channels[channel], stored, found, folded)
        await self.world.settle()
        assert outcome.acknowledged

    async def makes_an_item_of(self, post: str, channel: str = INTAKE) -> None:
        """Chooses "Make this an item" in a message's own menu."""
        outcome = await self.world.workspace.shortcut(self.user, channel, post, MAKE_ITEM)
        await self.world.settle()
        assert outcome.acknowledged

    async def chooses_everywhere(self, name: str) -> None:
        """Chooses what the bot offers everywhere: Slack's shortcuts, the menu of Teams' compose box."""
        outcome = await self.world.workspace.global_shortcut(self.user, name)
        await self.world.settle()
        assert outcome.acknowledged

    async def reacts(self, message: str, emoji: str, channel: str = TRIAGE) -> None:
        """Adds a reaction to a message."""
        await self.world.workspace.react(self.user, channel, message, emoji)
        await self.world.settle()

    async def takes_back(self, message: str, emoji: str, channel: str = TRIAGE) -> None:
        """Takes a reaction of theirs away."""
        await self.world.workspace.unreact(self.user, channel, message, emoji)
        await self.world.settle()

    async def fills(self, **values: str) -> Mapping[str, str]:
        """Fills in the open form and sends it; returns what was refused, by field."""
        outcome = await self.world.workspace.submit(self.user, values)
        await self.world.settle()
        return dict(outcome.errors or {})

    async def goes_back(self, label: str) -> None:
        """Closes the form by its second button."""
        view = self.world.workspace.open_views(self.user)[-1]
        assert view["close"]["text"] == label
        await self.world.workspace.close_view(self.user)
        await self.world.settle()

    async def types(self, **values: str) -> None:
        """Fills in fields of the open form, and leaves it open."""
        await self.world.workspace.fill(self.user, values)
        await self.world.settle()

    async def chooses(self, menu: str, option: str) -> None:
        """Chooses in a menu of the open form."""
        outcome = await self.world.workspace.click_in_view(self.user, label=menu, option=option)
        await self.world.settle()
        assert outcome.acknowledged

    async def puts_away(self) -> None:
        """Puts the open form away, so that what is typed is kept: Slack notices, on Teams there is a button."""
        await self.world.workspace.close_view(self.user)
        await self.world.settle()

    def field(self, name: str) -> str:
        """What stands in a field of the open form."""
        view = self.world.workspace.open_views(self.user)[-1]
        entry = next(iter(view["state"]["values"][name].values()))
        return str(entry.get("value") or "")

    async def says(self, command: str, channel: str = TRIAGE) -> None:
        """As typed: on Slack the client marks whom "@bo" and which channel "#triage" means."""
        name, _, text = command.partition(" ")
        if self.world.desk == "slack" and "<@" not in text:
            state = self.world.workspace.core.state
            people = {person.name: person.id for person in state.people.values()}
            channels = {channel.name: channel.id for channel in state.channels_by_name.values()}
            text = typed_command(text, people, channels)
        outcome = await self.world.workspace.command(self.user, channel, name, text)
        await self.world.settle()
        assert outcome.acknowledged

    async def hands_over(self, name: str, text: str | bytes) -> None:
        """Sends a file to the bot in a direct message."""
        direct = self.world.workspace.open_direct(self.user)
        await self.posts("", direct, files=[{"name": name, "content": text}])

    async def gets_file(self) -> tuple[str, str]:
        """The newest file that the bot has put into their direct messages: its name and its text."""
        await self.world.settle()
        workspace = self.world.workspace
        direct = workspace.direct(self.user)
        for message in reversed(workspace.history(direct, self.user) if direct else []):
            if message.get("files") and message.get("user") == workspace.bot_user_id:
                self.world.seen.add((str(direct), message["ts"]))
                file = message["files"][-1]
                return file["name"], (workspace.files[file["id"]].content or b"").decode()
        raise AssertionError(f"{self.user} was given no file")

    def sees(self, words: str) -> str:
        """Somewhere on this person's screen stands a message of the bot with these words; returns its whole text."""
        shown = self._screen()
        for channel, message in shown:
            text = text_of(message)
            if words in text:
                self.world.seen.add((channel, message["ts"]))
                return text
        listing = "\n---\n".join(f"{channel}: {text_of(message)}" for channel, message in shown)
        raise AssertionError(f"{self.user} sees no {words!r}. On the screen:\n{listing}")

    def is_told(self, words: str) -> str:
        """A private line that they have not looked at before says so."""
        fresh = []
        for channel, message in self._screen():
            text = text_of(message)
            if message.get("ephemeral") and (channel, message["ts"], text) not in self.told:
                self.world.seen.add((channel, message["ts"]))
                self.told.add((channel, message["ts"], text))
                fresh.append(text)
        assert any(words in text for text in fresh), f"{self.user} is not told {words!r}, but: {fresh}"
        return next(text for text in fresh if words in text)

    def sees_all(self, channel: str = "") -> str:
        """Looks at everything they see in a channel, or in their direct messages; returns it, the oldest first."""
        place = channel or self.world.workspace.direct(self.user)
        return self.world.sees_all(place, self.user) if place else ""

    def sees_nothing_of(self, words: str) -> None:
        found = [text_of(message) for _, message in self._screen() if words in text_of(message)]
        assert not found, f"{self.user} sees {words!r}: {found[0]}"

    def sees_form(self, words: str) -> dict[str, Any]:
        views = self.world.workspace.open_views(self.user)
        assert views, f"{self.user} has no form open"
        assert words in text_of(views[-1]), f"no {words!r} in: {text_of(views[-1])}"
        return views[-1]

    def is_paged(self, words: str = "") -> str:
        """Their newest direct message is a page that waits for them."""
        text = self._newest_direct()
        assert words in text, text
        assert "I take it" in text or "[Acknowledge]" in text, f"{self.user} is not paged, but was told: {text}"
        return text

    def is_reminded(self, words: str = "") -> str:
        text = self._newest_direct()
        assert "Answer by" in text or "Was due" in text, text
        assert "I take it" not in text, text
        assert words in text, text
        return text

    def has_direct_messages(self, count: int) -> None:
        direct = self.world.workspace.direct(self.user)
        found = self.world.workspace.history(direct, self.user) if direct else []
        listing = "\n---\n".join(text_of(message) for message in found)
        assert len(found) == count, f"{self.user} has {len(found)} direct messages, not {count}:\n{listing}"

    def _newest_direct(self) -> str:
        direct = self.world.workspace.direct(self.user)
        found = self.world.workspace.history(direct, self.user) if direct else []
        assert found, f"{self.user} has no direct message"
        self.world.seen.add((str(direct), found[-1]["ts"]))
        return text_of(found[-1])

    def _screen(self) -> list[tuple[str, dict[str, Any]]]:
        """Every message that this person can see, the newest first: directs and private ones before the card's."""
        workspace = self.world.workspace
        channels = [workspace.direct(self.user), TRIAGE, INTAKE]
        if self.user in ("U0EVA", "U0CY"):
            channels.append(MANAGERS)
        shown = []
        for channel in channels:
            if channel is None:
                continue
            for message in reversed(workspace.history(channel, self.user)):
                shown.append((channel, message))
                if message.get("reply_count"):
                    replies = workspace.replies(channel, message["ts"], self.user)
                    shown += [(channel, reply) for reply in replies if reply["ts"] != message["ts"]]
        return sorted(shown, key=lambda pair: not pair[1].get("ephemeral") and pair[0] != channels[0])

    def _find(self, label: str, item: int | None) -> tuple[str, str]:
        if item is not None:
            return TRIAGE, self.world.card(item)["ts"]
        for channel, message in self._screen():
            if f"[{label}]" in text_of(message):
                return channel, message["ts"]
        raise AssertionError(f"{self.user} sees no button {label!r}")
