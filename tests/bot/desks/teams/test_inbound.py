"""What Teams sends: what becomes of it, and what is refused."""

import json
from dataclasses import replace
from typing import Any

import pytest

from handlers.intents import Actor, Click, Filled, Noticed, Said, Unreadable
from handlers.replies import Busy, Done, FieldErrors, OpenForm, Refused
from routing.item import Place
from routing.messages import Actions, Button, Choice, ChoiceField, Form, Lines, Message, Quote, TextField
from tests.bot.desks.teams.scene import INTAKE, NOW, TRIAGE, scene
from tests.teams.connector import BOT, Json
from tests.teams.local import LocalTeams
from tests.teams.reading import text_of_card

LINK = "https://www.facebook.com/fjellro/posts/1"


def said(*words: str) -> Message:
    return Message((Lines(tuple((word,) for word in words)),), words[0])


FORM = Form(
    "answer", "item:1", "Answer item 1", "Save", "Cancel",
    (
        Quote("Hvor er pakken?"),
        TextField("link", "Link", required=False, hint="Where it stands"),
        ChoiceField("reason", "Why?", (Choice("a", "First"), Choice("b", "Second"))),
    ),
)  # fmt: skip


def invoke(teams: LocalTeams, value: Any, **changed: Any) -> Json:
    activity = teams.activity_of("U0BO", teams.conversations[TRIAGE], "invoke")
    return activity | {"name": "adaptiveCard/action", "replyToId": "77", "value": value} | changed


def pressing(**data: Any) -> Json:
    return {"action": {"type": "Action.Execute", "verb": "x", "data": data}}


CLAIM = pressing(do="click", action="claim", subject="item:1")


async def test_a_message_of_an_intake_channel_is_noticed_with_its_links_files_and_time() -> None:
    async with scene() as stage:
        number = await stage.teams.post("U0ADA", INTAKE, f"Se her: {LINK} &amp; så", files=["klage.png"])
        found = stage.only()
        assert found == Noticed(
            f"teams:{INTAKE}:{number}", Place("teams", INTAKE, number), Actor("teams", "U0ADA"),
            f"Se her: {LINK} & så", NOW, links=(LINK,), files=("klage.png",),
        )  # fmt: skip


async def test_a_reply_another_channel_and_another_bot_are_not_noticed() -> None:
    async with scene() as stage:
        number = await stage.teams.post("U0ADA", INTAKE, LINK)
        await stage.teams.post("U0ADA", INTAKE, f"{LINK}2", thread_ts=number)
        await stage.teams.post("U0ADA", TRIAGE, f"{LINK}3")
        other = stage.teams.message_activity("U0ADA", stage.teams.conversations[INTAKE], LINK)
        other["from"] = {"id": "28:another", "name": "Another"}
        assert await stage.teams.deliver(other) == (201, "")
        assert stage.only().place.message == number


@pytest.mark.parametrize(
    ("number", "thread", "taken"),
    [
        ("1772614800000", "1772614800000", True), ("1772614800999", "1772614800000", False),
        ("ed160d8a-e171", "1772614800001", True), ("ed160d8a-e171", "1772614790000", False), ("x", "y", False),
    ],
)  # fmt: skip
async def test_posts_are_told_from_replies_in_teams_and_in_the_playground(
    number: str, thread: str, taken: bool
) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.conversations[INTAKE], LINK) | {"id": number}
        activity["conversation"]["id"] = f"{INTAKE};messageid={thread}"
        assert await stage.teams.deliver(activity) == (201, "")
        assert bool(stage.asked.intents) == taken


