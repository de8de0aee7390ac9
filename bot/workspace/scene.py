"""Setting the scene: who is in the workspace, which channels, commands and other apps there are."""

from __future__ import annotations

from collections.abc import Iterable

from bot.workspace.core import Core
from bot.workspace.model import Channel, Integration, Person
from bot.workspace.shapes import user_shape


class Scene:
    """The half of a Workspace that arranges it; `core` holds its parts."""

    def __init__(self, core: Core) -> None:
        self.core = core

    def add_person(
        self,
        name: str,
        *,
        real_name: str = "",
        title: str = "",
        zone: str = "Europe/Oslo",
        locale: str = "en-US",
        guest: bool = False,
        stranger: bool = False,
        id: str = "",  # noqa: A002 (the word that callers expect)
        email: str = "",
    ) -> str:
        """Let a person in and return the user id; a stranger belongs to another organisation.

        Raises ValueError when the id is taken.
        """
        state = self.core.state
        user = id or state.new_id("U")
        if user in state.people:
            raise ValueError(f"{user} is there already")
        address = (email or f"{name}@example.com").lower()
        person = Person(user, name, real_name or name, title, zone, locale, guest, stranger, email=address)
        person.updated = int(state.now())
        state.add_person(person)
        return user

    def add_channel(
        self,
        name: str,
        members: Iterable[str] | None = None,
        *,
        id: str = "",  # noqa: A002 (the word that callers expect)
        topic: str = "",
    ) -> str:
        """Open a channel and return its id; the bot is in it when listed, or when `members` is None (everybody).

        Raises ValueError when the id or the name is taken.
        """
        state = self.core.state
        channel = id or state.new_id("C")
        if channel in state.channels or name in state.channels_by_name:
            raise ValueError(f"{channel} or #{name} is there already")
        listed = None if members is None else set(members)
        state.add_channel(Channel(channel, name, topic, int(state.now()), listed))
        return channel

    def add_integration(self, name: str, icon: str = "") -> str:
        """Install another app that posts as itself and return its bot id."""
        state = self.core.state
        integration = Integration(state.new_id("B"), name, icon, state.new_id("A"))
        state.integrations[integration.id] = integration
        return integration.id

    def add_command(self, command: str, usage_hint: str = "", description: str = "") -> None:
        """List a slash command on the page."""
        listed = {"command": command, "usage_hint": usage_hint, "description": description}
        self.core.state.commands.append(listed)

    def add_shortcut(self, name: str, callback_id: str) -> None:
        """List a global shortcut on the page."""
        self.core.state.shortcuts.append({"name": name, "callback_id": callback_id})

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self.core.state.channels[channel].archived = True

    def join(self, user: str, channel: str) -> None:
        """Let somebody (or the bot) into a channel with listed members, and tell the app."""
        place = self.core.state.channels[channel]
        if place.members is not None and user not in place.members:
            place.members.add(user)
            self.core.state.opened(place)
            self.core.events.member(place, user, joined=True)

    def leave(self, user: str, channel: str) -> None:
        """Take somebody (or the bot) out of a channel with listed members, and tell the app."""
        place = self.core.state.channels[channel]
        if place.members is None:
            raise ValueError(f"everybody is in {place.name}")
        if user in place.members:
            self.core.events.member(place, user, joined=False)
            place.members.discard(user)

    def remove_person(self, user: str) -> None:
        """Let somebody leave the company: deactivated, and the app hears user_change."""
        state = self.core.state
        person = state.people[user]
        person.deleted = True
        person.updated = int(state.now())
        self.core.events.user_changed(user_shape(state, person))

    def do_not_disturb(self, user: str, start: float, end: float) -> None:
        """Set somebody's next quiet hours, in epoch seconds."""
        self.core.state.people[user].do_not_disturb = (int(start), int(end))
