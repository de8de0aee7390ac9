"""What is given and said to the bot: files, a handbook pasted into a message, and people who are mentioned."""

from typing import Any

import pytest

from bot.desks.teams.settings import PUBLIC, TeamsSettings
from handlers.intents import LARGEST_FILE, Actor, Handed, Said
from handlers.replies import Done, Refused
from routing.messages import Lines, Message
from tests.bot.desks.teams.scene import TRIAGE, Scene, scene
from tests.teams.connector import APP, TENANT, Json
from tests.teams.files import DOWNLOAD, card_of
from tests.teams.local import BOT_NAME
from tests.teams.reading import text_of_card

TEXT = '# Vår håndbok\nschema = 1\n\n[company]\nname = "Fjellrø & sønner"\nmail = "post@fjellro.example"'
ADA = Actor("teams", "U0ADA")


def line(words: str) -> Message:
    return Message((Lines(((words,),)),), words)


def handed(stage: Scene) -> list[tuple[str, str, str]]:
    found = [each for each in stage.asked.intents if isinstance(each, Handed)]
    assert len(found) == len(stage.asked.intents)
    assert {each.actor for each in found} <= {ADA}
    assert len({each.key for each in found}) == len(found)
    return [(each.name, each.text, each.trouble) for each in found]


async def test_a_file_is_fetched_without_the_bots_token_and_answered_in_the_chat() -> None:
    async with scene() as stage:
        stage.asked.replies = [Refused(line("It has two problems."))]
        assert await stage.teams.hand_over("U0ADA", "handbook.toml", TEXT.encode())
        assert handed(stage) == [("handbook.toml", TEXT, "")]
        ((_, _, headers),) = stage.teams.drive.asked
        assert "Authorization" not in headers
        (told,) = stage.teams.chat("U0ADA").messages
        assert text_of_card(card_of(told.activity)) == "It has two problems."


async def test_a_repeat_has_the_same_key() -> None:
    async with scene() as stage:
        stage.teams.drive.files["a.toml"] = b"a"
        activity = stage.teams.file_activity("U0ADA", "a.toml")
        for _ in range(2):
            assert (await stage.teams.deliver(activity))[0] == 201
        first, second = stage.asked.intents
        assert first == second


@pytest.mark.parametrize(
    ("content", "text", "trouble"),
    [
        (b"\xef\xbb\xbfname = 1", "name = 1", ""), (b"", "", ""), ("æøå\r\n\t".encode(), "æøå\r\n\t", ""),
        (b"a\0b", "a\ufffdb", ""), ("æ".encode("latin-1"), "", "not_text"), ("æ".encode("utf-16"), "", "not_text"),
        (b"x" * LARGEST_FILE, "x" * LARGEST_FILE, ""), (b"x" * (LARGEST_FILE + 1), "", "too_large"),
    ],
    ids=range(8),
)  # fmt: skip
@pytest.mark.parametrize("says_its_length", [True, False])
async def test_what_comes_of_a_files_bytes(content: bytes, text: str, trouble: str, says_its_length: bool) -> None:
    async with scene() as stage:
        stage.teams.drive.says_its_length = says_its_length
        await stage.teams.hand_over("U0ADA", "a.toml", content)
        assert handed(stage) == [("a.toml", text, trouble)]


async def test_several_files_come_one_after_the_other_and_the_words_beside_them_say_nothing() -> None:
    async with scene() as stage:
        stage.asked.replies = [Done(line("First.")), Done(line("Second."))]
        stage.teams.drive.files |= {"a.toml": b"a", "b.toml": b"b"}
        activity = stage.teams.file_activity("U0ADA", "a.toml", "b.toml", "gone.toml", text="status")
        assert (await stage.teams.deliver(activity))[0] == 201
        assert handed(stage) == [("a.toml", "a", ""), ("b.toml", "b", ""), ("gone.toml", "", "not_downloaded")]
        told = [text_of_card(card_of(each.activity)) for each in stage.teams.chat("U0ADA").messages]
        assert told == ["First.", "Second."]


async def test_a_file_that_has_moved_is_followed_to_microsofts_hosts_alone() -> None:
    async with scene() as stage:
        drive = stage.teams.drive
        drive.files["there.toml"] = b"a"
        drive.redirects = {
            "moved.toml": drive.address_of("there.toml"), "round.toml": drive.address_of("round.toml"),
            "away.toml": "https://evil.example/x", "inside.toml": "http://169.254.169.254/", "none.toml": "",
        }  # fmt: skip
        activity = stage.teams.file_activity("U0ADA", *drive.redirects)
        assert (await stage.teams.deliver(activity))[0] == 201
        assert [(name, text) for name, text, trouble in handed(stage) if not trouble] == [("moved.toml", "a")]


