"""The views that people have open: a stack of at most three modals each, and the app's home tab."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.workspace.block_names import named
from bot.workspace.changes import Change, Changes
from bot.workspace.elements import values_of
from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.state import State

STACK = 3
GIVEN = ("type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "external_id")
FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")


@dataclass(slots=True)
class OpenView:
    """One view on one person's screen; `chosen` holds what was filled in, by "block_id/action_id"."""

    user: str
    given: Json
    id: str
    root: str
    previous: str | None
    hash: str
    chosen: dict[str, Json] = field(default_factory=dict)


class Views:
    """Opens, changes and closes views."""

    def __init__(self, state: State, changes: Changes) -> None:
        self._state = state
        self._changes = changes
        self._by_id: dict[str, OpenView] = {}
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def shape(self, view: OpenView) -> Json:
        """Return a view as Slack shows it to the app."""
        given = view.given
        shape: Json = {
            "id": view.id,
            "team_id": self._state.team_id,
            "type": given["type"],
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "external_id": given.get("external_id", ""),
            "blocks": given["blocks"],
            "state": {"values": values_of(given["blocks"], view.chosen)},
            "hash": view.hash,
            "root_view_id": view.root,
            "previous_view_id": view.previous,
            "app_id": self._state.app_id,
            "app_installed_team_id": self._state.team_id,
            "bot_id": self._state.bot_id,
        }
        shape |= {key: given.get(key) for key in ("title", "submit", "close")}
        return shape | {key: bool(given.get(key, False)) for key in FLAGS}

    def stack(self, user: str) -> list[OpenView]:
        """Return a person's modals, the topmost last."""
        return self._stacks.get(user, [])

    def home(self, user: str) -> OpenView | None:
        """Return what the app published on a person's home tab."""
        return self._homes.get(user)

    def get(self, view_id: str) -> OpenView:
        """Return an open view; raises Refusal not_found."""
        view = self._by_id.get(view_id)
        if view is None:
            raise Refusal("not_found")
        return view

    def by_external_id(self, external_id: str) -> OpenView:
        """Return an open view by the app's own id for it; raises Refusal not_found."""
        for view in self._by_id.values():
            if external_id and view.given.get("external_id") == external_id:
                return view
        raise Refusal("not_found")

    def open(self, user: str, given: Json) -> OpenView:
        """Show a modal in place of whatever is open."""
        for view in self._stacks.pop(user, []):
            del self._by_id[view.id]
        return self._put(user, given)

    def push(self, user: str, given: Json) -> OpenView:
        """Show a modal on top; raises Refusal push_limit_reached at the fourth."""
        if len(self.stack(user)) >= STACK:
            raise Refusal("push_limit_reached")
        return self._put(user, given)

    def _put(self, user: str, given: Json) -> OpenView:
        stack = self._stacks.setdefault(user, [])
        view = self._new(user, given, stack[-1] if stack else None)
        stack.append(view)
        self._say(user)
        return view

    def _new(self, user: str, given: Json, below: OpenView | None) -> OpenView:
        external_id = given.get("external_id")
        if external_id and any(view.given.get("external_id") == external_id for view in self._by_id.values()):
            raise Refusal("duplicate_external_id")
        view_id = self._state.new_id("V")
        root = view_id if below is None else below.root
        previous = None if below is None else below.id
        view = OpenView(user, self._kept(given), view_id, root, previous, self._hash())
        self._by_id[view.id] = view
        return view

    def _kept(self, given: Json) -> Json:
        kept = {key: given[key] for key in (*GIVEN, *FLAGS) if given.get(key) is not None}
        return kept | {"blocks": named(given["blocks"], self._state.new_name)}

    def _hash(self) -> str:
        return f"{int(self._state.now())}.{secrets.token_hex(4)}"

    def update(self, view: OpenView, given: Json, expected_hash: str | None = None) -> OpenView:
        """Replace what a view shows; raises Refusal hash_conflict when it changed since `expected_hash`."""
        if expected_hash and expected_hash != view.hash:
            raise Refusal("hash_conflict")
        view.given = self._kept(given)
        view.hash = self._hash()
        if view is self._homes.get(view.user):
            self._say_home(view)
        else:
            self._say(view.user)
        return view

    def publish(self, user: str, given: Json, expected_hash: str | None = None) -> OpenView:
        """Put the app's home tab for a person in place."""
        home = self._homes.get(user)
        if home is not None:
            return self.update(home, given, expected_hash)
        home = self._homes[user] = self._new(user, given, None)
        self._say_home(home)
        return home

    def close(self, view: OpenView) -> None:
        """Take one modal away, with whatever stands on it."""
        stack = self.stack(view.user)
        place = stack.index(view)
        for above in stack[place:]:
            del self._by_id[above.id]
        del stack[place:]
        self._say(view.user)

    def clear(self, user: str) -> None:
        """Take all of a person's modals away."""
        if self.stack(user):
            self.close(self.stack(user)[0])

    def _say_home(self, home: OpenView) -> None:
        self._changes.tell(Change({"type": "home", "view": self.shape(home)}, person=home.user))

    def _say(self, user: str) -> None:
        shapes = [self.shape(view) for view in self.stack(user)]
        self._changes.tell(Change({"type": "view", "stack": shapes}, person=user))
