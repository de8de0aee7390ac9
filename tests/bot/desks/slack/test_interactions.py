"""Buttons, menus, the slash command and the shortcut, and what the asker sees of the answer."""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.workspace.signing import signed_headers
from handlers.intents import Actor, Click, Intent, Noticed, Said
from handlers.parcels import Parcel
from handlers.replies import Busy, Done, Ignored, OpenForm, Refused, Reply, Stored
from routing.delivery import Sent
from routing.item import Place
from routing.messages import Actions, Button, Choice, Form, Heading, Menu, Quote, TextField
from tests.bot.desks.slack.scene import INTAKE, TRIAGE, Scene, message, said

BOTH = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
CLAIM = Actions((Button("claim", "item:12", "Claim", "primary"),))
FORM = Form("answer", "item:12", "Answer", "Send", "Cancel", (TextField("link", "Link"),))


@BOTH
async def test_a_click(scene: Scene, http: bool) -> None:
    await scene.connect(http=http)
    ts = await scene.card(Heading("Item 12"), CLAIM)
    outcome = await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    assert outcome.acknowledged
    (click,) = scene.asked.of(Click)
    assert click == Click(
        f"slack:{outcome.sent['trigger_id']}",
        Actor("slack", scene.bo),
        "claim",
        "item:12",
        "",
        Place("slack", TRIAGE, ts),
    )


async def test_a_menu_and_a_second_button_of_the_same_kind(scene: Scene) -> None:
    await scene.connect()
    menu = Menu("decline", "item:12", "Decline", (Choice("spam", "Spam"), Choice("insult", "Only insults")))
    ts = await scene.card(Actions((Button("claim", "item:1", "One"), Button("claim", "item:2", "Two"), menu, menu)))
    await scene.workspace.click(scene.bo, TRIAGE, ts, label="Two")
    await scene.workspace.click(scene.bo, TRIAGE, ts, label="Decline", option="Only insults")
    await scene.workspace.click(scene.bo, TRIAGE, ts, action_id="decline@item:12#2", option="spam")
    assert [(each.action, each.subject, each.value) for each in scene.asked.of(Click)] == [
        ("claim", "item:2", ""),
        ("decline", "item:12", "insult"),
        ("decline", "item:12", "spam"),
    ]


@pytest.mark.parametrize(
    ("reply", "seen"),
    [
        (Done(), []),
        (Done(said("You have it.")), ["You have it."]),
        (Done(said("You have it."), replaces=True), ["You have it."]),
        (Refused(said("Cy took it at 10:04.")), ["Cy took it at 10:04."]),
        (Busy(), ["There is too much to do at this moment and nothing was stored. Please try again."]),
        (KeyError("broken"), ["There is too much to do at this moment and nothing was stored. Please try again."]),
        (Ignored(), []),
    ],
)
async def test_what_the_clicker_alone_sees(scene: Scene, reply: Reply | Exception, seen: list[str]) -> None:
    await scene.connect()
    ts = await scene.card(Heading("Item 12"), CLAIM)
    scene.asked.answer = lambda _: reply
    outcome = await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    await scene.workspace.idle()
    assert outcome.acknowledged
    assert scene.whispers(TRIAGE, scene.bo) == seen
    assert scene.whispers(TRIAGE, scene.ada) == []
    assert len(scene.seen(TRIAGE)) == 1


async def test_a_whisper_stays_in_the_thread(scene: Scene) -> None:
    desk = await scene.connect()
    ts = await scene.card(Heading("Item 12"))
    reply = await desk.send(Parcel("t-2", "slack", TRIAGE, message(CLAIM), thread=Place("slack", TRIAGE, ts)))
    assert isinstance(reply, Sent)
    scene.asked.answer = lambda _: Done(said("here"))
    await scene.workspace.click(scene.bo, TRIAGE, reply.place.message, label="Claim")
    await scene.workspace.idle()
    assert [each["text"] for each in scene.workspace.replies(TRIAGE, ts, scene.bo)][-1] == "here"


