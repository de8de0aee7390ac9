"""What people type in forms and do not send: heard while they type, and kept soon after.

Slack does not say what stands in a form when it is closed, so the newest state that it told is what is kept then.
"""

import asyncio
from dataclasses import dataclass

from bot.desk import Ask
from bot.desks.slack.api import Json, SlackCallError
from bot.desks.slack.asking import ask_for_person
from bot.desks.slack.content import dicts, string
from bot.desks.slack.forms import Sent, sent
from bot.desks.slack.noticed import DESK
from bot.desks.slack.people import People
from bot.desks.slack.quiet import LOG
from handlers.intents import Filled

_TYPED = "plain_text_input"


@dataclass
class _Typed:
    """The newest state of a form that somebody is filling in, and what keeps it soon."""

    user: str
    trigger: str
    form: Sent
    soon: asyncio.TimerHandle


class Unsent:
    """Keeps what is typed: each state `after` so many real seconds at the latest, and at once when a form is closed."""

    def __init__(self, ask: Ask, people: People, after: float = 2.0) -> None:
        self._ask = ask
        self._people = people
        self._after = after
        self._typed: dict[str, _Typed] = {}
        self._keeping: set[asyncio.Task[None]] = set()

    def typed(self, body: Json) -> bool:
        """Whether block_actions say only that somebody types; then it is taken note of."""
        view, pressed = body.get("view"), dicts(body.get("actions"))
        if not isinstance(view, dict) or not pressed or any(string(one.get("type")) != _TYPED for one in pressed):
            return False
        form = sent(view)
        if form is not None and form.keep:
            self._note(string(view.get("id")), body["user"]["id"], string(body.get("trigger_id")), form)
        return True

    async def closed(self, body: Json) -> None:
        """Handle view_closed: what was typed last is kept, or nothing was typed."""
        view: Json = body["view"]
        form = sent(view)
        if form is None or not form.keep:
            return
        name = string(view.get("id"))
        known = self.forget(name)
        state = known.form.fields if known is not None else {}
        key = f"{DESK}:closed:{name}:{string(view.get('hash'))}"
        await self._keep(body["user"]["id"], Sent(form.form, form.subject, form.origin, state, form.keep), key, True)

    def forget(self, view: str) -> _Typed | None:
        """What is typed in a form need not be kept any more: it was sent, or the form was closed."""
        known = self._typed.pop(view, None)
        if known is not None:
            known.soon.cancel()
        return known

    async def stop(self) -> None:
        """Keep at once what would be kept soon."""
        for view in tuple(self._typed):
            self._keep_now(view)
        await asyncio.gather(*self._keeping)

    def _note(self, view: str, user: str, trigger: str, form: Sent) -> None:
        known = self._typed.get(view)
        if known is not None:
            known.form, known.trigger = form, trigger
            return
        soon = asyncio.get_running_loop().call_later(self._after, self._keep_now, view)
        self._typed[view] = _Typed(user, trigger, form, soon)

    def _keep_now(self, view: str) -> None:
        known = self.forget(view)
        if known is not None:
            keep = self._keep(known.user, known.form, known.trigger, False)
            task = asyncio.get_running_loop().create_task(keep)
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)

    async def _keep(self, user: str, form: Sent, key: str, put_away: bool) -> None:
        try:
            actor = await self._people.actor(user)
        except SlackCallError as error:
            LOG.warning("Slack did not say who somebody is: %s", error)
            return
        filled = Filled(f"{DESK}:{key}", actor, form.keep, form.subject, form.fields, put_away)
        await ask_for_person(self._ask, filled)
