"""What is sent, where it lands, and what a failure means for another try."""

import json
from typing import Any

import pytest

from bot.desks.teams.failures import TeamsCallError
from bot.desks.teams.settings import PUBLIC, TeamsSettings
from bot.desks.teams.token import Token
from handlers.parcels import Mark, Parcel
from routing.delivery import MESSAGE_GONE, GaveUp, RetryAfter, Sent, Unknown
from routing.item import Place, State
from routing.messages import Lines, Mention, Message
from tests.bot.desks.teams.scene import NOW, TRIAGE, Scene, scene
from tests.teams.connector import APP, TENANT, Fault
from tests.teams.reading import text_of_card

HELLO = Message((Lines((("Hello ", Mention("bo", "Bo Berg", ping=True)),)),), "Hello")
THERE = f"conversations/{TRIAGE}/activities"


def parcel(conversation: str = TRIAGE, **more: Any) -> Parcel:
    return Parcel("token", "teams", conversation, HELLO, **more)


async def posted(stage: Scene) -> Place:
    outcome = await stage.desk.send(parcel())
    assert isinstance(outcome, Sent)
    return outcome.place


async def test_a_post_stands_in_its_channel_with_a_summary_and_a_mention_that_pings() -> None:
    async with scene() as stage:
        place = await posted(stage)
        message = stage.teams.conversations[TRIAGE].messages[-1]
        assert place == Place("teams", TRIAGE, message.id)
        assert message.activity["summary"] == "Hello"
        card = message.activity["attachments"][0]["content"]
        assert text_of_card(card) == "Hello <@U0BO>"
        assert card["msteams"]["entities"][0]["mentioned"] == {"id": "U0BO", "name": "Bo Berg"}


async def test_an_edit_stays_where_it_stands_and_a_reply_goes_into_the_thread() -> None:
    async with scene() as stage:
        place = await posted(stage)
        assert await stage.desk.send(parcel(replaces=place)) == Sent(place)
        reply = await stage.desk.send(parcel(thread=place))
        assert isinstance(reply, Sent)
        assert await stage.desk.send(parcel(replaces=reply.place)) == Sent(reply.place)
        first, second = stage.teams.conversations[TRIAGE].messages
        assert (first.edits, second.edits, second.thread) == (1, 1, first.id)


async def test_a_new_post_never_lands_in_the_thread_that_a_reference_speaks_of() -> None:
    async with scene() as stage:
        outcome = await stage.desk.send(parcel(f"{TRIAGE};messageid=17"))
        assert isinstance(outcome, Sent)
        assert stage.teams.conversations[TRIAGE].messages[-1].thread == ""


async def test_people_are_written_to_by_what_is_stored_or_a_chat_is_opened_once() -> None:
    async with scene() as stage:
        for _ in range(2):
            assert isinstance(await stage.desk.send(parcel("person:bo")), Sent)
        assert stage.teams.calls.count(("POST", "conversations")) == 1
        assert len(stage.teams.chat("U0BO").messages) == 2
        assert await stage.desk.send(parcel("person:nobody")) == GaveUp("no_identity")


async def test_a_reaction_is_given_up() -> None:
    async with scene() as stage:
        mark = Mark("token", "teams", Place("teams", TRIAGE, "1"), State.CLAIMED)
        assert await stage.desk.send(mark) == GaveUp("no_reactions")


async def test_teams_shows_no_history() -> None:
    async with scene() as stage:
        await posted(stage)
        assert await stage.desk.find(TRIAGE, ["token"], NOW) == {}


