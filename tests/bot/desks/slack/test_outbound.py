"""What is sent, how sends end, and how a send of unknown outcome is found again."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desks.slack import SlackCallError, SlackDesk
from handlers.parcels import Mark, Parcel
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.item import Place, State
from routing.messages import Actions, Button, Heading, Lines, Mention, Picture, Quote
from tests.bot.desks.slack.scene import IMPATIENT, INTAKE, START, TRIAGE, Scene, message, said


def parcel(token: str = "t-1", conversation: str = TRIAGE, **more: Any) -> Parcel:
    return Parcel(token, "slack", conversation, said("hei"), **more)


def place_of(outcome: Outcome) -> Place:
    assert isinstance(outcome, Sent)
    return outcome.place


async def test_a_post(scene: Scene) -> None:
    desk = await scene.connect()
    hello = message(Lines((("Hei ", Mention("bo", "Bo", ping=True)),)), Quote("<!channel>"), summary="<!channel> hei")
    place = place_of(await desk.send(Parcel("t-1", "slack", TRIAGE, hello)))
    (posted,) = scene.seen(TRIAGE)
    assert place == Place("slack", TRIAGE, posted["ts"])
    assert posted["text"] == "&lt;!channel&gt; hei"
    assert posted["blocks"][0]["text"]["text"] == "Hei <@U0BO>"
    assert posted["metadata"] == {"event_type": "svarvakt_post", "event_payload": {"token": "t-1"}}
    (arguments,) = [call.arguments for call in scene.workspace.log if call.method == "chat.postMessage"]
    assert arguments["unfurl_links"] is False
    assert arguments["unfurl_media"] is False


async def test_a_reply_an_edit_and_a_direct_message(scene: Scene) -> None:
    desk = await scene.connect()
    place = place_of(await desk.send(parcel()))
    reply = place_of(await desk.send(parcel("t-2", thread=place)))
    assert [each["ts"] for each in scene.workspace.replies(TRIAGE, place.message)] == [place.message, reply.message]
    assert place_of(await desk.send(Parcel("t-3", "slack", TRIAGE, message(Heading("New")), replaces=place))) == place
    assert scene.seen(TRIAGE)[0]["blocks"][0]["text"]["text"] == "New"
    first = place_of(await desk.send(parcel("t-4", "person:ada")))
    second = place_of(await desk.send(parcel("t-5", "person:ada")))
    assert first.conversation == second.conversation == scene.workspace.direct(scene.ada)
    assert [call.method for call in scene.workspace.log].count("conversations.open") == 1


async def test_a_picture_that_slack_cannot_load_does_not_keep_the_message_back(scene: Scene) -> None:
    desk = await scene.connect()
    shown = message(Heading("New"), Picture("https://a.example/gone.png", "A picture"))
    scene.workspace.fail_next("chat.postMessage", error="invalid_blocks")
    place = place_of(await desk.send(Parcel("t-1", "slack", TRIAGE, shown)))
    scene.workspace.fail_next("chat.update", error="invalid_blocks")
    assert place_of(await desk.send(Parcel("t-2", "slack", TRIAGE, shown, replaces=place))) == place
    (posted,) = scene.seen(TRIAGE)
    assert [block["type"] for block in posted["blocks"]] == ["header"]
    # Without a picture there is nothing to leave out.
    scene.workspace.fail_next("chat.postMessage", error="invalid_blocks")
    assert await desk.send(parcel("t-3")) == GaveUp("invalid_blocks")


@pytest.mark.parametrize(
    ("fault", "posted", "edited"),
    [
        ({"error": "ratelimited", "retry_after": 7}, RetryAfter(7.0), RetryAfter(7.0)),
        ({"status": 500}, RetryAfter(2.0), RetryAfter(2.0)),
        ({"status": 503}, RetryAfter(2.0), RetryAfter(2.0)),
        ({"status": 502}, Unknown("http_502"), RetryAfter(2.0)),
        ({"error": "service_unavailable"}, RetryAfter(2.0), RetryAfter(2.0)),
        ({"error": "internal_error"}, Unknown("internal_error"), RetryAfter(2.0)),
        ({"drop": True}, Unknown("TimeoutError"), RetryAfter(2.0)),
        *(
            ({"error": word}, GaveUp(word), GaveUp(word))
            for word in (
                "channel_not_found",
                "is_archived",
                "not_in_channel",
                "user_not_found",
                "account_inactive",
                "invalid_auth",
                "msg_too_long",
                "msg_blocks_too_long",
                "invalid_blocks",
                "message_not_found",
            )
        ),
    ],
)
async def test_how_sends_end(scene: Scene, fault: dict[str, Any], posted: Outcome, edited: Outcome) -> None:
    desk = await scene.connect(call_seconds=IMPATIENT if "drop" in fault else 5.0)
    place = place_of(await desk.send(parcel()))
    scene.workspace.fail_next("chat.postMessage", **fault)
    scene.workspace.fail_next("chat.update", **fault)
    assert name_of(await desk.send(parcel())) == name_of(posted)
    assert name_of(await desk.send(parcel(replaces=place))) == name_of(edited)


def name_of(outcome: Outcome) -> Outcome:
    """aiohttp has several kinds of time-out; which one is no business of the courier's."""
    late = isinstance(outcome, Unknown) and outcome.reason.endswith(("TimeoutError", "Timeout"))
    return Unknown("TimeoutError") if late else outcome