HOSTS = {
    "https://fjellro-my.sharepoint.com/personal/ada/download.aspx?UniqueId=1&tempauth=ey": True,
    "https://fjellro-my.sharepoint.com:443/x": True,
    "https://FJELLRO.SharePoint.com/x": True,
    "http://fjellro.sharepoint.com/x": False,
    "https://fjellro.sharepoint.com:8443/x": False,
    "https://sharepoint.com/x": False,
    "https://evilsharepoint.com/x": False,
    "https://fjellro.sharepoint.com.evil.example/x": False,
    "https://evil.example/.sharepoint.com": False,
    "https://evil.example\\.sharepoint.com/x": False,
    "https://evil.example#.sharepoint.com": False,
    "https://evil.example?.sharepoint.com": False,
    "https://a@b.sharepoint.com/x": False,
    "https://.sharepoint.com/x": False,
    "https://127.0.0.1/x": False,
    "https://smba.trafficmanager.net/x": False,
    "ftp://fjellro.sharepoint.com/x": False,
    "https://[::1": False,
    "": False,
}


@pytest.mark.parametrize("address", HOSTS)
def test_files_stand_on_onedrives_hosts_alone(address: str) -> None:
    assert TeamsSettings(APP, TENANT, "x", cloud=PUBLIC).trusts_file(address) == HOSTS[address]


def test_without_authentication_files_stand_on_this_machine_alone() -> None:
    settings = TeamsSettings(APP, TENANT, unauthenticated=True)
    assert settings.trusts_file("http://localhost:56150/file")
    assert not settings.trusts_file("https://fjellro.sharepoint.com/x")


ODD: list[Any] = [None, 7, "x", [], {}, {"downloadUrl": None}, {"downloadUrl": {}}, {"downloadUrl": "\ud800"},
                  {"downloadUrl": "https://evil.example"}, {"downloadUrl": "http://127.0.0.1:1/x\r\nHost: y"},
                  {"downloadUrl": "https://[::1"}, {"downloadUrl": "x" * 100_000}]  # fmt: skip


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
async def test_odd_attachments_are_told_as_not_downloaded(content: Any) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), "")
        activity["attachments"] = [{"contentType": DOWNLOAD, "name": "a.toml", "content": content}]
        assert (await stage.teams.deliver(activity))[0] == 201
        assert handed(stage) == [("a.toml", "", "not_downloaded")]


@pytest.mark.parametrize("attachments", ["x", 7, [None], [7], [[]], [{"contentType": DOWNLOAD, "name": {}}]])
async def test_odd_lists_of_attachments_are_never_a_mistake_of_ours(attachments: Any) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), "status")
        assert (await stage.teams.deliver(activity | {"attachments": attachments}))[0] in (201, 400)


@pytest.mark.parametrize(
    ("attachment", "words", "name"),
    [
        ({"contentType": "reference", "name": "a.toml", "contentUrl": "https://x"}, "look", "a.toml"),
        ({"contentType": "image/png", "name": "a.png"}, "", "a.png"), ({"contentType": "image/*"}, "", "file"),
    ],
)  # fmt: skip
async def test_what_teams_lets_a_bot_not_fetch_is_told(attachment: Json, words: str, name: str) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), words)
        assert (await stage.teams.deliver(activity | {"attachments": [attachment]}))[0] == 201
        assert handed(stage) == [(name, "", "not_downloaded")]


@pytest.mark.parametrize(
    "attachment",
    [
        {"contentType": "image/png"}, {"contentType": "text/html", "content": "<p>status</p>"},
        {"contentType": "messageReference", "content": "{}"}, {"contentType": None}, {},
        {"contentType": "application/x"},
    ],
)  # fmt: skip
async def test_words_with_something_beside_them_are_words(attachment: Json) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), "status")
        assert (await stage.teams.deliver(activity | {"attachments": [attachment]}))[0] == 201
        assert isinstance(stage.only(), Said)


async def test_files_in_a_channel_are_not_handed_to_the_bot() -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity(
            "U0ADA", stage.teams.conversations[TRIAGE], f"<at>{BOT_NAME}</at> status"
        )
        activity["attachments"] = [{"contentType": "reference", "name": "a.toml"}]
        assert (await stage.teams.deliver(activity))[0] == 201
        assert isinstance(stage.only(), Said)