async def test_a_whisper_about_a_card_that_has_replies_stands_beside_the_card(scene: Scene) -> None:
    desk = await scene.connect()
    ts = await scene.card(Heading("Item 12"), CLAIM)
    assert isinstance(
        await desk.send(Parcel("t-2", "slack", TRIAGE, said("history"), thread=Place("slack", TRIAGE, ts))), Sent
    )
    scene.asked.answer = lambda _: Done(said("here"))
    await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    await scene.workspace.idle()
    assert scene.whispers(TRIAGE, scene.bo) == ["here"]


async def test_a_private_message_is_replaced_when_asked(scene: Scene) -> None:
    scene.asked.answer = lambda _: Done(message(CLAIM, summary="Take it?"))
    await scene.connect()
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    private = scene.seen(INTAKE, scene.ada)[-1]
    scene.asked.answer = lambda _: Done(said("Done."), replaces=True)
    await scene.workspace.click(scene.ada, INTAKE, private["ts"], label="Claim")
    await scene.workspace.idle()
    assert scene.whispers(INTAKE, scene.ada) == ["Done."]
    assert scene.asked.of(Click)[0].place == Place("slack", INTAKE, "")


async def test_in_a_direct_message_the_answer_comes_there(scene: Scene) -> None:
    await scene.connect()
    ts = await scene.card(Heading("Page"), CLAIM, channel="person:bo")
    direct = scene.workspace.direct(scene.bo)
    assert direct is not None
    scene.asked.answer = lambda _: Refused(said("Too late."))
    await scene.workspace.click(scene.bo, direct, ts, label="Claim")
    await scene.workspace.idle()
    assert scene.whispers(direct, scene.bo) == ["Too late."]


@BOTH
async def test_the_slash_command(scene: Scene, http: bool) -> None:
    scene.asked.answer = lambda _: Done(message(Quote("3 open"), CLAIM, summary="3 open"))
    await scene.connect(http=http)
    outcome = await scene.workspace.command(scene.ada, TRIAGE, "/svar", " status  ")
    assert outcome.acknowledged
    assert not outcome.refused
    (spoken,) = scene.asked.of(Said)
    assert spoken == Said(
        f"slack:{outcome.sent['trigger_id']}", Actor("slack", scene.ada), "status", Place("slack", TRIAGE)
    )
    assert scene.whispers(TRIAGE, scene.ada) == ["3 open"]
    private = scene.seen(TRIAGE, scene.ada)[-1]
    scene.asked.answer = lambda _: Done(said("Shared."), replaces=True)
    await scene.workspace.click(scene.ada, TRIAGE, private["ts"], label="Claim")
    await scene.workspace.idle()
    assert scene.whispers(TRIAGE, scene.ada) == ["Shared."]


async def test_a_slash_command_with_nothing_to_say(scene: Scene) -> None:
    await scene.connect()
    outcome = await scene.workspace.command(scene.ada, TRIAGE, "/svar", "")
    assert outcome.acknowledged
    assert scene.whispers(TRIAGE, scene.ada) == []


async def test_who_cannot_be_looked_up_is_asked_to_try_again(scene: Scene) -> None:
    await scene.connect()
    ts = await scene.card(CLAIM)
    scene.workspace.fail_next("users.info", error="ratelimited")
    await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    await scene.workspace.idle()
    assert scene.asked.of(Click) == []
    assert "try again" in scene.whispers(TRIAGE, scene.bo)[0]


async def test_a_lost_reply_is_not_tried_twice_and_the_click_is_acknowledged(scene: Scene) -> None:
    await scene.connect()
    ts = await scene.card(CLAIM)
    scene.asked.answer = lambda _: OpenForm(FORM)
    scene.workspace.fail_next("views.open", status=500)
    outcome = await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    assert outcome.acknowledged
    assert [call.method for call in scene.workspace.log].count("views.open") == 1
    scene.workspace.fail_next("views.open", drop=True)
    outcome = await scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim")
    assert outcome.acknowledged


