"""The app package: what Microsoft's published schema says about it, and what a person sees of it."""

import json
import os
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from bot.desks.teams.icons import colour_icon, outline_icon
from bot.desks.teams.package import ENGLISH, MANIFEST_VERSION, OTHERS, NoPackage, Texts, package
from bot.settings_checks import TEAMS
from handlers.commands import COMMANDS
from tests.teams.connector import APP

SCHEMAS = Path(__file__).parents[4] / ".venv/playground/node_modules/@microsoft/app-manifest/build/json-schemas/teams"
WEBSITE = "https://fjellro.example"
LONGEST_DESCRIPTION = 128
"""Characters of a command's description, in the schema."""


def files() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package(APP, "Fjellro", WEBSITE, "0.1.0"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def schema(name: str) -> Any:
    path = SCHEMAS / f"v{MANIFEST_VERSION}" / name
    if not path.exists():
        if os.environ.get("SVARVAKT_NEEDS_BROWSER"):
            pytest.fail("`make .venv/.playground` brings Microsoft's published schemas")
        pytest.skip("Microsoft's published schemas are not here: `make .venv/.playground` brings them (npm)")
    return json.loads(path.read_text("utf-8"))


def words_of(texts: Texts) -> set[str]:
    """Everything that a person reads."""
    listed = {words for name, words in texts.commands.items() if name in COMMANDS}
    return {texts.short, texts.full, texts.make_item, texts.make_item_why, texts.new_item, texts.new_item_why, *listed}


def test_the_manifest_is_valid_by_the_published_schema() -> None:
    validator = Draft4Validator(schema("MicrosoftTeams.schema.json"))
    assert [error.message for error in validator.iter_errors(json.loads(files()["manifest.json"]))] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_each_language_is_valid_and_says_everything(tag: str) -> None:
    validator = Draft4Validator(schema("MicrosoftTeams.Localization.schema.json"))
    texts = json.loads(files()[f"{tag}.json"])
    assert [error.message for error in validator.iter_errors(texts)] == []
    assert words_of(OTHERS[tag]) <= set(texts.values())
    assert not words_of(OTHERS[tag]) & words_of(ENGLISH)
    assert list(OTHERS[tag].commands) == list(ENGLISH.commands)
    assert max(map(len, (*OTHERS[tag].commands.values(), *ENGLISH.commands.values()))) <= LONGEST_DESCRIPTION


def test_it_is_this_bot_with_its_commands_and_the_consent_to_read_channels() -> None:
    manifest = json.loads(files()["manifest.json"])
    assert {manifest["id"], manifest["bots"][0]["botId"], manifest["webApplicationInfo"]["id"]} == {APP}
    titles = [command["title"] for command in manifest["bots"][0]["commandLists"][0]["commands"]]
    assert {"status", "help"} <= set(titles) <= set(COMMANDS)
    assert manifest["bots"][0]["supportsFiles"] is True
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert asked == [{"name": "ChannelMessage.Read.Group", "type": "Application"}]


def test_every_file_that_it_names_is_there_and_the_same_every_time() -> None:
    manifest = json.loads(files()["manifest.json"])
    named = {
        *manifest["icons"].values(),
        *(each["file"] for each in manifest["localizationInfo"]["additionalLanguages"]),
    }
    assert set(files()) == {"manifest.json", *named}
    first = package(APP, "Fjellro", WEBSITE, "0.1.0")
    for drawn in (colour_icon, outline_icon):
        drawn.cache_clear()
    assert package(APP, "Fjellro", WEBSITE, "0.1.0") == first


@pytest.mark.parametrize(("name", "side"), [("color.png", 192), ("outline.png", 32)])
def test_icons_are_png_of_the_size_that_teams_wants(name: str, side: int) -> None:
    content = files()[name]
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (side, side)
    start = content.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", content[start - 8 : start - 4])
    pixels = zlib.decompress(content[start : start + length])
    rows = [pixels[row * (side * 4 + 1) + 1 : (row + 1) * (side * 4 + 1)] for row in range(side)]
    seen = {row[column * 4 : column * 4 + 4] for row in rows for column in range(side)}
    if name == "outline.png":
        assert all(pixel[:3] == b"\xff\xff\xff" for pixel in seen)
        assert {0, 255} <= {pixel[3] for pixel in seen}
    else:
        assert {pixel[3] for pixel in seen} == {255}


@pytest.mark.parametrize(
    ("app_id", "website", "words"),
    [
        ("", WEBSITE, TEAMS[0]), ("svarvakt", WEBSITE, "it has the form"), (APP, "http://fjellro.example", "--website"),
        *((APP, website, "--website") for website in (
            "https://", "https:// x y", "https://localhost", "https://me:word@fjellro.example",
            'https://fjellro.example/"><', "fjellro.example", "https://[::1", "https://x.example/" + "a" * 2100,
        )),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(app_id: str, website: str, words: str) -> None:
    with pytest.raises(NoPackage, match=words):
        package(app_id, "Fjellro", website, "0.1.0")


@pytest.mark.parametrize("company", ["", "  ", "\x07", "F" * 33])
def test_a_company_needs_a_name_that_teams_takes(company: str) -> None:
    with pytest.raises(NoPackage, match="--company"):
        package(APP, company, WEBSITE, "0.1.0")
