"""Forms as modals and back."""

import json
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.desks.slack.cards import Cards
from bot.desks.slack.forms import Origin, field_errors, modal, sent
from bot.workspace.view_rules import checked_view
from routing.messages import Aside, Choice, ChoiceField, Form, Keep, Lines, Quote, TextField

CARDS = Cards({}.get)
FEW = tuple(Choice(f"v{number}", f"Choice {number}") for number in range(3))
MANY = tuple(Choice(f"v{number}", "x" * 90) for number in range(120))


def drawn(*blocks: Any, title: str = "Answer", subject: str = "item:12", origin: Origin | None = None) -> Any:
    view = modal(Form("answer", subject, title, "Send", "Cancel", blocks), CARDS, origin or Origin())
    View(**view).validate_json()
    return checked_view(view, "modal")


def test_a_form() -> None:
    view = drawn(
        Quote("hvor er pakken?"),
        TextField("link", "Link", hint="the public answer", initial="https://"),
        TextField("note", "Note", multiline=True, required=False, longest=10_000),
        ChoiceField("why", "Why", FEW, initial="v1"),
        ChoiceField("who", "Who", MANY, required=False),
        Aside(("small",)),
        title="A title that is far too long for Slack",
    )
    assert view["title"]["text"] == "A title that is far too…"
    assert json.loads(view["private_metadata"]) == {"form": "answer", "subject": "item:12"}
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert list(inputs) == ["link", "note", "why", "who"]
    assert inputs["link"]["element"]["initial_value"] == "https://"
    assert inputs["link"]["hint"]["text"] == "the public answer"
    assert inputs["note"]["element"]["max_length"] == 3000
    assert inputs["note"]["optional"] is True
    assert inputs["why"]["element"]["type"] == "radio_buttons"
    assert inputs["why"]["element"]["initial_option"]["value"] == "v1"
    assert inputs["who"]["element"]["type"] == "static_select"
    assert len(inputs["who"]["element"]["options"]) == 100


def test_long_texts_fit() -> None:
    lines = tuple(Lines((("x" * 4000,),)) for _ in range(120))
    view = drawn(TextField("a", "l" * 3000, hint="h" * 3000, initial="i" * 5000), *lines)
    assert len(view["blocks"]) <= 100


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: drawn(TextField("a", "A"), subject="s" * 3000),
        lambda: drawn(ChoiceField("a", "A", ())),
    ],
)
def test_what_cannot_travel_is_a_mistake_of_ours(mistake: Any) -> None:
    with pytest.raises(ValueError):
        mistake()


def test_what_was_filled_in_comes_back_clean() -> None:
    origin = Origin("C0TRIAGE", "1.2", "https://hooks.example/x", True)
    view = drawn(TextField("link", "Link"), ChoiceField("why", "Why", FEW), origin=origin)
    view["state"] = {
        "values": {
            "link": {"entry": {"type": "plain_text_input", "value": "a\0b\ud800"}},
            "why": {"entry": {"type": "radio_buttons", "selected_option": {"value": "v2"}}},
            "empty": {"entry": {"type": "plain_text_input", "value": None}},
        }
    }
    back = sent(view)
    assert back is not None
    assert (back.form, back.subject, back.origin) == ("answer", "item:12", origin)
    assert back.fields == {"link": "a\ufffdb\ufffd", "why": "v2", "empty": ""}


def test_what_is_typed_in_a_form_that_keeps_it_comes_letter_by_letter() -> None:
    form = Form("answer", "item:12", "Answer", "Send", "Cancel", (TextField("text", "Words"),), Keep("draft", "Keep"))
    view = modal(form, CARDS, Origin())
    View(**view).validate_json()
    checked_view(view, "modal")
    (entry,) = view["blocks"]
    assert (view["notify_on_close"], entry["dispatch_action"]) == (True, True)
    assert entry["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_character_entered"]}
    back = sent(view)
    assert back is not None
    assert back.keep == "draft"
    assert "notify_on_close" not in drawn(TextField("text", "Words"))


def test_a_form_that_takes_anothers_place_begins_anew_only_where_something_else_is_to_stand() -> None:
    def stood(name: str, value: str) -> dict[str, Any]:
        return {name: {"type": "plain_text_input", "value": value}}

    values = {"menu": {"answer_with@item:1": {"selected_option": {"value": "x"}}}}
    values |= {"text": stood("entry", "Hi"), "link": stood("entry", "https://x.com/1"), "third": stood("entry.4", "a")}
    before = {"state": {"values": values}}
    fields = (
        TextField("text", "Words", initial="Hi there"),
        TextField("link", "Link", initial="https://x.com/1"),
        TextField("third", "Third", initial="b"),
    )
    after = modal(Form("answer", "item:1", "Answer", "Send", "Cancel", fields), CARDS, Origin(), before)
    assert [block["element"]["action_id"] for block in after["blocks"]] == ["entry.2", "entry", "entry.5"]


@pytest.mark.parametrize("metadata", ["", "[]", "{}", "nonsense", '"x"'])
def test_what_is_no_form_of_ours_is_none(metadata: str) -> None:
    assert sent({"callback_id": "form", "private_metadata": metadata}) is None
    assert sent({"callback_id": "other", "private_metadata": '{"form":"a","subject":"b"}'}) is None


VIEW = {"blocks": [{"type": "section"}, {"type": "input", "block_id": "a"}, {"type": "input", "block_id": "b"}]}


@pytest.mark.parametrize(
    ("errors", "placed"),
    [
        ({"b": "Too short."}, {"b": "Too short."}),
        ({"b": "One.", "unknown": "Two.", "a": "Three."}, {"b": "One.", "a": "Two. Three."}),
        ({}, {"a": "Look again."}),
    ],
)
def test_errors_find_their_fields(errors: dict[str, str], placed: dict[str, str]) -> None:
    assert field_errors(VIEW, errors, "Look again.") == placed
    assert field_errors({"blocks": []}, errors, "Look again.") is None