def ask_back(channel: str) -> Callable[[Intent], Reply]:
    def answer(intent: Intent) -> Reply:
        assert isinstance(intent, Noticed)
        if intent.wanted_by is None:
            make = Button("make_item", f"{channel}:{intent.place.message}", "Yes")
            return Done(message(Actions((make,)), summary="Make this an item?"))
        return Stored(7, False)

    return answer


async def test_make_item_reads_the_message_again(scene: Scene) -> None:
    scene.asked.answer = ask_back(INTAKE)
    await scene.connect()
    ts = await scene.workspace.post(scene.ada, INTAKE, "kunden spør om <https://a.example|dette>")
    await scene.workspace.post(scene.bo, INTAKE, "a later one")
    await scene.workspace.idle()
    private = next(each for each in scene.seen(INTAKE, scene.ada) if each.get("ephemeral"))
    await scene.workspace.click(scene.ada, INTAKE, private["ts"], label="Yes")
    await scene.workspace.idle()
    made = scene.asked.of(Noticed)[-1]
    assert made.key == f"slack:make:{INTAKE}:{ts}:{scene.ada}"
    assert made.wanted_by == Actor("slack", scene.ada)
    assert made.text == "kunden spør om dette (https://a.example)"
    assert scene.whispers(INTAKE, scene.ada) == ["This is item 7 now."]


async def test_make_item_of_what_is_gone(scene: Scene) -> None:
    scene.asked.answer = ask_back(INTAKE)
    await scene.connect()
    ts = await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    private = next(each for each in scene.seen(INTAKE, scene.ada) if each.get("ephemeral"))
    await scene.workspace.delete(scene.ada, INTAKE, ts)
    await scene.workspace.click(scene.ada, INTAKE, private["ts"], label="Yes")
    await scene.workspace.idle()
    assert "That message is no longer there." in scene.whispers(INTAKE, scene.ada)


async def signed(scene: Scene, payload: dict[str, object]) -> int:
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = signed_headers(scene.workspace.signing_secret, body)
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    async with aiohttp.ClientSession() as session, session.post(scene.events_url, data=body, headers=headers) as answer:
        return answer.status


async def test_the_message_shortcut(scene: Scene) -> None:
    scene.asked.answer = lambda _: Stored(7, True)
    await scene.connect(http=True)
    payload: dict[str, object] = {
        "type": "message_action",
        "callback_id": "make_item",
        "trigger_id": "1.2.3",
        "user": {"id": scene.bo},
        "channel": {"id": TRIAGE},
        "message": {"type": "message", "user": scene.ada, "ts": "1793610000.000100", "text": "kunden spør"},
    }
    assert await signed(scene, payload) == 200
    (made,) = scene.asked.of(Noticed)
    assert made.place == Place("slack", TRIAGE, "1793610000.000100")
    assert made.wanted_by == Actor("slack", scene.bo)
    assert scene.whispers(TRIAGE, scene.bo) == ["This is item 7 already."]
    assert await signed(scene, payload | {"callback_id": "other"}) == 200
    assert len(scene.asked.intents) == 1


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_suggestion", "action_id": "x", "block_id": "b", "value": "v"},
        {"type": "shortcut", "callback_id": "global", "trigger_id": "1"},
        {"type": "view_closed", "view": {"type": "modal", "callback_id": "form"}},
        {"type": "interactive_message", "callback_id": "x", "actions": [{"name": "old"}]},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "another"}, "user": {"id": "U0BO"}},
    ],
)
async def test_what_is_not_ours_is_acknowledged(scene: Scene, payload: dict[str, object]) -> None:
    await scene.connect(http=True)
    assert await signed(scene, payload) == 200
    assert scene.asked.intents == []


async def test_fifty_clicks_at_once_are_all_acknowledged(scene: Scene) -> None:
    await scene.connect()
    ts = await scene.card(CLAIM)
    outcomes = await asyncio.gather(*(scene.workspace.click(scene.bo, TRIAGE, ts, label="Claim") for _ in range(50)))
    assert all(outcome.acknowledged for outcome in outcomes)
    assert len({click.key for click in scene.asked.of(Click)}) == 50
