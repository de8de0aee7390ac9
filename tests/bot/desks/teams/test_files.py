"""A file for one person: offered, put into their OneDrive once they allow it, or shown as text."""

from typing import Any

import pytest

from handlers.intents import Actor, Click, Handed
from handlers.replies import Busy, Done, GiveFile, Ignored, Refused
from routing.messages import Lines, Message
from tests.bot.desks.teams.scene import TRIAGE, Scene, scene
from tests.teams.connector import Json
from tests.teams.files import card_of
from tests.teams.reading import text_of_card
from tests.teams.rules import INFO

TEXT = '# Vår håndbok\nschema = 1\n\n[company]\nname = "Fjellrø & <sønner>"\n'


def said(words: str) -> Message:
    return Message((Lines(((words,),)),), words)


def given(text: str = TEXT, subject: str = "handbook:abc") -> GiveFile:
    return GiveFile("handbook.toml", text, said("The handbook in force."), subject)


def shown(stage: Scene, user: str = "U0BO") -> list[str]:
    """What stands in somebody's chat with the bot, the oldest first."""
    return [text_of_card(card_of(message.activity)) for message in stage.teams.chat(user).messages]


async def offered(stage: Scene, *replies: Any, file: GiveFile | None = None) -> None:
    """Bo has asked for the file."""
    stage.asked.replies = [file or given(), *replies]
    assert (await stage.teams.say("U0BO", "handbook")).acknowledged


async def test_a_file_is_offered_with_its_size_and_put_where_teams_says_once_it_is_allowed() -> None:
    async with scene() as stage:
        await offered(stage, given())
        words, question = stage.teams.chat("U0BO").messages
        assert text_of_card(card_of(words.activity)) == "The handbook in force.\n[Show it as text]\n[Change it here]"
        content = question.activity["attachments"][0]["content"]
        assert (content["description"], content["sizeInBytes"]) == ("The handbook in force.", len(TEXT.encode()))
        message, name, text = await stage.teams.take_file("U0BO")
        assert (message, name, text) == (question.id, "handbook.toml", TEXT)
        click = stage.asked.intents[-1]
        assert isinstance(click, Click)
        assert (click.action, click.subject, click.actor) == ("file", "handbook:abc", Actor("teams", "U0BO"))
        # The address carries its own permission: the bot's token is shown to nobody else than the Connector.
        (_, _, headers), *_ = stage.teams.drive.asked
        assert "Authorization" not in headers


async def test_what_is_put_is_what_is_in_force_by_then() -> None:
    async with scene() as stage:
        await offered(stage, given(TEXT + "# later\n"))
        assert (await stage.teams.take_file("U0BO"))[2].endswith("# later\n")


async def test_asked_for_in_a_channel_it_is_offered_in_the_personal_chat_and_the_asker_told_so() -> None:
    async with scene() as stage:
        stage.asked.replies = [given()]
        await stage.teams.command("U0BO", TRIAGE, "/svar", "handbook")
        assert len(stage.teams.consents("U0BO")) == 1
        (told,) = stage.teams.conversations[TRIAGE].messages
        assert told.thread
        assert text_of_card(card_of(told.activity)) == "The file is in your chat with me."


async def test_a_button_can_give_one_too() -> None:
    async with scene() as stage:
        stage.asked.replies = [given()]
        _, body = await stage.teams.deliver(pressing(stage, "handbook", TRIAGE))
        assert body["value"] == "The file is in your chat with me."
        assert len(stage.teams.consents("U0BO")) == 1


async def test_a_short_one_is_shown_as_text_that_can_be_copied_line_by_line() -> None:
    async with scene() as stage:
        await offered(stage, given())
        _, body = await stage.teams.deliver(pressing(stage, "file"))
        assert body["value"] == "Done."
        message = stage.teams.chat("U0BO").messages[-1].activity
        assert message["textFormat"] == "xml"
        assert "&lt;sønner&gt;" in message["text"]
        assert shown(stage)[-1] == TEXT