async def test_who_is_asked_back_is_asked_in_their_personal_chat_and_the_message_travels_with_the_button() -> None:
    question = Message(
        (Lines((("A customer's?",),)), Actions((Button("make_item", "x:1", "Make it"), Button("leave_it", "x", "No")))),
        "A customer's?",
    )
    async with scene() as stage:
        stage.asked.replies = [Done(question), Done(said("It is item 1 now."), replaces=True)]
        number = await stage.teams.post("U0ADA", INTAKE, "En kunde ringte")
        asked = stage.teams.history(INTAKE, "U0ADA")[-1]
        assert "A customer's?" in text_of_card(asked["card"])
        await stage.teams.click("U0ADA", INTAKE, asked["ts"], label="Make it")
        made = stage.asked.intents[-1]
        assert isinstance(made, Noticed)
        assert (made.wanted_by, made.text, made.place) == (
            Actor("teams", "U0ADA"), "En kunde ringte", Place("teams", INTAKE, number),
        )  # fmt: skip
        # For good, not only on this screen.
        chat = stage.teams.chat("U0ADA").messages[-1]
        assert "It is item 1 now." in text_of_card(chat.activity["attachments"][0]["content"])


async def test_words_to_the_bot_are_said_without_its_name_and_answered_in_private() -> None:
    async with scene() as stage:
        stage.asked.replies = [Done(said("How we stand")), Done(said("How we stand"))]
        await stage.teams.command("U0ADA", TRIAGE, "/svar", "status now")
        await stage.teams.say("U0ADA", "status")
        first, second = stage.asked.intents
        assert isinstance(first, Said)
        assert isinstance(second, Said)
        assert (first.text, first.place and first.place.conversation) == ("status now", TRIAGE)
        assert (second.text, second.place) == ("status", None)
        assert not [each for each in stage.teams.conversations[TRIAGE].messages if each.by == BOT]
        assert len(stage.teams.chat("U0ADA").messages) == 2


async def test_who_cannot_be_written_to_is_told_so_where_they_asked() -> None:
    async with scene() as stage:
        stage.teams.installed_for_all = False
        stage.asked.replies = [Done(said("How we stand"))]
        await stage.teams.command("U0ADA", TRIAGE, "/svar", "status")
        told = stage.teams.conversations[TRIAGE].messages[-1]
        assert told.thread
        assert "Add Svarvakt as an app" in text_of_card(told.activity["attachments"][0]["content"])


async def test_without_consent_a_mention_with_a_link_brings_the_post() -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity(
            "U0ADA", stage.teams.conversations[INTAKE], f"<at>Svarvakt</at> {LINK}",
            f'<p><at id="0">Svarvakt</at>&nbsp;<a href="{LINK}">Kunde</a></p>',
        )  # fmt: skip
        assert await stage.teams.deliver(activity) == (201, "")
        found = stage.only()
        assert isinstance(found, Noticed)
        assert (found.text, found.links) == (f"Kunde ({LINK})", (LINK,))


async def test_guests_are_known_as_guests_and_unknown_people_as_well() -> None:
    async with scene() as stage:
        await stage.teams.say("U0GUEST", "status")
        await stage.teams.say("U0ADA", "status")
        del stage.teams.people["U0ADA"]["userRole"]
        stage.teams.people["U0ADA"]["tenantId"] = "another"
        stage.later(minutes=11)
        await stage.teams.say("U0ADA", "status")
        assert [one.actor.guest for one in stage.all_said()] == [True, False, True]


async def test_where_teams_does_not_say_who_somebody_is_the_handbook_does() -> None:
    async with scene() as stage:
        for user in ("U0BO", "U0ADA"):
            activity = stage.teams.message_activity(user, stage.teams.chat(user), "status")
            activity["from"]["id"] = "29:nobody"
            await stage.teams.deliver(activity)
        assert [one.actor.guest for one in stage.all_said()] == [False, True]


async def test_a_press_is_a_click_at_its_place_and_answered_with_what_stands_there_now() -> None:
    async with scene() as stage:
        stage.asked.replies = [Done(said("You have it.")), Done(said("The card"), replaces=True)]
        status, body = await stage.teams.deliver(invoke(stage.teams, CLAIM))
        assert (status, body["statusCode"]) == (200, 200)
        assert text_of_card(body["value"]) == "You have it.\nThe card"
        click, shown = stage.asked.intents
        assert isinstance(click, Click)
        assert isinstance(shown, Click)
        assert (click.action, click.subject, click.place) == ("claim", "item:1", Place("teams", TRIAGE, "77"))
        assert (shown.action, shown.place) == ("show", click.place)