async def test_a_post_that_timed_out_is_found(scene: Scene) -> None:
    desk = await scene.connect(call_seconds=IMPATIENT)
    scene.workspace.fail_next("chat.postMessage", drop=True)
    assert isinstance(await desk.send(parcel("lost")), Unknown)
    (posted,) = scene.seen(TRIAGE)
    assert await desk.find(TRIAGE, ["lost", "never"], START) == {"lost": Place("slack", TRIAGE, posted["ts"])}
    assert await desk.find(TRIAGE, [], START) == {}


async def test_a_post_is_found_behind_all_that_came_after_it(scene: Scene) -> None:
    desk = await scene.connect()
    first = place_of(await desk.send(parcel("first")))
    for number in range(450):
        await scene.workspace.post(scene.ada, TRIAGE, f"{number}")
    assert await desk.find(TRIAGE, ["first"], START) == {"first": first}
    assert await desk.find(TRIAGE, ["first"], START + timedelta(hours=1)) == {}


async def test_a_reply_and_a_direct_message_are_found(scene: Scene) -> None:
    desk = await scene.connect()
    parent = place_of(await desk.send(parcel("t-1")))
    reply = place_of(await desk.send(parcel("t-2", thread=parent)))
    direct = place_of(await desk.send(parcel("t-3", "person:ada")))
    assert await desk.find(f"{TRIAGE}/{parent.message}", ["t-2"], START) == {"t-2": reply}
    assert await desk.find("person:ada", ["t-3"], START) == {"t-3": direct}
    assert await desk.find("person:nobody", ["t-3"], START) == {}


async def test_when_slack_cannot_be_asked_nothing_is_known(scene: Scene) -> None:
    desk = await scene.connect()
    scene.workspace.fail_next("conversations.history", status=500)
    with pytest.raises(SlackCallError, match="failed: http_500"):
        await desk.find(TRIAGE, ["t-1"], START)


async def test_nobody_listens(scene: Scene) -> None:
    desk = await scene.connect(http=True)
    await scene.workspace.stop()
    assert isinstance(await desk.send(parcel()), RetryAfter | Unknown)
    assert await desk.send(parcel()) == RetryAfter(2.0)


async def test_who_has_no_identity_or_is_gone(scene: Scene) -> None:
    desk = await scene.connect()
    assert await desk.send(parcel(conversation="person:nobody")) == GaveUp("no_identity")
    scene.people["gone"] = "U0GONE"
    assert await desk.send(parcel(conversation="person:gone")) == GaveUp("user_not_found")
    assert await desk.send(parcel(conversation="C0NOWHERE")) == GaveUp("channel_not_found")
    scene.workspace.fail_next("conversations.open", drop=False, status=502)
    assert await desk.send(parcel(conversation="person:bo")) == RetryAfter(2.0)


async def test_what_cannot_be_drawn_is_given_up(scene: Scene) -> None:
    desk = await scene.connect()
    odd = message(Actions((Button("claim", "x" * 3000, "Claim"),)))
    assert await desk.send(Parcel("t-1", "slack", TRIAGE, odd)) == GaveUp("cannot_be_drawn")


async def marked(desk: SlackDesk, place: Place, state: State) -> None:
    assert await desk.send(Mark("m", "slack", place, state)) == Sent(place)


def reactions_of_the_bot(scene: Scene) -> list[str]:
    reactions = scene.seen(INTAKE)[0].get("reactions", [])
    return [each["name"] for each in reactions if scene.workspace.bot_user_id in each["users"]]


async def test_the_reaction_follows_the_state(scene: Scene) -> None:
    desk = await scene.connect()
    ts = await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.react(scene.ada, INTAKE, ts, "eyes")
    await scene.workspace.react(scene.bo, INTAKE, ts, "tada")
    place = Place("slack", INTAKE, ts)
    for state, ours in [
        (State.NEW, []),
        (State.CLAIMED, ["eyes"]),
        (State.CLAIMED, ["eyes"]),
        (State.ANSWERED, ["white_check_mark"]),
        (State.DECLINED, ["no_entry_sign"]),
        (State.NEW, []),
    ]:
        await marked(desk, place, state)
        assert reactions_of_the_bot(scene) == ours
        assert {"tada", "eyes"} <= {each["name"] for each in scene.seen(INTAKE)[0]["reactions"]}


async def test_every_state_has_its_reaction(scene: Scene) -> None:
    desk = await scene.connect()
    place = Place("slack", INTAKE, await scene.workspace.post(scene.ada, INTAKE, "hei"))
    found = {}
    for state in State:
        await marked(desk, place, state)
        found[state] = len(reactions_of_the_bot(scene))
    assert found == {state: 0 if state is State.NEW else 1 for state in State}


async def test_a_mark_that_fails(scene: Scene) -> None:
    desk = await scene.connect(call_seconds=IMPATIENT)
    place = Place("slack", INTAKE, await scene.workspace.post(scene.ada, INTAKE, "hei"))
    scene.workspace.fail_next("reactions.add", drop=True)
    assert await desk.send(Mark("m", "slack", place, State.CLAIMED)) == RetryAfter(2.0)
    await marked(desk, place, State.CLAIMED)
    scene.workspace.fail_next("reactions.get", error="no_reaction")
    gone = Place("slack", INTAKE, "1.000100")
    assert isinstance(await desk.send(Mark("m", "slack", gone, State.CLAIMED)), GaveUp)
    assert await desk.send(Mark("m", "slack", gone, State.CLAIMED)) == GaveUp("message_not_found")