async def test_a_short_handbook_can_be_changed_in_a_card_and_sent_back() -> None:
    async with scene() as stage:
        await offered(stage, given(), Refused(said("Line 4: no such zone.")))
        teams, chat = stage.teams, stage.teams.chat("U0BO")
        words = chat.messages[0]
        await teams.press("U0BO", chat, words, card_of(words.activity), "Change it here", {})
        form = chat.messages[-1]
        changed = {"field.text": TEXT.replace("sønner", "døtre")}
        outcome = await teams.press("U0BO", chat, form, card_of(form.activity), "Send it back", changed)
        assert outcome.body["value"] == "Done."
        click, handed = stage.asked.intents[-2:]
        assert isinstance(click, Click)
        assert isinstance(handed, Handed)
        assert (click.action, click.subject) == ("file", "handbook:abc")
        assert (handed.name, handed.text, handed.actor) == ("handbook.toml", changed["field.text"], click.actor)
        assert shown(stage)[-1] == "Line 4: no such zone."
        # The card keeps what was written, so that it can be mended.
        assert form.edits == 0


@pytest.mark.parametrize("data", [{}, {"name": 7}, {"name": {}, "field.text": 7}, {"field.text": "\ud800", "name": ""}])
async def test_odd_answers_of_that_card_are_no_mistake_of_ours(data: Json) -> None:
    async with scene() as stage:
        activity = pressing(stage, "x")
        activity["value"]["action"]["data"] = {"do": "fill", "form": "handed", **data}
        status, body = await stage.teams.deliver(activity)
        assert (status, body["statusCode"]) == (200, 200)
        assert stage.only().name == "handbook.toml"


async def test_another_file_than_a_handbook_is_not_for_changing() -> None:
    async with scene() as stage:
        await offered(stage, file=given("a,b\n1,2\n"))
        assert shown(stage)[0] == "The handbook in force.\n[Show it as text]"


async def test_a_long_one_is_offered_as_a_file_alone() -> None:
    async with scene() as stage:
        await offered(stage, file=given("# x\n" * 7_000))
        assert shown(stage)[0] == "The handbook in force."
        assert len(stage.teams.consents("U0BO")) == 1


async def test_where_bots_have_no_files_it_comes_as_text() -> None:
    async with scene() as stage:
        stage.teams.drive.there = False
        await offered(stage)
        assert shown(stage)[1:] == ["Teams did not take the file.", TEXT]


async def test_one_that_cannot_be_asked_for_again_comes_as_text() -> None:
    async with scene() as stage:
        await offered(stage, file=given(subject=""))
        assert shown(stage) == ["The handbook in force.", TEXT]


async def test_who_declines_is_not_asked_again_by_the_same_question() -> None:
    async with scene() as stage:
        await offered(stage)
        (question,) = stage.teams.consents("U0BO")
        status, body = await stage.teams.deliver(stage.teams.consent_activity("U0BO", question, "decline"))
        assert (status, body, len(stage.asked.intents)) == (200, {}, 1)
        assert shown(stage)[-1] == "You did not take the file. Ask again whenever you want it."
        assert not stage.teams.consents("U0BO")


@pytest.mark.parametrize("status", [403, 404, 409, 416, 500, 202, 302])
async def test_an_upload_that_fails_is_told_and_the_text_shown(status: int) -> None:
    async with scene() as stage:
        await offered(stage, given())
        stage.teams.drive.status = status
        await accept(stage)
        assert shown(stage)[1:] == ["Teams did not store the file in your OneDrive.", TEXT]


@pytest.mark.parametrize(
    ("reply", "words", "still_asked"),
    [
        (Refused(said("Only handbook owners may.")), "Only handbook owners may.", False),
        (Ignored(), "This file can no longer be given. Ask for it again.", False),
        (Done(), "This file can no longer be given. Ask for it again.", False),
        (Busy(), "There is too much to do at this moment and nothing was stored. Please try again.", True),
        (ValueError("odd"), "There is too much to do at this moment and nothing was stored. Please try again.", True),
    ],
)  # fmt: skip
async def test_who_may_not_have_it_any_more_is_told_so(reply: Any, words: str, still_asked: bool) -> None:
    async with scene() as stage:
        await offered(stage, reply)
        await accept(stage)
        assert shown(stage)[-1] == words
        assert bool(stage.teams.consents("U0BO")) == still_asked
        assert not stage.teams.drive.asked