async def test_a_form_comes_in_the_cards_place_and_again_with_what_is_wrong() -> None:
    async with scene() as stage:
        stage.asked.replies = [OpenForm(FORM), FieldErrors({"link": "No address."}), OpenForm(FORM)]
        _, opened = await stage.teams.deliver(
            invoke(stage.teams, pressing(do="click", action="answer", subject="item:1"))
        )
        sends = opened["value"]["body"][-1]["actions"][0]
        assert (sends["title"], sends["associatedInputs"]) == ("Save", "auto")
        data = sends["data"] | {"field.link": "x", "field.reason": "b"}
        _, again = await stage.teams.deliver(invoke(stage.teams, pressing(**data)))
        filled = stage.asked.intents[1]
        assert isinstance(filled, Filled)
        assert (filled.form, filled.subject, dict(filled.fields)) == ("answer", "item:1", {"link": "x", "reason": "b"})
        entries = {part["id"]: part["value"] for part in again["value"]["body"] if part["type"].startswith("Input.")}
        assert entries == {"field.link": "x", "field.reason": "b"}
        assert "No address." in text_of_card(again["value"])


@pytest.mark.parametrize("over", [False, True])
async def test_a_form_that_answers_another_comes_in_its_place_and_leads_back_to_it(over: bool) -> None:
    step = replace(FORM, form="second", subject="publication:7", title="Look once more", close="Back")
    async with scene() as stage:
        stage.asked.replies = [OpenForm(FORM), OpenForm(step, over=over)]
        stage.asked.replies += [FieldErrors({"link": "No address."}), OpenForm(step, over=over)]
        answer = pressing(do="choose", action="answer", subject="item:1", choice="v")
        _, first = await stage.teams.deliver(invoke(stage.teams, answer))
        sends = first["value"]["body"][-1]["actions"][0]["data"]
        _, second = await stage.teams.deliver(invoke(stage.teams, pressing(**sends, **{"field.link": "x"})))
        assert "Look once more" in text_of_card(second["value"])
        sends, back = (each["data"] for each in second["value"]["body"][-1]["actions"])
        _, again = await stage.teams.deliver(invoke(stage.teams, pressing(**sends, **{"field.link": "y"})))
        assert "No address." in text_of_card(again["value"])
        anew = stage.asked.intents[-1]
        assert isinstance(anew, Click)
        assert (anew.action, anew.subject) == ("second", "publication:7")
        assert [each["data"] for each in again["value"]["body"][-1]["actions"]] == [sends, back]
        so_far = len(stage.asked.intents)
        await stage.teams.deliver(invoke(stage.teams, pressing(**back)))
        left = stage.asked.intents[so_far]
        assert isinstance(left, Click)
        expected = ("answer", "item:1", "v") if over else ("show", "item:1", "")
        assert (left.action, left.subject, left.value) == expected


async def test_a_client_without_execute_is_answered_in_the_personal_chat() -> None:
    async with scene() as stage:
        stage.asked.replies = [Refused(said("Not yours.")), OpenForm(FORM)]
        for action in ("claim", "answer"):
            activity = stage.teams.message_activity("U0BO", stage.teams.conversations[TRIAGE], "")
            value = {"do": "click", "action": action, "subject": "item:1"}
            assert await stage.teams.deliver(activity | {"value": value}) == (201, "")
        shown = [text_of_card(each.activity["attachments"][0]["content"]) for each in stage.teams.chat("U0BO").messages]
        assert shown[0] == "Not yours."
        assert "Answer item 1" in shown[1]


async def test_busy_is_said_and_leaves_the_card() -> None:
    async with scene() as stage:
        stage.asked.replies = [Busy()]
        _, body = await stage.teams.deliver(invoke(stage.teams, CLAIM))
        assert body["type"] == "application/vnd.microsoft.activity.message"
        assert "try again" in body["value"]


