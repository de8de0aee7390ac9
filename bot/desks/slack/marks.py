"""The one reaction on a customer's post that follows the item's state."""

from collections.abc import Awaitable, Mapping

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.desks.slack.api import Api, SlackCallError
from routing.item import Place, State

EMOJI: Mapping[State, str | None] = {
    State.NEW: None,
    State.CLAIMED: "eyes",
    State.WAITING_FOR_APPROVAL: "hourglass_flowing_sand",
    State.HALF_ANSWERED: "hourglass_flowing_sand",
    State.PAUSED: "double_vertical_bar",
    State.LOCKED: "lock",
    State.ANSWERED: "white_check_mark",
    State.DECLINED: "no_entry_sign",
    State.NOT_AN_ITEM: "heavy_multiplication_x",
    State.MERGED: "link",
    State.WITHDRAWN: "wastebasket",
}

_OURS = frozenset(emoji for emoji in EMOJI.values() if emoji)
_DONE_ALREADY = frozenset({"already_reacted", "no_reaction"})


async def mark(api: Api, us: str, place: Place, state: State) -> None:
    """Leave exactly the state's reaction of ours (`us`: our user id) on the post; others' reactions stay.

    Looks first, so that a repeat comes to the same. Raises SlackCallError.
    """
    client = api.client
    answer = await api.call(client.reactions_get(channel=place.conversation, timestamp=place.message, full=True))
    message = answer.get("message") or {}
    there = {each["name"] for each in message.get("reactions") or () if us in (each.get("users") or ())}
    wanted = EMOJI[state]
    if wanted is not None and wanted not in there:
        await _settle(api, client.reactions_add(channel=place.conversation, timestamp=place.message, name=wanted))
    for name in sorted((there & _OURS) - {wanted}):
        await _settle(api, client.reactions_remove(channel=place.conversation, timestamp=place.message, name=name))


async def _settle(api: Api, request: Awaitable[AsyncSlackResponse]) -> None:
    try:
        await api.call(request)
    except SlackCallError as error:
        if error.failure.word not in _DONE_ALREADY:
            raise
