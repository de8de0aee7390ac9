"""The real Bolt app over Socket Mode: events in, messages out, modals, commands, response URLs."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from bot.workspace import NoSuchElement, Workspace
from tests.bot.workspace.conftest import ADA, BO, INTAKE, MODAL, Connect

BUTTON = {
    "type": "actions",
    "block_id": "card",
    "elements": [
        {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "I take it"}, "value": "7"},
        {
            "type": "static_select",
            "action_id": "urgency",
            "placeholder": {"type": "plain_text", "text": "Urgency"},
            "options": [
                {"text": {"type": "plain_text", "text": "Low"}, "value": "low"},
                {"text": {"type": "plain_text", "text": "High"}, "value": "high"},
            ],
        },
    ],
}


async def test_a_message_is_answered(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    @app.event("message")
    async def hear(event: dict[str, Any], say: Any) -> None:
        if event.get("bot_id") is None:
            await say(text=f"heard {event['text']}", thread_ts=event["ts"])

    await connect(app)
    ts = await workspace.post(ADA, INTAKE, "where is my parcel?")
    await workspace.idle()

    parent, answer = workspace.replies(INTAKE, ts)
    assert (parent["text"], answer["text"]) == ("where is my parcel?", "heard where is my parcel?")
    assert answer["user"] == workspace.bot_user_id
    assert answer["bot_id"] == workspace.bot_id
    assert parent["reply_count"] == 1


async def test_a_click_opens_a_modal_that_is_refused_then_accepted(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    @app.action("take")
    async def take(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=MODAL | {"private_metadata": body["actions"][0]["value"]}
        )

    @app.view("answer")
    async def answer(ack: Any, view: dict[str, Any], client: Any) -> None:
        text = view["state"]["values"]["words"]["text"]["value"]
        if len(text) < 5:
            await ack(response_action="errors", errors={"words": "Say a little more."})
            return
        await ack()
        await client.chat_postMessage(channel=INTAKE, text=f"{view['private_metadata']}: {text}")

    await connect(app)
    ts = (await app.client.chat_postMessage(channel=INTAKE, text="card", blocks=[BUTTON]))["ts"]

    outcome = await workspace.click(ADA, INTAKE, ts, label="I take it")
    assert outcome.acknowledged
    assert [view["title"]["text"] for view in workspace.open_views(ADA)] == ["Answer"]
    assert workspace.open_views(BO) == []

    assert (await workspace.submit(ADA)).errors == {"words": "Please complete this required field."}
    assert (await workspace.submit(ADA, {"Your answer": "no"})).errors == {"words": "Say a little more."}
    assert len(workspace.open_views(ADA)) == 1

    submitted = await workspace.submit(ADA, {"words/text": "It is on its way."})
    assert submitted.acknowledged
    assert submitted.errors == {}
    assert workspace.open_views(ADA) == []
    assert workspace.history(INTAKE)[-1]["text"] == "7: It is on its way."


async def test_a_menu_sends_what_was_chosen(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    chosen = []

    @app.action("urgency")
    async def urgency(ack: Any, body: dict[str, Any]) -> None:
        chosen.append((body["actions"][0]["selected_option"]["value"], body["state"]["values"]["card"]["urgency"]))
        await ack()

    await connect(app)
    ts = (await app.client.chat_postMessage(channel=INTAKE, text="card", blocks=[BUTTON]))["ts"]
    await workspace.click(ADA, INTAKE, ts, action_id="urgency", option="High")
    await workspace.click(ADA, INTAKE, ts, label="Low")
    assert [value for value, _ in chosen] == ["high", "low"]
    assert chosen[0][1]["selected_option"]["value"] == "high"


async def test_what_is_not_there_is_answered_with_what_is(workspace: Workspace, app: AsyncApp) -> None:
    ts = (await app.client.chat_postMessage(channel=INTAKE, text="card", blocks=[BUTTON]))["ts"]
    with pytest.raises(NoSuchElement, match=r"button 'I take it' action_id='take'.*options=\[Low, High\]"):
        await workspace.click(ADA, INTAKE, ts, label="Decline")
    with pytest.raises(NoSuchElement, match="no option 'Middle'"):
        await workspace.click(ADA, INTAKE, ts, action_id="urgency", option="Middle")
    with pytest.raises(NoSuchElement, match="no view open"):
        await workspace.submit(ADA)


async def test_views_pushed_updated_and_cleared_by_the_acknowledgement(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    def titled(title: str) -> dict[str, Any]:
        return MODAL | {"title": {"type": "plain_text", "text": title}}

    answers: Iterator[dict[str, Any]] = iter(
        [
            {"response_action": "push", "view": titled("Second")},
            {"response_action": "update", "view": titled("Changed")},
            {"response_action": "update", "view": titled("far too long a title for Slack")},
            {"response_action": "clear"},
        ]
    )

    @app.command("/svar")
    async def open_modal(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=titled("First"))

    @app.view("answer")
    async def answer(ack: Any) -> None:
        await ack(**next(answers))

    def titles() -> list[str]:
        return [view["title"]["text"] for view in workspace.open_views(ADA)]

    await connect(app)
    await workspace.command(ADA, INTAKE, "/svar")
    filled = {"Your answer": "yes"}
    await workspace.submit(ADA, filled)
    assert titles() == ["First", "Second"]
    await workspace.submit(ADA, filled)
    assert titles() == ["First", "Changed"]
    assert "must be less than 25 characters" in (await workspace.submit(ADA, filled)).refused
    await workspace.submit(ADA, filled)
    assert titles() == []


async def test_a_closed_view_is_told_when_asked_for(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    closed = []

    @app.command("/svar")
    async def open_modal(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL | {"notify_on_close": True})

    @app.view_closed("answer")
    async def hear(ack: Any, body: dict[str, Any]) -> None:
        closed.append(body["is_cleared"])
        await ack()

    await connect(app)
    await workspace.command(ADA, INTAKE, "/svar")
    await workspace.close_view(ADA)
    assert closed == [False]
    assert workspace.open_views(ADA) == []


async def test_the_app_hears_what_is_typed_where_it_asked_to_and_nothing_of_it_when_the_view_is_closed(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []
    entry = {"type": "plain_text_input", "action_id": "entry", "initial_value": "Hi"}
    letters = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}

    def view(entry: dict[str, Any]) -> dict[str, Any]:
        label = {"type": "plain_text", "text": "Words"}
        block = {"type": "input", "block_id": "text", "label": label, "dispatch_action": True, "element": entry}
        return MODAL | {"notify_on_close": True, "blocks": [block]}

    @app.command("/svar")
    async def open_modal(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view(entry | letters))

    @app.action("entry")
    async def typed(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        (pressed,) = body["actions"]
        heard.append((pressed["value"], body["view"]["state"]["values"]["text"]["entry"]["value"]))
        # Of the same name a field stays as it is, whatever it should begin with now; of another it begins anew.
        await client.views_update(view_id=body["view"]["id"], view=view(entry | {"initial_value": "Ho"}))

    @app.view_closed("answer")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body["view"]["state"])

    def stands() -> Any:
        return workspace.open_views(ADA)[-1]["state"]["values"]["text"]

    await connect(app)
    await workspace.command(ADA, INTAKE, "/svar")
    await workspace.fill(ADA, {"Words": "Hi there"})
    await workspace.idle()
    assert stands()["entry"]["value"] == "Hi there"
    # Now it asks to hear of the whole alone.
    await workspace.fill(ADA, {"Words": "Hi there, you"})
    await workspace.close_view(ADA)
    assert heard == [("Hi there", "Hi there"), {"values": {}}]


async def test_a_command_answers_the_asker_alone(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    @app.command("/svar")
    async def status(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack(text=f"all well with {body['text']}")
        await respond(text="three open", response_type="in_channel")

    await connect(app)
    outcome = await workspace.command(ADA, INTAKE, "/svar", "status")
    assert outcome.acknowledged
    assert sorted(message["text"] for message in workspace.history(INTAKE, ADA)) == [
        "all well with status",
        "three open",
    ]
    assert [message["text"] for message in workspace.history(INTAKE, BO)] == ["three open"]


async def test_an_ephemeral_message_and_its_response_url(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    @app.action("take")
    async def take(ack: Any, body: dict[str, Any], respond: Any) -> None:
        assert "message" not in body
        await ack()
        await respond(text="taken", replace_original=True)
        await respond(delete_original=True)
        await respond(text="Bo has it", response_type="ephemeral")

    await connect(app)
    seen: list[str] = []
    workspace.on_change(lambda change: seen.append(change.body["type"]))
    ts = (await app.client.chat_postEphemeral(channel=INTAKE, user=ADA, text="card", blocks=[BUTTON]))["message_ts"]
    assert [(message["ts"], message["ephemeral"]) for message in workspace.history(INTAKE, ADA)] == [(ts, True)]
    assert workspace.history(INTAKE, BO) == workspace.history(INTAKE) == []

    assert (await workspace.click(ADA, INTAKE, ts, action_id="take")).acknowledged
    assert [message["text"] for message in workspace.history(INTAKE, ADA)] == ["Bo has it"]
    assert seen == ["ephemeral", "changed", "deleted", "ephemeral"]


async def test_the_bot_hears_itself_and_is_named_in_mentions(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[tuple[str, Any, Any]] = []

    @app.event({"type": "message"})
    async def message(event: dict[str, Any]) -> None:
        heard.append(("message", event.get("bot_id"), event["channel_type"]))

    @app.event("app_mention")
    async def mention(event: dict[str, Any]) -> None:
        heard.append(("app_mention", event["user"], event["text"]))

    await connect(app)
    text = f"<@{workspace.bot_user_id}> help"
    await workspace.post(ADA, INTAKE, text)
    await workspace.idle()
    await workspace.post(ADA, workspace.open_direct(ADA), text)
    await workspace.idle()
    await app.client.chat_postMessage(channel=BO, text="wake up")
    await workspace.idle()
    # Bolt itself keeps the app's own messages from listeners, so Bo's is not heard.
    assert heard == [("message", None, "channel"), ("app_mention", ADA, text), ("message", None, "im")]
    assert workspace.history(workspace.direct(BO) or "", BO)[0]["text"] == "wake up"


async def test_edits_deletions_reactions_and_the_home_tab(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.event({"type": "message", "subtype": "message_changed"})
    async def changed(event: dict[str, Any]) -> None:
        heard.append((event["previous_message"]["text"], event["message"]["text"], event["message"]["edited"]["user"]))

    @app.event({"type": "message", "subtype": "message_deleted"})
    async def deleted(event: dict[str, Any]) -> None:
        heard.append(("deleted", event["deleted_ts"]))

    @app.event("reaction_added")
    async def reacted(event: dict[str, Any]) -> None:
        heard.append((event["reaction"], event["item"]["ts"], event["item_user"]))

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [BUTTON]})

    @app.action("take")
    async def take(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body["view"]["type"])
        await ack()

    @app.event({"type": "message", "subtype": None})
    async def plain() -> None: ...

    await connect(app)
    ts = await workspace.post(ADA, INTAKE, "one")
    assert await workspace.react(BO, INTAKE, ts, "eyes")
    assert not await workspace.react(BO, INTAKE, ts, "eyes")
    await workspace.idle()
    await workspace.edit(ADA, INTAKE, ts, "two")
    await workspace.idle()
    await workspace.delete(ADA, INTAKE, ts)
    await workspace.open_home(ADA)
    await workspace.idle()
    assert heard == [("eyes", ts, ADA), ("one", "two", ADA), ("deleted", ts)]
    assert (await workspace.click_in_view(ADA, label="I take it")).acknowledged
    assert heard[-1] == "home"


async def test_after_disconnects_the_client_comes_back(workspace: Workspace, app: AsyncApp, connect: Connect) -> None:
    heard = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    await connect(app)
    for abruptly in (False, True):
        await workspace.disconnect_sockets(abruptly=abruptly)
        assert workspace.connections == 0
        await workspace.post(ADA, INTAKE, f"lost {abruptly}")
        await asyncio.wait_for(workspace.connected(), 10)
        await workspace.post(ADA, INTAKE, f"heard {abruptly}")
        await workspace.idle()
    assert heard == ["heard False", "heard True"]
    assert [payload["event"]["text"] for payload in workspace.dead] == ["lost False", "lost True"]
    assert len(workspace.history(INTAKE)) == 4


async def test_each_event_goes_to_one_of_several_connections(
    workspace: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    await connect(app)
    await connect(app)
    for number in range(6):
        await workspace.post(ADA, INTAKE, str(number))
    await workspace.idle()
    assert sorted(heard) == ["0", "1", "2", "3", "4", "5"]
    assert workspace.connections == 2
