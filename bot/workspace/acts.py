"""What people do in the workspace, and what they see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.workspace import elements, reading
from bot.workspace.core import Core
from bot.workspace.modals import OpenView
from bot.workspace.model import Json, NoSuchElement, Outcome, StoredFile, Submitted


class Acts:
    """The half of a Workspace that plays its people; LookupErrors say in words what is not there."""

    core: Core

    async def post(
        self,
        user: str,
        channel: str,
        text: str,
        blocks: list[Json] | None = None,
        files: Sequence[Mapping[str, Any] | str] | None = None,
        thread_ts: str | None = None,
        attachments: list[Json] | None = None,
    ) -> str:
        """Let a person write (`text` as Slack sends it, escaped) and return the time stamp.

        `files` are names or {"name", "content", "title", "mimetype", "shown"}.
        """
        return self.core.people.post(user, channel, text, blocks, files, thread_ts, attachments)

    async def post_as_integration(
        self,
        bot_id: str,
        channel: str,
        text: str = "",
        blocks: list[Json] | None = None,
        attachments: list[Json] | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Let another app write (subtype bot_message) and return the time stamp."""
        return self.core.people.post_as_integration(bot_id, channel, text, blocks, attachments, thread_ts)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Let a person change their own message."""
        self.core.people.edit(user, channel, ts, text)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Let a person delete their own message."""
        self.core.people.delete(user, channel, ts)

    async def react(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Let a person add a reaction; returns False when theirs is there already."""
        return self.core.people.react(user, channel, ts, name)

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Let a person take back a reaction; returns False when there is none."""
        return self.core.people.unreact(user, channel, ts, name)

    async def click(
        self,
        user: str,
        channel: str,
        ts: str,
        *,
        action_id: str | None = None,
        label: str | None = None,
        value: str | None = None,
        option: Any = None,
        block_id: str | None = None,
    ) -> Outcome:
        """Press a button, or choose `option` (a value or its text, a user id, a date) in a menu, of a message.

        `label` is what stands on the button, on the menu or on one of its options. Raises NoSuchElement, naming what
        is there.
        """
        message = self.core.people.message(user, channel, ts)
        found = elements.find(_blocks(message.body), action_id, label, value, block_id)
        given = _choice(found, label, option)
        place = self.core.state.channels[channel]
        return await self.core.interactions.press(user, place, message, found, given)

    async def click_in_view(
        self,
        user: str,
        *,
        action_id: str | None = None,
        label: str | None = None,
        value: str | None = None,
        option: Any = None,
        block_id: str | None = None,
        view_id: str | None = None,
    ) -> Outcome:
        """Press or choose in the person's topmost modal, else on the home tab, or in a given view."""
        view = self._view(user, view_id)
        found = elements.find(view.given["blocks"], action_id, label, value, block_id)
        return await self.core.interactions.press_in_view(view, found, _choice(found, label, option))

    async def shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> Outcome:
        """Choose one of the app's entries in a message's own menu."""
        message = self.core.people.message(user, channel, ts)
        return await self.core.interactions.choose(user, self.core.state.channels[channel], message, callback_id)

    async def global_shortcut(self, user: str, callback_id: str) -> Outcome:
        """Choose one of the app's entries in the menu of all shortcuts."""
        return await self.core.interactions.choose_global(user, callback_id)

    async def command(self, user: str, channel: str, command: str, text: str = "") -> Outcome:
        """Type a slash command."""
        return await self.core.interactions.command(user, self.core.people.channel(user, channel), command, text)

    async def submit(self, user: str, values: Mapping[str, Any] | None = None, view_id: str | None = None) -> Submitted:
        """Fill in and submit the person's topmost modal (or the one named).

        `values` are by label, block id, action id or "block_id/action_id": text, or an option's value or text (a list
        where several may be chosen). `errors` of the result say what was refused, by the app or by Slack itself.
        """
        view = self._view(user, view_id)
        await self.core.submissions.fill(view, values or {})
        return await self.core.submissions.submit(view)

    async def fill(self, user: str, values: Mapping[str, Any], view_id: str | None = None) -> None:
        """Fill in fields of the person's topmost modal (or the one named) as `submit` does, and leave it open."""
        await self.core.submissions.fill(self._view(user, view_id), values)

    async def close_view(self, user: str, view_id: str | None = None) -> None:
        """Close the person's topmost modal (or the one named)."""
        await self.core.submissions.close(self._view(user, view_id))

    async def open_home(self, user: str) -> Json | None:
        """Open the app's home tab (app_home_opened) and return what is published there so far."""
        view = self.core.views.home(user)
        shape = None if view is None else self.core.views.shape(view)
        self.core.events.home_opened(self.core.state.direct(user), user, shape)
        return shape

    def home(self, user: str) -> Json | None:
        """Return what the app has published on the person's home tab."""
        view = self.core.views.home(user)
        return None if view is None else self.core.views.shape(view)

    def open_views(self, user: str) -> list[Json]:
        """Return the person's modals, the topmost last."""
        return [self.core.views.shape(view) for view in self.core.views.stack(user)]

    def _view(self, user: str, view_id: str | None) -> OpenView:
        stack = self.core.views.stack(user)
        home = self.core.views.home(user)
        there = [*([home] if home is not None else []), *stack]
        for view in reversed(there):
            if view_id is None or view.id == view_id:
                return view
        raise NoSuchElement(f"{user} has no view {view_id or 'open'}; there are {[view.id for view in there]}")

    def history(self, channel: str, user: str | None = None) -> list[Json]:
        """Return a conversation as a person sees it, oldest first; only the addressee sees what is ephemeral
        (marked "ephemeral": True)."""
        return reading.history(self.core.state, channel, user)

    def replies(self, channel: str, ts: str, user: str | None = None) -> list[Json]:
        """Return a thread as a person sees it, the parent first."""
        return reading.replies(self.core.state, channel, ts, user)

    def direct(self, user: str) -> str | None:
        """Return the person's direct conversation with the bot, if there is one."""
        return self.core.state.direct_channels.get(user)

    def open_direct(self, user: str) -> str:
        """Return the person's direct conversation with the bot; opens it when there is none."""
        return self.core.state.direct(user).id

    def notices(self, user: str) -> list[str]:
        """Return the lines that Slack itself showed a person, such as "Operation timed out"."""
        return self.core.changes.notices.get(user, [])

    @property
    def files(self) -> dict[str, StoredFile]:
        """Every file, by id."""
        return self.core.state.files


def _blocks(body: Json) -> list[Json]:
    attached = [block for attachment in body.get("attachments", []) for block in attachment.get("blocks", [])]
    return [*body.get("blocks", []), *attached]


def _choice(found: elements.Found, label: str | None, option: Any) -> Any:
    """A label that names an option means that option."""
    if option is None and label is not None and label not in found.labels():
        return label
    return option