FAULTS = [
    (Fault("POST", 429, headers={"Retry-After": "7"}), RetryAfter(7.0), RetryAfter(7.0)),
    (Fault("POST", 429), RetryAfter(5.0), RetryAfter(5.0)),
    (Fault("POST", 429, headers={"Retry-After": "soon"}), RetryAfter(5.0), RetryAfter(5.0)),
    (Fault("POST", 412), RetryAfter(2.0), RetryAfter(2.0)),
    (Fault("POST", 503), RetryAfter(2.0), RetryAfter(2.0)),
    (Fault("POST", 500), Unknown("500"), RetryAfter(2.0)),
    (Fault("POST", 502), Unknown("502"), RetryAfter(2.0)),
    (Fault("POST", 504, done=True), Unknown("504"), RetryAfter(2.0)),
    (Fault("POST", 0), Unknown("TimeoutError"), RetryAfter(2.0)),
    (Fault("POST", 401), RetryAfter(2.0), RetryAfter(2.0)),
    (Fault("POST", 429, headers={"Retry-After": "nan"}), RetryAfter(5.0), RetryAfter(5.0)),
    (Fault("POST", 429, headers={"Retry-After": "inf"}), RetryAfter(5.0), RetryAfter(5.0)),
    (Fault("POST", 429, headers={"Retry-After": "86400"}), RetryAfter(600.0), RetryAfter(600.0)),
    (Fault("POST", 403, "MessageWritesBlocked"), GaveUp("MessageWritesBlocked"), GaveUp("MessageWritesBlocked")),
    (Fault("POST", 413, "MessageSizeTooBig"), GaveUp("MessageSizeTooBig"), GaveUp("MessageSizeTooBig")),
    (Fault("POST", 400), GaveUp("400"), GaveUp("400")),
    (Fault("POST", 404, "ConversationNotFound"), GaveUp("ConversationNotFound"), GaveUp(MESSAGE_GONE)),
]


@pytest.mark.parametrize(
    ("fault", "new", "edit"), FAULTS, ids=[f"{fault.status} {fault.word}".strip() for fault, _, _ in FAULTS]
)
async def test_each_fault_says_whether_it_may_be_sent_again(fault: Fault, new: object, edit: object) -> None:
    async with scene(call_seconds=5.0 if fault.status else 1.0) as stage:
        place = await posted(stage)
        for method, more, expected in (("POST", {}, new), ("PUT", {"replaces": place}, edit)):
            stage.teams.faults = [Fault(method, fault.status, fault.word, fault.headers, fault.done)]
            assert await stage.desk.send(parcel(**more)) == expected
            assert isinstance(await stage.desk.send(parcel(**more)), Sent)


async def test_a_message_that_somebody_deleted_is_told_as_gone() -> None:
    async with scene() as stage:
        place = await posted(stage)
        stage.teams.conversations[TRIAGE].messages.clear()
        assert await stage.desk.send(parcel(replaces=place)) == GaveUp(MESSAGE_GONE)


async def test_who_blocks_the_bot_or_has_no_app_is_given_up_with_the_reason() -> None:
    async with scene() as stage:
        assert isinstance(await stage.desk.send(parcel("person:bo")), Sent)
        stage.teams.blocked.add("U0BO")
        assert await stage.desk.send(parcel("person:bo")) == GaveUp("MessageWritesBlocked")
        assert await stage.desk.send(parcel("person:left")) == GaveUp("ForbiddenOperationException")


async def test_no_connection_is_tried_again() -> None:
    async with scene() as stage:
        await posted(stage)
        await stage.teams.stop()
        assert await stage.desk.send(parcel()) == RetryAfter(2.0)


async def test_an_address_outside_the_list_that_was_stored_all_the_same_is_not_written_to() -> None:
    async with scene() as stage:
        stage.asked.references[TRIAGE] = json.dumps({"service_url": "https://evil.example/", "conversation": TRIAGE})
        assert await stage.desk.send(parcel()) == GaveUp("service_url_not_trusted")


async def test_a_wrong_secret_is_told_at_the_start() -> None:
    with pytest.raises(TeamsCallError, match="credentials: invalid_client"):
        async with scene(app_password="wrong"):
            pass


async def test_a_login_that_is_away_keeps_nobody_from_starting() -> None:
    async with scene(app_password="away") as stage:
        assert await stage.desk.send(parcel()) == RetryAfter(2.0)


async def test_a_managed_identity_needs_no_secret() -> None:
    async with scene() as stage:
        settings = TeamsSettings(APP, TENANT, None, cloud=PUBLIC)
        environment = {"IDENTITY_ENDPOINT": f"{stage.teams.address}/identity", "IDENTITY_HEADER": "header"}
        token = Token(settings, lambda: NOW, environment)
        session = stage.desk._service.session
        assert await token.headers(session) == {"Authorization": "Bearer good"}
        wrong = Token(settings, lambda: NOW, environment | {"IDENTITY_HEADER": "wrong"})
        with pytest.raises(TeamsCallError, match="credentials: unauthorized_client"):
            await wrong.headers(session)


def test_nothing_secret_is_printed() -> None:
    assert "geheim" not in repr(TeamsSettings(APP, TENANT, "geheim"))
