"""How the web server answers what goes wrong: in JSON, without details, and with nothing of the request in the log."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

log = logging.getLogger("svarvakt.web")

SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The body is too large.",
}


@web.middleware
async def answer_in_json(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Errors become `{"error": sentence}`; a crash becomes 500, so that the sender tries again."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
        return problem(error.status, SENTENCES.get(error.status, error.reason), headers)
    except Exception as error:
        log.error("A request failed: %s", told_safely(error))
        return problem(500, "Something went wrong here. Try again later.")


def problem(status: int, sentence: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"error": sentence}, status=status, headers=headers)


def told_safely(error: BaseException) -> str:
    """The error's class and where it was raised: its own words may quote a customer's."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-5:]))
    return f"{type(error).__name__} in {places}" if places else type(error).__name__


class _WithoutRequest(logging.Filter):
    """aiohttp logs a malformed request with an exception that quotes it: only the exception's class is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        record.msg, record.args = "A request could not be served: %s", (kind.__name__ if kind else "no reason given",)
        record.exc_info = record.exc_text = None
        return True


def quiet_logger() -> logging.Logger:
    """What aiohttp's server writes to: one line per broken request, nothing of what was in it."""
    logger = logging.getLogger("svarvakt.web.server")
    if not logger.filters:
        logger.addFilter(_WithoutRequest())
    return logger
