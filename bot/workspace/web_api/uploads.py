"""files.getUploadURLExternal and files.completeUploadExternal, the first and the last step of an upload; files.info."""

from __future__ import annotations

from bot.workspace.files import new_file
from bot.workspace.model import Channel, Json
from bot.workspace.refusal import Refusal
from bot.workspace.shapes import file_shape
from bot.workspace.web_api.call import Call, Method
from bot.workspace.web_api.chat import target, thread


def upload_url(call: Call) -> Json:
    """Serve files.getUploadURLExternal: make room and say where the bytes go."""
    name = call.needed("filename")
    length = call.number("length", 0, 0, 2**31)
    if length <= 0:
        raise Refusal("invalid_arguments", ["[ERROR] must be greater than 0 [json-pointer:/length]"])
    file = new_file(call.core.state, call.core.state.bot_user_id, name, length=length)
    return {"upload_url": f"{call.core.url}/upload/{file.id}", "file_id": file.id}


def complete(call: Call) -> Json:
    """Serve files.completeUploadExternal: share what was uploaded, if a channel is named."""
    state = call.core.state
    wanted = call.json("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refusal("invalid_arguments", ["[ERROR] missing required field: files"])
    channel: Channel | None = None
    name = call.text("channel_id") or call.text("channels") or call.text("channel")
    if name:
        place = Call(call.core, call.arguments | {"channel": name})
        channel = target(place)
    shapes = []
    for each in wanted:
        file = state.files.get(each.get("id", "")) if isinstance(each, dict) else None
        if file is None or file.content is None:
            raise Refusal("file_not_found")
        file.title = each.get("title") or file.title
        file.shared = channel is not None
        if channel is not None:
            file.channels.append(channel.id)
        shapes.append(file_shape(file, call.core.url))
    if channel is not None:
        _share(call, channel, shapes)
    return {"files": shapes}


def _share(call: Call, channel: Channel, shapes: list[Json]) -> None:
    core = call.core
    body = core.posting.bot_body(call.text("initial_comment"))
    body |= {"subtype": "file_share", "files": shapes, "upload": False, "display_as_bot": False}
    core.posting.post(channel, body, core.state.bot_user_id, thread_ts=thread(call, channel))


def info(call: Call) -> Json:
    """Serve files.info."""
    file = call.core.state.files.get(call.needed("file"))
    if file is None or file.content is None:
        raise Refusal("file_not_found")
    return {"file": file_shape(file, call.core.url), "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, 4, scope="files:write"),
    "files.completeUploadExternal": Method(complete, 4, scope="files:write"),
    "files.info": Method(info, 4, scope="files:read"),
}