EVIL = [
    "https://evil.example/drive/x", "https://fjellro.sharepoint.com.evil.example/x", "http://169.254.169.254/metadata",
    "file:///etc/passwd", "https://me@127.0.0.1/x", "//127.0.0.1/x", "https://[::1", "", 7, None, [], "\ud800",
    "x" * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("address", EVIL, ids=repr)
async def test_nothing_is_put_at_an_address_that_is_not_microsofts(address: Any) -> None:
    async with scene() as stage:
        await offered(stage, given())
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        activity["value"]["uploadInfo"]["uploadUrl"] = address
        status, _ = await stage.teams.deliver(activity)
        assert status == (200 if isinstance(address, str) and address else 400)
        assert not stage.teams.drive.asked
        assert INFO not in str([message.activity for message in stage.teams.chat("U0BO").messages])


@pytest.mark.parametrize("address", EVIL, ids=repr)
async def test_nobody_is_shown_a_file_at_an_address_that_is_not_microsofts(address: Any) -> None:
    async with scene() as stage:
        await offered(stage, given())
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        activity["value"]["uploadInfo"]["contentUrl"] = address
        assert (await stage.teams.deliver(activity))[0] == 200
        assert shown(stage)[-1] == "The handbook in force."


@pytest.mark.parametrize(
    "changed",
    [
        {"action": None}, {"action": "eat"}, {"action": []}, {"context": None}, {"context": "x"}, {"context": {}},
        {"context": {"file": 7}}, {"uploadInfo": None}, {"uploadInfo": []}, {"uploadInfo": {}},
        {"uploadInfo": {"uploadUrl": {}}},
    ],
)  # fmt: skip
async def test_malformed_answers_get_400_and_nothing_is_asked(changed: Json) -> None:
    async with scene() as stage:
        await offered(stage)
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        activity["value"] |= changed
        assert (await stage.teams.deliver(activity))[0] == 400
        assert len(stage.asked.intents) == 1


async def test_a_consent_in_a_channel_is_none_of_ours() -> None:
    async with scene() as stage:
        await offered(stage)
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        activity["conversation"] = {"id": TRIAGE, "conversationType": "channel"}
        assert (await stage.teams.deliver(activity))[0] == 400


async def test_a_file_without_its_number_is_told_in_words() -> None:
    async with scene() as stage:
        await offered(stage, given())
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        del activity["value"]["uploadInfo"]["uniqueId"]
        assert (await stage.teams.deliver(activity))[0] == 200
        assert shown(stage)[-1] == "The handbook in force."


async def test_odd_names_and_a_question_that_is_gone_are_no_mistake_of_ours() -> None:
    async with scene() as stage:
        await offered(stage, given())
        (question,) = stage.teams.consents("U0BO")
        activity = stage.teams.consent_activity("U0BO", question, "accept")
        activity["value"]["uploadInfo"] |= {"name": 7, "uniqueId": "\0", "fileType": "\ud800"}
        activity["replyToId"] = "gone"
        assert (await stage.teams.deliver(activity))[0] == 200
        last = stage.teams.chat("U0BO").messages[-1].activity["attachments"][0]
        assert (last["contentType"], last["name"]) == (INFO, "handbook.toml")


async def accept(stage: Scene) -> None:
    (question,) = stage.teams.consents("U0BO")
    status, body = await stage.teams.deliver(stage.teams.consent_activity("U0BO", question, "accept"))
    assert (status, body) == (200, {})


def pressing(stage: Scene, action: str, channel: str = "") -> Json:
    data = {"do": "click", "action": action, "subject": "handbook:abc"}
    where = stage.teams.conversations[channel] if channel else stage.teams.chat("U0BO")
    activity = stage.teams.activity_of("U0BO", where, "invoke")
    value = {"action": {"type": "Action.Execute", "verb": action, "data": data}}
    return activity | {"name": "adaptiveCard/action", "replyToId": "77", "value": value}
