"""The page's HTTP API and its socket, as the page in the browser uses them."""

import base64
import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, BO, INTAKE, MODAL, Clock, Connect

Json = dict[str, Any]
CHECK = {
    "type": "actions",
    "block_id": "more",
    "elements": [{"type": "button", "action_id": "check", "text": {"type": "plain_text", "text": "Check"}}],
}
ANSWER = {**MODAL, "blocks": [*MODAL["blocks"], CHECK]}
CARD = {
    "type": "actions",
    "block_id": "card",
    "elements": [{"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "I take it"}}],
}


class Page:
    """The page's requests."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def get(self, path: str, **query: str) -> Any:
        async with self.session.get(f"{self.url}/page/{path}", params=query) as response:
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        data, kind = BytesIO(json.dumps(body).encode()), {"Content-Type": "application/json"}
        async with self.session.post(f"{self.url}/page/{path}", data=data, headers=kind) as response:
            return await response.json()


@pytest.fixture
async def page(workspace: Workspace) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, workspace.url)


async def test_the_state_says_who_and_what_is_there(workspace: Workspace, page: Page) -> None:
    workspace.add_command("/svar", "status", "What is open")
    workspace.add_shortcut("New item", "new_item")
    state = await page.get("state")
    assert state["team"] == {"name": "Svarvakt"}
    assert [(person["name"], person["initials"], person["bot"]) for person in state["people"]] == [
        ("ada", "AL", False),
        ("bo", "BB", False),
        ("svarvakt", "S", True),
    ]
    assert state["channels"] == [
        {"id": INTAKE, "name": "kundepost", "topic": "What customers write", "members": [ADA, BO]}
    ]
    assert state["commands"] == [{"command": "/svar", "usage_hint": "status", "description": "What is open"}]
    assert state["shortcuts"] == [{"name": "New item", "callback_id": "new_item"}]
    assert state["clock"] == {"now": 1_790_000_000.0, "zone": "UTC"}
    assert state["can"] == {"clock": False, "customers": False, "home": True}
    assert [entry["id"] for entry in state["playable"]] == [ADA, BO]


async def test_what_is_typed_is_sent_as_slack_sends_it(workspace: Workspace, page: Page) -> None:
    text = "@bo see https://example.com/a?b=1&c=2, <script> & co\n> quoted"
    posted = await page.post("post", **{"as": ADA, "channel": INTAKE, "text": text})
    assert posted["ok"]
    message = workspace.history(INTAKE)[0]
    assert message["text"] == (f"<@{BO}> see <https://example.com/a?b=1&amp;c=2>, &lt;script&gt; &amp; co\n&gt; quoted")
    section, quote = message["blocks"][0]["elements"]
    assert section["elements"][0] == {"type": "user", "user_id": BO}
    assert section["elements"][2] == {"type": "link", "url": "https://example.com/a?b=1&c=2"}
    assert section["elements"][3] == {"type": "text", "text": ", <script> & co"}
    assert (quote["type"], quote["elements"][0]["text"]) == ("rich_text_quote", "quoted")


async def test_a_command_is_sent_with_people_and_channels_marked(
    workspace: Workspace, app: AsyncApp, connect: Connect, page: Page
) -> None:
    heard: list[str] = []

    @app.command("/svar")
    async def svar(ack: Any, command: Json) -> None:
        heard.append(command["text"])
        await ack()

    await connect(app)
    text = "away <now> deputy @bo in #kundepost, not @eve, see https://example.com/#bo"
    await page.post("command", **{"as": ADA, "channel": INTAKE, "command": "/svar", "text": text})
    assert heard == [
        f"away &lt;now&gt; deputy <@{BO}|bo> in <#{INTAKE}|kundepost>, not @eve, see <https://example.com/#bo>"
    ]


async def test_a_global_shortcut_knows_no_channel(
    workspace: Workspace, app: AsyncApp, connect: Connect, page: Page
) -> None:
    heard: list[Json] = []

    @app.global_shortcut("new_item")
    async def new_item(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack()

    await connect(app)
    assert (await page.post("shortcut", **{"as": ADA, "callback_id": "new_item"}))["acknowledged"]
    assert heard[0]["user"]["id"] == ADA
    # As Slack's documentation has it; it publishes no recorded shape of this payload.
    assert {"type", "token", "action_ts", "team", "user", "callback_id", "trigger_id"} <= set(heard[0])
    assert not {"channel", "response_url", "message"} & set(heard[0])


async def test_files_are_attached_and_taken_home_by_who_sees_them(workspace: Workspace, page: Page) -> None:
    direct = workspace.open_direct(ADA)
    data = base64.b64encode("blåbær = 1\n".encode()).decode()
    file = {"name": "../handbook.toml", "data": data}
    posted = await page.post("post", **{"as": ADA, "channel": direct, "text": "", "files": [file]})
    assert posted["ok"]
    message = workspace.history(direct)[-1]
    (shown,) = message["files"]
    assert (message["subtype"], shown["name"], shown["size"]) == ("file_share", ".._handbook.toml", 13)
    for user, status in ((ADA, 200), (BO, 404), ("U404", 404)):
        query = {"as": user, "file": shown["id"]}
        async with page.session.get(f"{page.url}/page/file", params=query) as response:
            assert response.status == status
            if status == 200:
                assert await response.text() == "blåbær = 1\n"
                assert response.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([{"name": "a", "data": "not base 64"}], "The files could not be read."),
        ("a.toml", "The files could not be read."),
        ([{"name": " ", "data": ""}], "A file needs a name."),
        ([{"name": "a", "data": ""}] * 11, "At most 10 files go with one message."),
        ([{"name": "a", "data": "AAAA" * (16 * 2**20 // 3 + 1)}], "Files of more than 16 MB do not go through here."),
    ],
    ids=["base64", "no list", "no name", "many", "large"],
)
async def test_files_that_do_not_go(page: Page, files: Any, sentence: str) -> None:
    refused = await page.post("post", **{"as": ADA, "channel": INTAKE, "text": "see", "files": files})
    assert refused == {"ok": False, "error": sentence}


async def test_unread_until_looked_at(workspace: Workspace, app: AsyncApp, page: Page) -> None:
    await page.post("post", **{"as": ADA, "channel": INTAKE, "text": "one @bo"})
    await page.post("post", **{"as": ADA, "channel": INTAKE, "text": "two"})
    await app.client.chat_postMessage(channel=BO, text="wake up")

    def brief(conversations: list[Json]) -> list[tuple[str, str, int, int]]:
        return [(each["kind"], each["name"], each["unread"], each["mentions"]) for each in conversations]

    of_bo = await page.get("conversations", **{"as": BO})
    assert brief(of_bo) == [("channel", "kundepost", 2, 1), ("im", "Svarvakt", 1, 1)]
    assert of_bo[1]["with"] == workspace.bot_user_id
    of_ada = await page.get("conversations", **{"as": ADA})
    assert brief(of_ada) == [("channel", "kundepost", 0, 0), ("im", "Svarvakt", 0, 0)]

    shown = (await page.get("messages", **{"as": BO, "channel": INTAKE}))["messages"]
    assert [message["author"]["name"] for message in shown] == ["Ada Lund", "Ada Lund"]
    assert brief(await page.get("conversations", **{"as": BO}))[0] == ("channel", "kundepost", 0, 0)


async def test_clicks_modals_commands_and_home(
    workspace: Workspace, app: AsyncApp, connect: Connect, page: Page
) -> None:
    checked = []

    @app.action("take")
    async def take(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=ANSWER)

    @app.action("check")
    async def check(ack: Any, body: Json) -> None:
        checked.append(body["view"]["state"]["values"]["words"]["text"]["value"])
        await ack()

    @app.view("answer")
    async def answer(ack: Any, view: Json) -> None:
        if view["state"]["values"]["words"]["text"]["value"] == "no":
            await ack(response_action="errors", errors={"words": "Say more."})
        else:
            await ack()

    @app.command("/svar")
    async def svar(ack: Any) -> None:
        await ack("all well")

    @app.event("app_home_opened")
    async def home(event: Json, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [CARD]})

    await connect(app)
    ts = (await app.client.chat_postMessage(channel=INTAKE, text="card", blocks=[CARD]))["ts"]
    pressed = {"as": ADA, "channel": INTAKE, "ts": ts, "block_id": "card", "action_id": "take"}
    assert await page.post("click", **pressed) == {"ok": True, "acknowledged": True}
    (view,) = workspace.open_views(ADA)

    def state(text: str) -> Json:
        return {"words": {"text": {"type": "plain_text_input", "value": text}}}

    act = {"as": ADA, "view_id": view["id"]}
    await page.post("view-action", **act, block_id="more", action_id="check", state=state("draft"))
    assert checked == ["draft"]
    refused = await page.post("submit", **act, state=state("no"))
    assert (refused["ok"], refused["errors"]) == (False, {"words": "Say more."})
    assert (await page.post("submit", **act, state="nonsense"))["error"] == "The form could not be read."
    others = await page.post("submit", **{"as": BO}, view_id=view["id"], state=state("yes"))
    assert others["error"] == "That view is somebody else's."
    assert (await page.post("submit", **act, state=state("yes")))["ok"]
    assert workspace.open_views(ADA) == []

    await page.post("command", **{"as": ADA, "channel": INTAKE, "command": "/svar", "text": "status"})
    assert workspace.history(INTAKE, ADA)[-1]["text"] == "all well"
    assert (await page.post("home", **{"as": ADA}))["view"]["type"] == "home"
    await page.post("click", **pressed)
    await page.post("close", **{"as": ADA, "view_id": workspace.open_views(ADA)[0]["id"]})
    assert workspace.open_views(ADA) == []
    for expected in ([{"name": "eyes", "users": [ADA], "count": 1}], None):
        await page.post("react", **{"as": ADA, "channel": INTAKE, "ts": ts, "name": "eyes"})
        assert workspace.history(INTAKE)[0].get("reactions") == expected


async def test_wrong_requests_are_answered_in_words(workspace: Workspace, page: Page) -> None:
    assert (await page.post("post", **{"as": "U404"}))["error"] == "There is no person 'U404'."
    assert "no conversation 'C404'" in (await page.post("post", **{"as": ADA, "channel": "C404"}))["error"]
    empty = await page.post("post", **{"as": ADA, "channel": INTAKE, "text": "  "})
    assert empty == {"ok": False, "error": "There is nothing to send."}
    assert (await page.post("clock", forward=60))["error"] == "The clock cannot be moved here."
    assert (await page.post("customers", sample=None, count=1))["ok"] is False
    async with page.session.post(f"{page.url}/page/post", data="{") as response:
        assert (response.status, (await response.json())["error"]) == (400, "That was not JSON.")


async def test_the_socket_tells_each_person_what_changed(
    workspace: Workspace, app: AsyncApp, page: Page, clock: Clock
) -> None:
    async def forward(seconds: float) -> None:
        clock.forward(seconds)

    workspace.page.forward = forward
    async with page.session.ws_connect(f"{page.url}/page/socket?as={ADA}") as socket:

        async def told() -> Json:
            received: Json = await socket.receive_json(timeout=5)
            return received

        assert await told() == {"type": "view", "stack": []}
        await app.client.chat_postEphemeral(channel=INTAKE, user=BO, text="not for Ada")
        ts = await workspace.post(BO, INTAKE, f"hello <@{ADA}>")
        assert await told() == {"type": "message", "channel": INTAKE, "ts": ts}
        assert await told() == {"type": "unread", "channel": INTAKE, "unread": 1, "mentions": 1}
        await workspace.react(BO, INTAKE, ts, "eyes")
        assert await told() == {"type": "reaction", "channel": INTAKE, "ts": ts}
        mine = (await app.client.chat_postEphemeral(channel=INTAKE, user=ADA, text="for Ada"))["message_ts"]
        assert await told() == {"type": "ephemeral", "channel": INTAKE, "ts": mine}
        opened = await app.client.views_open(trigger_id=workspace.core.triggers.new(ADA), view=ANSWER)
        pushed = await told()
        assert [view["id"] for view in pushed["stack"]] == [opened["view"]["id"]]
        assert not (await workspace.command(ADA, INTAKE, "/svar")).acknowledged
        assert (await told())["type"] == "notice"
        direct = workspace.open_direct(ADA)
        assert await told() == {"type": "conversation", "id": direct}
        await page.post("clock", forward=60)
        assert await told() == {"type": "clock", "now": 1_790_000_060.0, "zone": "UTC"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Host": "localhost:{port}", "Origin": "http://localhost:{port}"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
async def test_only_this_machines_own_page_gets_in(
    workspace: Workspace, page: Page, headers: dict[str, str], status: int
) -> None:
    port = workspace.url.rpartition(":")[2]
    sent = {name: value.format(port=port) for name, value in headers.items()}
    for address in ("/page/state", "/"):
        async with page.session.get(page.url + address, headers=sent) as response:
            assert response.status == status
    async with page.session.get(f"{page.url}/page/socket?as={ADA}", headers=sent) as response:
        # A guarded request is refused before it could become a socket.
        assert (response.status == 403) is (status == 403)


@pytest.mark.parametrize("path", ["..%2Fserver.py", "server.py", "missing.js", ".hidden"])
async def test_only_the_pages_own_files(page: Page, path: str) -> None:
    async with page.session.get(f"{page.url}/page/static/{path}") as response:
        assert response.status == 404
