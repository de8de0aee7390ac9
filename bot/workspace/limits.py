"""Block Kit's blocks, elements and their limits, as tables.

Sources: the Block Kit reference (docs.slack.dev/reference/block-kit), slack_sdk's models, and for
data_visualization the limits that several clients agree on (1 to 12 series or segments, labels of 20 characters).
"""

from __future__ import annotations

from bot.workspace.rules import Anything, Choice, Flag, Kind, Many, Part, Rule, String, Text

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
ALL_TEXT = 13_000
MESSAGE_TEXT = 40_000
CHARTS = 2

ELEMENTS: dict[str, Part] = {}
BLOCKS: dict[str, Part] = {}

CONFIRM = Part(
    {
        "title": Text(100, required=True, plain_only=True),
        "text": Text(300, required=True),
        "confirm": Text(30, required=True, plain_only=True),
        "deny": Text(30, required=True, plain_only=True),
        "style": Choice(("primary", "danger")),
    }
)
OPTION = Part(
    {
        "text": Text(75, required=True),
        "value": String(150, required=True),
        "description": Text(75),
        "url": String(3000),
    }
)
GROUP = Part({"label": Text(75, required=True, plain_only=True), "options": Many(100, OPTION, required=True)})
ACTION: dict[str, Rule] = {"action_id": String(255), "confirm": CONFIRM, "focus_on_load": Flag()}
PLACEHOLDER: dict[str, Rule] = {"placeholder": Text(150, plain_only=True)}
SEVERAL: dict[str, Rule] = {"max_selected_items": Anything()}
TYPED: dict[str, Rule] = {**ACTION, **PLACEHOLDER, "dispatch_action_config": Anything()}
OPTIONS: dict[str, Rule] = {"options": Many(100, OPTION), "option_groups": Many(100, GROUP)}
BUTTON_STYLE = Choice(("primary", "danger"))


def _select(initial: str, **more: Rule) -> Part:
    return Part({**ACTION, **PLACEHOLDER, initial: Anything(), "response_url_enabled": Flag(), **more})


def _several(initial: str, **more: Rule) -> Part:
    return Part({**ACTION, **PLACEHOLDER, **SEVERAL, initial: Anything(), **more})


IMAGE: dict[str, Rule] = {"image_url": String(3000), "slack_file": Anything(), "alt_text": String(2000, required=True)}

ELEMENTS |= {
    "button": Part(
        {
            **ACTION,
            "text": Text(75, required=True, plain_only=True),
            "value": String(2000),
            "url": String(3000),
            "style": BUTTON_STYLE,
            "accessibility_label": String(75),
        }
    ),
    "icon_button": Part(
        {**ACTION, "icon": Anything(required=True), "text": Text(75, required=True), "value": String(2000)}, open=True
    ),
    "feedback_buttons": Part({**ACTION, "positive_button": Anything(), "negative_button": Anything()}),
    "workflow_button": Part({**ACTION, "text": Text(75, required=True), "workflow": Anything()}, open=True),
    "image": Part(IMAGE, one_of=("image_url", "slack_file")),
    "static_select": Part(
        {**ACTION, **PLACEHOLDER, **OPTIONS, "initial_option": OPTION}, one_of=("options", "option_groups")
    ),
    "multi_static_select": Part(
        {**ACTION, **PLACEHOLDER, **OPTIONS, **SEVERAL, "initial_options": Many(100, OPTION)},
        one_of=("options", "option_groups"),
    ),
    "external_select": _select("initial_option", min_query_length=Anything()),
    "multi_external_select": _several("initial_options", min_query_length=Anything()),
    "users_select": _select("initial_user"),
    "multi_users_select": _several("initial_users"),
    "conversations_select": _select("initial_conversation", filter=Anything(), default_to_current_conversation=Flag()),
    "multi_conversations_select": _several(
        "initial_conversations", filter=Anything(), default_to_current_conversation=Flag()
    ),
    "channels_select": _select("initial_channel"),
    "multi_channels_select": _several("initial_channels"),
    "overflow": Part({**ACTION, "options": Many(5, OPTION, required=True)}),
    "radio_buttons": Part({**ACTION, "options": Many(10, OPTION, required=True), "initial_option": OPTION}),
    "checkboxes": Part({**ACTION, "options": Many(10, OPTION, required=True), "initial_options": Many(10, OPTION)}),
    "datepicker": Part({**ACTION, **PLACEHOLDER, "initial_date": String(10)}),
    "timepicker": Part({**ACTION, **PLACEHOLDER, "initial_time": String(5), "timezone": String(100)}),
    "datetimepicker": Part({**ACTION, "initial_date_time": Anything()}),
    "plain_text_input": Part(
        {
            **TYPED,
            "initial_value": String(3000),
            "multiline": Flag(),
            "min_length": Anything(),
            "max_length": Choice(tuple(range(1, 3001))),
        }
    ),
    "number_input": Part(
        {
            **TYPED,
            "is_decimal_allowed": Flag(required=True),
            "initial_value": String(100),
            "min_value": String(100),
            "max_value": String(100),
        }
    ),
    "email_text_input": Part({**TYPED, "initial_value": String(3000)}),
    "url_text_input": Part({**TYPED, "initial_value": String(3000)}),
    "rich_text_input": Part({**TYPED, "initial_value": Anything()}),
    "file_input": Part({**ACTION, "filetypes": Anything(), "max_files": Choice(tuple(range(1, 11)))}),
}