@pytest.mark.parametrize("name", ["composeExtension/fetchTask", "composeExtension/submitAction"])
async def test_any_message_is_made_an_item_from_its_own_menu(name: str) -> None:
    payload = {
        "id": "55", "createdDateTime": "2026-03-03T10:00:00Z", "from": {"user": {"id": "U0ADA"}},
        "body": {"contentType": "html", "content": f'<p>Hvor er den? <a href="{LINK}">her</a></p>'}, "attachments": [],
    }  # fmt: skip
    async with scene() as stage:
        stage.asked.replies = [Done(said("It is item 1 now."), replaces=True)]
        value = {"commandId": "make_item", "commandContext": "message", "messagePayload": payload}
        status, body = await stage.teams.deliver(invoke(stage.teams, value, name=name))
        assert (status, body) == (200, {"task": {"type": "message", "value": "It is item 1 now."}})
        found = stage.only()
        assert (found.actor, found.wanted_by, found.links) == (
            Actor("teams", "U0ADA"), Actor("teams", "U0BO"), (LINK,),
        )  # fmt: skip


MALFORMED: dict[str, Any] = {
    "no value": None, "a value in words": "claim", "a list": [], "no action": {}, "an action in words": {"action": "x"},
    "data in words": {"action": {"verb": "x", "data": "x"}}, "data in a list": {"action": {"verb": "x", "data": []}},
    "a verb that is none": {"action": {"verb": {}, "data": {}}}, "no data of a list": {"action": []},
}  # fmt: skip


@pytest.mark.parametrize("kind", MALFORMED)
async def test_malformed_invokes_get_400_and_never_500(kind: str) -> None:
    async with scene() as stage:
        status, _ = await stage.teams.deliver(invoke(stage.teams, MALFORMED[kind]))
        assert status == 400
        assert not stage.asked.intents


@pytest.mark.parametrize(
    "data", [{}, {"do": "harm"}, {"do": "click"}, {"do": "click", "action": 7}, {"do": "fill", "form": None}]
)
async def test_a_button_that_is_none_of_ours_is_an_error_in_the_card(data: Json) -> None:
    async with scene() as stage:
        status, body = await stage.teams.deliver(invoke(stage.teams, pressing(**data)))
        assert (status, body["statusCode"], body["type"]) == (200, 400, "application/vnd.microsoft.error")
        assert not stage.asked.intents


@pytest.mark.parametrize(
    "changed",
    [
        {"name": None}, {"conversation": None}, {"conversation": "x"}, {"conversation": {}}, {"from": None},
        {"from": []}, {"serviceUrl": None}, {"serviceUrl": 7}, {"type": None}, {"id": None}, {"channelData": "x"},
        {"name": "composeExtension/submitAction", "value": {}}, {"recipient": 5},
        {"name": "composeExtension/submitAction", "value": {"commandId": "make_item", "messagePayload": {"id": "1"}}},
    ],
)  # fmt: skip
async def test_malformed_activities_get_400(changed: Json) -> None:
    async with scene() as stage:
        status, _ = await stage.teams.deliver(invoke(stage.teams, CLAIM) | changed)
        assert status == 400
        assert not stage.asked.intents


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400), (b"[]", {}, 400), (b"", {}, 400), (b"[" * 100_000, {}, 400), (b"\xff\xfe", {}, 400),
        (b"xxxx", {"Content-Encoding": "gzip"}, 400), (b"xxxx", {"Content-Encoding": "deflate"}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415), (b"{}", {"Content-Type": "application/xml"}, 415),
    ],
)  # fmt: skip
async def test_what_is_no_activity_is_refused(body: bytes, headers: dict[str, str], status: int) -> None:
    async with scene() as stage:
        assert (await stage.teams.send(body, headers))[0] == status


ODD = ("\ud800", "\0", "\ufffd\x07" * 50, "x" * 100_000, "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00")


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("place", ["id", "conversation.id", "from.aadObjectId", "timestamp", "replyToId", "text"])
@pytest.mark.parametrize("kind", ["message", "invoke", "installationUpdate"])
async def test_odd_values_anywhere_are_never_a_mistake_of_ours(kind: str, place: str, odd: str) -> None:
    async with scene() as stage:
        activity = invoke(stage.teams, CLAIM) if kind == "invoke" else None
        activity = activity or stage.teams.message_activity("U0BO", stage.teams.conversations[INTAKE], LINK)
        activity |= {"type": kind}
        name, _, inner = place.partition(".")
        activity |= {name: activity[name] | {inner: odd}} if inner else {name: odd}
        status, _ = await stage.teams.deliver(activity)
        assert status in (200, 201, 400)