PAGE = (
    "<p># Vår håndbok<br>schema = 1</p><p>&nbsp;</p>\n<p>[company]</p><p>name = &quot;Fjellrø &amp; sønner&quot;</p>"
    '<p>mail = "<a href="mailto:post@fjellro.example">post@fjellro.example</a>"</p>'
)
KEPT = "<codeblock><code># Vår håndbok\nschema = 1\n\n[company]\n{}</code></codeblock>".format(
    'name = "Fjellrø &amp; sønner"<br>mail = "post@fjellro.example"'
)


@pytest.mark.parametrize(
    ("text", "page"), [(TEXT, ""), ("[company] all in one line", PAGE), (TEXT, "<p>else</p>"), ("", KEPT)]
)
async def test_a_handbook_pasted_as_words_is_a_file_with_its_lines(text: str, page: str) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), text, page)
        assert (await stage.teams.deliver(activity))[0] == 201
        assert handed(stage) == [("handbook.toml", TEXT, "")]


@pytest.mark.parametrize("words", ["status", "# status", "route # [company]", "the [company] is closed", ""])
async def test_other_words_are_words(words: str) -> None:
    async with scene() as stage:
        assert (await stage.teams.say("U0ADA", words)).acknowledged
        assert isinstance(stage.only(), Said)


# Mentions: what stands in the text is a name, what the mention holds Teams' own id of an account.


async def test_who_is_mentioned_is_said_by_the_users_id_that_the_handbook_knows() -> None:
    async with scene() as stage:
        words = f"away until friday deputy {stage.teams.mention('U0BO')}"
        for _ in range(2):
            await stage.teams.command("U0ADA", TRIAGE, "/svar", words)
        said = stage.asked.intents[0]
        assert isinstance(said, Said)
        assert said.text == "away until friday deputy @U0BO"
        asked = [path for method, path in stage.teams.calls if method == "GET" and path.endswith("29:U0BO")]
        assert len(asked) == 1


async def test_of_two_of_one_name_each_is_meant_where_they_stand() -> None:
    async with scene() as stage:
        stage.teams.add_person("Bo Berg", id="U0BO2")
        activity = stage.teams.message_activity(
            "U0ADA", stage.teams.conversations[TRIAGE],
            f"<at>{BOT_NAME}</at> <at>Bo Berg</at> <at id=\"2\">Bo Berg</at> <at>Ada Lund</at>",
        )  # fmt: skip
        activity["entities"] = [
            mention("29:U0BO2", "Bo Berg"),
            mention("29:U0BO", "Bo Berg"),
            *activity["entities"][:1],
        ]
        await stage.teams.deliver(activity)
        assert stage.only().text == "@U0BO2 @U0BO @Ada Lund"


async def test_who_teams_does_not_know_is_said_by_name() -> None:
    async with scene() as stage:
        stage.teams.people["U0BO"]["aadObjectId"] = None
        activity = stage.teams.message_activity(
            "U0ADA", stage.teams.conversations[TRIAGE], f"<at>{BOT_NAME}</at> away <at>Bo Berg</at> <at>Zoe</at>"
        )
        activity["entities"].append(mention("29:nobody", "Zoe"))
        await stage.teams.deliver(activity)
        assert stage.only().text == "away @Bo Berg @Zoe"


@pytest.mark.parametrize(
    "entities",
    [
        None, "x", 7, [None], [[]], [{}], [{"type": "mention"}], [{"type": "mention", "mentioned": "x"}],
        [{"type": "mention", "mentioned": {"id": 7}, "text": []}], [{"type": "mention", "mentioned": {"id": "\ud800"}}],
        [{"type": "mention", "mentioned": {"id": "x" * 9_000, "name": {}}, "text": "<at></at>"}],
        [{"type": "mention", "mentioned": {"id": f"29:{n}", "name": "Bo"}} for n in range(300)],
    ],
    ids=range(12),
)  # fmt: skip
async def test_odd_mentions_are_never_a_mistake_of_ours(entities: Any) -> None:
    async with scene() as stage:
        activity = stage.teams.message_activity("U0ADA", stage.teams.chat("U0ADA"), "away <at>Bo</at> <at></at>")
        status, _ = await stage.teams.deliver(activity | {"entities": entities})
        assert status in (201, 400)
        assert [each.text[:8] for each in stage.asked.intents if isinstance(each, Said)] in ([], ["away @Bo"])
        assert len([path for _, path in stage.teams.calls if "/members/" in path]) <= 11


def mention(account: str, name: str) -> Json:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": account, "name": name}}