INPUTS = frozenset(ELEMENTS) - {"button", "icon_button", "feedback_buttons", "workflow_button", "image", "overflow"}
PRESSABLE = frozenset(ELEMENTS) - {
    "image",
    "icon_button",
    "feedback_buttons",
    "file_input",
    "email_text_input",
    "url_text_input",
    "number_input",
}
CONTEXT: dict[str, Part] = {
    "image": ELEMENTS["image"],
    "mrkdwn": Part({"text": String(2000, required=True, least=1), "verbatim": Flag()}),
    "plain_text": Part({"text": String(2000, required=True, least=1), "emoji": Flag()}),
}
RICH = frozenset({"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"})
RICH_PARTS: dict[str, Part] = {kind: Part({"elements": Anything(required=True)}, open=True) for kind in RICH}
SEGMENT = Part({"label": String(20, required=True, least=1), "value": Anything(required=True)})
SERIES = Part({"name": String(20, required=True, least=1), "data": Many(20, SEGMENT, required=True)})
AXES = Part({"categories": Many(20, String(20, least=1)), "x_label": String(50), "y_label": String(50)})
LINES = Part({"series": Many(12, SERIES, required=True), "axis_config": AXES})
CHARTS_BY_TYPE: dict[str, Part] = {
    "pie": Part({"segments": Many(12, SEGMENT, required=True)}),
    **dict.fromkeys(("bar", "line", "area"), LINES),
}
CARD = Part(
    {
        "hero_image": Anything(),
        "icon": Anything(),
        "title": Text(150),
        "subtitle": Text(150),
        "body": Text(200),
        "actions": Many(5, Kind(ELEMENTS, frozenset({"button"}))),
    },
    one_of=("hero_image", "title", "actions", "body"),
)
TASK = Part(
    {
        "task_id": String(255, required=True),
        "title": String(255, required=True, least=1),
        "details": Anything(),
        "output": Anything(),
        "sources": Anything(),
        "status": Choice(("pending", "in_progress", "complete", "error"), required=True),
    }
)

BLOCKS |= {
    "section": Part(
        {
            "text": Text(3000),
            "fields": Many(10, Text(2000)),
            "accessory": Kind(ELEMENTS, PRESSABLE | {"image"}),
            "expand": Flag(),
        },
        one_of=("text", "fields"),
    ),
    "rich_text": Part({"elements": Many(1000, Kind(RICH_PARTS), required=True)}),
    "header": Part({"text": Text(150, required=True, plain_only=True), "level": Choice((1, 2, 3, 4))}),
    "context": Part({"elements": Many(10, Kind(CONTEXT), required=True)}),
    "actions": Part({"elements": Many(25, Kind(ELEMENTS, PRESSABLE), required=True)}),
    "divider": Part({}),
    "image": Part({**IMAGE, "title": Text(2000, plain_only=True)}, one_of=("image_url", "slack_file")),
    "input": Part(
        {
            "label": Text(2000, required=True, plain_only=True),
            "element": Kind(ELEMENTS, INPUTS, required=True),
            "hint": Text(2000, plain_only=True),
            "optional": Flag(),
            "dispatch_action": Flag(),
        }
    ),
    "table": Part(
        {"rows": Many(100, Many(20, Anything()), required=True), "column_settings": Many(20, Anything(), least=0)}
    ),
    "markdown": Part({"text": String(12_000, required=True, least=1)}),
    "alert": Part(
        {"text": Text(3000, required=True), "level": Choice(("default", "info", "warning", "error", "success"))}
    ),
    "card": CARD,
    "carousel": Part({"elements": Many(10, Kind({"card": CARD}), required=True)}),
    "container": Part(
        {
            "title": Text(150, plain_only=True),
            "rich_text_title": Anything(),
            "subtitle": Text(150),
            "child_blocks": Many(10, Kind(BLOCKS), required=True),
            "width": Choice(("narrow", "standard", "wide", "full")),
            "icon": Anything(),
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        one_of=("title", "rich_text_title"),
    ),
    "task_card": TASK,
    "plan": Part({"title": String(255, required=True, least=1), "tasks": Many(50, Kind({"task_card": TASK}))}),
    "context_actions": Part(
        {"elements": Many(5, Kind(ELEMENTS, frozenset({"icon_button", "feedback_buttons"})), required=True)}
    ),
    "data_visualization": Part(
        {"title": String(50, required=True, least=1), "chart": Kind(CHARTS_BY_TYPE, required=True)}
    ),
    "data_table": Part({}, open=True),
    "video": Part({"title": Text(200, required=True, plain_only=True), "alt_text": String(2000)}, open=True),
    "file": Part({"external_id": String(255, required=True), "source": Choice(("remote",), required=True)}),
}

VIEW_FIELDS: dict[str, Rule] = {
    "private_metadata": String(3000),
    "callback_id": String(255),
    "external_id": String(255),
    "clear_on_close": Flag(),
    "notify_on_close": Flag(),
    "submit_disabled": Flag(),
    "state": Anything(),
    "id": Anything(),
    "hash": Anything(),
}
BLOCK_LIST = Many(VIEW_BLOCKS, Kind(BLOCKS), required=True, least=0)
MODAL = Part(
    {
        **VIEW_FIELDS,
        "title": Text(24, required=True, plain_only=True),
        "submit": Text(24, plain_only=True),
        "close": Text(24, plain_only=True),
        "blocks": BLOCK_LIST,
    }
)
HOME = Part({**VIEW_FIELDS, "blocks": BLOCK_LIST, "title": Anything(), "submit": Anything(), "close": Anything()})
