"""What Teams takes for a message with a card, as far as its documentation says: else the local Teams answers 400."""

import json
from collections.abc import Iterator
from typing import Any

LARGEST_MESSAGE = 28 * 1024
MOST_ACTIONS = 6

FIELDS: dict[str, set[str]] = {
    "AdaptiveCard": {"type", "version", "body", "actions", "msteams"},
    "TextBlock": {"type", "text", "wrap", "size", "weight", "style", "isSubtle", "color", "spacing", "separator"},
    "RichTextBlock": {"type", "inlines", "spacing", "separator"},
    "TextRun": {"type", "text", "weight", "isSubtle", "size", "color", "selectAction"},
    "Container": {"type", "items", "style", "bleed", "spacing", "separator"},
    "Image": {"type", "url", "altText", "size", "spacing", "separator"},
    "FactSet": {"type", "facts", "spacing", "separator"},
    "ActionSet": {"type", "actions", "spacing", "separator"},
    "Action.Execute": {"type", "title", "verb", "data", "associatedInputs", "style", "mode", "fallback"},
    "Action.Submit": {"type", "title", "data", "associatedInputs", "style", "mode"},
    "Action.ShowCard": {"type", "title", "card"},
    "Action.OpenUrl": {"type", "url"},
    "Input.Text": {"type", "id", "label", "isMultiline", "maxLength", "value", "isRequired", "errorMessage"},
    "Input.ChoiceSet": {"type", "id", "label", "style", "wrap", "choices", "value", "isRequired", "errorMessage"},
}
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
FILE_CARDS: dict[str, tuple[set[str], set[str]]] = {
    CONSENT: ({"contentType", "name", "content"}, {"description", "sizeInBytes", "acceptContext", "declineContext"}),
    INFO: ({"contentType", "contentUrl", "name", "content"}, {"uniqueId", "fileType"}),
}
BELOW = ("body", "items", "inlines", "actions", "selectAction", "card", "fallback")


def wrong_with(activity: dict[str, Any]) -> str:
    """The first thing that Teams would refuse, "" for none."""
    if len(json.dumps(activity).encode()) > LARGEST_MESSAGE:
        return "MessageSizeTooBig"
    for attachment in activity.get("attachments") or ():
        card = attachment.get("content")
        if attachment.get("contentType") == "application/vnd.microsoft.card.adaptive":
            found = next(_wrong(card, top=True), "")
            if found:
                return found
        if attachment.get("contentType") in FILE_CARDS:
            found = _wrong_file(attachment)
            if found:
                return found
    return ""


def is_consent(activity: dict[str, Any]) -> bool:
    """Whether it asks somebody for consent to a file."""
    return any(each.get("contentType") == CONSENT for each in activity.get("attachments") or ())


def _wrong_file(attachment: dict[str, Any]) -> str:
    """What is not as Microsoft's "Send and receive files using bot" shows the two cards about files."""
    needed, content = FILE_CARDS[attachment["contentType"]], attachment.get("content")
    if set(attachment) != needed[0] or not isinstance(content, dict) or set(content) != needed[1]:
        return "BadCard: a file's card with other parts"
    if not all(isinstance(value, str | int | dict) and value for value in (attachment["name"], *content.values())):
        return "BadCard: a file's card with an empty part"
    return ""


def _wrong(part: Any, *, top: bool = False) -> Iterator[str]:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in FIELDS:
        yield f"BadCard: {kind} is unknown"
        return
    for name in set(part) - FIELDS[kind]:
        yield f"BadCard: {kind}.{name} is unknown"
    if top and part.get("version") != "1.5":
        yield "BadCard: not version 1.5"
    if kind == "ActionSet":
        shown = [action for action in part["actions"] if action.get("mode") != "secondary"]
        if not part["actions"] or len(shown) > MOST_ACTIONS:
            yield f"BadCard: {len(part['actions'])} actions"
    if kind == "Image" and not part.get("url", "").startswith("https://"):
        yield "BadCard: an image that is not at an https address"
    if kind == "Action.Submit" and "msteams" in (part.get("data") or {}):
        yield "BadCard: msteams in Action.Submit"
    if kind in ("TextBlock", "TextRun") and not part.get("text"):
        yield f"BadCard: {kind} without text"
    if top:
        ids = [found["id"] for found in inputs(part, deep=False)]
        if len(ids) != len(set(ids)):
            yield "BadCard: an input's id stands twice"
    for name in BELOW:
        below = part.get(name)
        for each in below if isinstance(below, list) else [below] if below else ():
            yield from _wrong(each)


def inputs(part: dict[str, Any], *, deep: bool) -> Iterator[dict[str, Any]]:
    """The inputs in a card; `deep`: those in the cards that its buttons open as well."""
    if str(part.get("type")).startswith("Input."):
        yield part
    for name in BELOW:
        if name == "card" and not deep:
            continue
        below = part.get(name)
        for each in below if isinstance(below, list) else [below] if below else ():
            yield from inputs(each, deep=deep)


def actions(
    part: dict[str, Any], around: tuple[dict[str, Any], ...] = ()
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Every button that sends something, with the inputs that go with it."""
    cards = (*around, part) if part.get("type") == "AdaptiveCard" else around
    if part.get("type") == "Action.Execute":
        sent = [found for card in cards for found in inputs(card, deep=False)]
        yield part, sent if part.get("associatedInputs") != "none" else []
        return
    for name in BELOW:
        below = part.get(name)
        for each in below if isinstance(below, list) else [below] if below else ():
            yield from actions(each, cards)
