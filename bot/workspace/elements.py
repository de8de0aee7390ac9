"""Finding what can be pressed or filled in among blocks, and Slack's JSON for what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.workspace.model import Json, NoSuchElement

# Element type → (key of the choice, key of the choice it starts with, how a choice is written).
CHOICES: dict[str, tuple[str, str, str]] = {
    "static_select": ("selected_option", "initial_option", "option"),
    "external_select": ("selected_option", "initial_option", "option"),
    "radio_buttons": ("selected_option", "initial_option", "option"),
    "overflow": ("selected_option", "", "option"),
    "multi_static_select": ("selected_options", "initial_options", "options"),
    "multi_external_select": ("selected_options", "initial_options", "options"),
    "checkboxes": ("selected_options", "initial_options", "options"),
    "users_select": ("selected_user", "initial_user", "plain"),
    "conversations_select": ("selected_conversation", "initial_conversation", "plain"),
    "channels_select": ("selected_channel", "initial_channel", "plain"),
    "multi_users_select": ("selected_users", "initial_users", "list"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", "list"),
    "multi_channels_select": ("selected_channels", "initial_channels", "list"),
    "datepicker": ("selected_date", "initial_date", "plain"),
    "timepicker": ("selected_time", "initial_time", "plain"),
    "datetimepicker": ("selected_date_time", "initial_date_time", "plain"),
    "plain_text_input": ("value", "initial_value", "plain"),
    "number_input": ("value", "initial_value", "text"),
    "email_text_input": ("value", "initial_value", "plain"),
    "url_text_input": ("value", "initial_value", "plain"),
    "rich_text_input": ("rich_text_value", "initial_value", "plain"),
    "file_input": ("files", "", "list"),
}
PRESSED = frozenset({"button", "icon_button", "feedback_buttons", "workflow_button"})


@dataclass(frozen=True, slots=True)
class Found:
    """One interactive element, the block it stands in, and the input block's label if it has one."""

    block_id: str
    element: Json
    label: str
    optional: bool

    @property
    def action_id(self) -> str:
        """The element's action id."""
        return str(self.element.get("action_id", ""))

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    def labels(self) -> set[str]:
        """Return every name by which a person could mean this element."""
        texts = {self.label, text_of(self.element.get("text")), text_of(self.element.get("placeholder"))}
        texts |= {str(self.element.get("alt_text", "")), str(self.element.get("accessibility_label", ""))}
        return texts - {""}

    def options(self) -> list[Json]:
        """Return the options to choose from, those of groups too."""
        grouped = (option for group in self.element.get("option_groups", []) for option in group["options"])
        return [*self.element.get("options", []), *grouped]

    def __str__(self) -> str:
        name = " / ".join(sorted(self.labels())) or "(no label)"
        offered = ", ".join(text_of(option.get("text")) for option in self.options())
        return f"{self.type} {name!r} action_id={self.action_id!r}" + (f" options=[{offered}]" if offered else "")


def text_of(text: object) -> str:
    """Return the words of a text object, or of a plain string."""
    if isinstance(text, dict):
        return str(text.get("text", ""))
    return text if isinstance(text, str) else ""


def interactive(blocks: Iterable[Json]) -> Iterator[Found]:
    """Yield every interactive element of some blocks in reading order."""
    for block in blocks:
        yield from _within(block, str(block.get("block_id", "")), "", True)


def _within(part: object, block_id: str, label: str, optional: bool) -> Iterator[Found]:
    if isinstance(part, list):
        for each in part:
            yield from _within(each, block_id, label, optional)
    elif isinstance(part, dict):
        kind = part.get("type")
        if kind in CHOICES or kind in PRESSED:
            yield Found(block_id, part, label, optional)
            return
        block_id = part.get("block_id", block_id)
        if kind == "input":
            label, optional = text_of(part.get("label")), bool(part.get("optional", False))
        for each in part.values():
            if isinstance(each, list | dict):
                yield from _within(each, block_id, label, optional)


def find(
    blocks: list[Json], action_id: str | None, label: str | None, value: str | None, block_id: str | None = None
) -> Found:
    """Return the one element that is meant; raises NoSuchElement, naming what is there."""
    there = list(interactive(blocks))
    fitting = [
        found
        for found in there
        if (action_id is None or found.action_id == action_id)
        and (block_id is None or found.block_id == block_id)
        and (label is None or label in found.labels() or label in map(option_text, found.options()))
        and (value is None or found.type not in PRESSED or found.element.get("value") == value)
    ]
    if fitting and (action_id is not None or label is not None):
        return fitting[0]
    wanted = ", ".join(
        f"{name}={given!r}"
        for name, given in (("action_id", action_id), ("label", label), ("value", value), ("block_id", block_id))
        if given is not None
    )
    raise NoSuchElement(f"nothing with {wanted or 'no name'}; there is: " + ("; ".join(map(str, there)) or "nothing"))


def option_text(option: Json) -> str:
    """Return the words of an option."""
    return text_of(option.get("text"))


def pick(found: Found, given: object) -> Json:
    """Return the option with this value or text; raises NoSuchElement, naming the options."""
    for option in found.options():
        if given in (option.get("value"), option_text(option)):
            return {"text": option["text"], "value": option.get("value")}
    raise NoSuchElement(f"no option {given!r} in {found}")


def chosen(found: Found, given: object) -> Json:
    """Return Slack's JSON for a choice or an entry, as it stands in view.state; None or "" means nothing."""
    key, _, manner = CHOICES[found.type]
    several = given if isinstance(given, list | tuple | set) else [] if given in (None, "") else [given]
    if manner == "option":
        written: object = None if given in (None, "") else pick(found, given)
    elif manner == "options":
        written = [pick(found, each) for each in several]
    elif manner == "list":
        written = list(several)
    elif manner == "text":
        written = None if given in (None, "") else str(given)
    else:
        written = None if given == "" else given
    return {"type": found.type, key: written}


def started(found: Found) -> Json:
    """Return Slack's JSON for an element that nobody has touched."""
    key, initial, manner = CHOICES[found.type]
    nothing: object = [] if manner in ("options", "list") else None
    return {"type": found.type, key: found.element.get(initial, nothing) if initial else nothing}


def is_empty(state: Json) -> bool:
    """Whether nothing is chosen or filled in."""
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def values_of(blocks: list[Json], known: dict[str, Json]) -> dict[str, dict[str, Json]]:
    """Return view.state.values: what was chosen (by "block_id/action_id"), else what each element starts with."""
    values: dict[str, dict[str, Json]] = {}
    for found in interactive(blocks):
        if found.type in CHOICES and found.type != "overflow":
            entry = known.get(f"{found.block_id}/{found.action_id}")
            if entry is None or entry["type"] != found.type:
                entry = started(found)
            values.setdefault(found.block_id, {})[found.action_id] = entry
    return values


def action(found: Found, given: object, action_ts: str) -> Json:
    """Return the entry of `actions` for a pressed button or a changed choice."""
    element = found.element
    shape: Json = {"type": found.type, "action_id": found.action_id, "block_id": found.block_id, "action_ts": action_ts}
    if found.type in PRESSED:
        shape |= {key: element[key] for key in ("text", "value", "style", "url", "confirm") if key in element}
        return shape
    # Of what is typed Slack says the words alone, of what is chosen also what was chosen at first.
    said = [key for key in ("placeholder", CHOICES[found.type][1]) if key in element and key != "initial_value"]
    return shape | {key: element[key] for key in said} | chosen(found, given)