@pytest.mark.parametrize("moment", ODD, ids=repr)
async def test_an_odd_moment_of_a_message_that_is_wanted_is_refused(moment: str) -> None:
    payload = {"id": "55", "createdDateTime": moment, "body": {"contentType": "text", "content": "Hei"}}
    value = {"commandId": "make_item", "messagePayload": payload}
    async with scene() as stage:
        assert (await stage.teams.deliver(invoke(stage.teams, value, name="composeExtension/fetchTask")))[0] == 400


@pytest.mark.parametrize(("words", "asked"), [("hei " * 200, "Is it?"), ("æøå " * 2_000, "It is too long to ask")])
async def test_a_message_that_is_too_long_to_travel_with_a_button_is_asked_about_in_words(
    words: str, asked: str
) -> None:
    async with scene() as stage:
        buttons = Actions((Button("make_item", "x", "Yes"), Button("leave_it", "x", "No")))
        stage.asked.replies = [Done(Message((Lines((("Is it?",),)), buttons), "Is it?"))]
        activity = stage.teams.message_activity("U0BO", stage.teams.conversations[INTAKE], words)
        assert (await stage.teams.deliver(activity))[0] == 201
        (told,) = stage.teams.chat("U0BO").messages
        assert asked in text_of_card(told.activity["attachments"][0]["content"])
        assert len(json.dumps(told.activity)) < 26_000


async def test_an_unknown_invoke_is_not_implemented_and_other_activities_are_taken() -> None:
    async with scene() as stage:
        assert (await stage.teams.deliver(invoke(stage.teams, {}, name="task/fetch")))[0] == 501
        for kind in ("typing", "messageReaction", "messageUpdate", "endOfConversation", "something/new"):
            activity = stage.teams.activity_of("U0BO", stage.teams.conversations[INTAKE], kind)
            assert (await stage.teams.deliver(activity))[0] == 201
        assert not stage.asked.intents


async def test_what_is_not_stored_is_not_acknowledged_and_kept_as_unreadable_the_second_time() -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0BO", stage.teams.conversations[INTAKE], LINK)
        stage.asked.replies = [Busy(), ValueError("odd"), ValueError("odd")]
        statuses = [(await stage.teams.deliver(activity))[0] for _ in range(3)]
        assert statuses == [503, 500, 201]
        kept = stage.asked.intents[-1]
        assert isinstance(kept, Unreadable)
        assert json.loads(kept.raw)["text"] == LINK


async def test_references_are_kept_renewed_and_forgotten() -> None:
    async with scene() as stage:
        chat = stage.teams.chat("U0BO")
        added = stage.teams.activity_of("U0BO", chat, "installationUpdate") | {"action": "add"}
        assert (await stage.teams.deliver(added))[0] == 201
        assert json.loads(stage.asked.references["user:U0BO"]) == {
            "service_url": stage.teams.service_url, "conversation": chat.id,
        }  # fmt: skip
        await stage.teams.post("U0ADA", INTAKE, LINK)
        assert INTAKE in stage.asked.references
        gone = stage.teams.activity_of("U0BO", chat, "installationUpdate") | {"action": "remove"}
        assert (await stage.teams.deliver(gone))[0] == 201
        assert "user:U0BO" not in stage.asked.references


async def test_words_are_never_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with scene() as stage:
        stage.asked.replies = [ValueError("HEMMELIG")]
        activity = stage.teams.message_activity("U0BO", stage.teams.conversations[INTAKE], f"HEMMELIG {LINK}")
        assert (await stage.teams.deliver(activity))[0] == 500
        await stage.teams.deliver(invoke(stage.teams, "HEMMELIG"))
        token = stage.teams.good_token()
    assert "HEMMELIG" not in caplog.text
    assert token not in caplog.text
