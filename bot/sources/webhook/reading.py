"""From the bytes of a body to a post, or to every problem with it in words."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.sources.webhook.body import AuthorBody, IntakeBody
from routing.item import Author, Post
from routing.text import clean

MOST_PROBLEMS = 50

FIELDS = tuple(IntakeBody.model_fields)
AUTHOR_FIELDS = tuple(AuthorBody.model_fields)

SENTENCES = {
    "missing": "is missing",
    "string_type": "must be a text",
    "string_too_long": "has more than {max_length:,} characters, which is the most that is kept",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be at least {ge:,}",
    "less_than_equal": "must be at most {le:,}",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "too_long": "has more than {max_length:,} entries",
    "model_type": "must be an object",
    "value_error": "{error}",
}
"""Words by the kinds of error that pydantic names for the fields there are."""


@dataclass(frozen=True)
class Problem:
    """`field` as a path ("author.reach", "attachments.2"), "" for the body as a whole."""

    field: str
    sentence: str


def read_post(body: bytes, now: datetime) -> Post | tuple[Problem, ...]:
    """The post, cleaned and checked. `null` counts as not given; a post without `posted_at` was written now."""
    try:
        document = _cleaned(json.loads(body.decode("utf-8-sig"), parse_constant=_refuse))
    except UnicodeDecodeError:
        return (Problem("", "The body is not UTF-8."),)
    except RecursionError:
        return (Problem("", "The body is nested too deeply."),)
    except ValueError:
        return (Problem("", "The body is not valid JSON."),)
    if not isinstance(document, dict):
        return (Problem("", "The body must be a JSON object."),)
    wordless = _wordless(document)
    try:
        read = IntakeBody.model_validate(document, context={"now": now})
    except ValidationError as error:
        return (*_problems(error.errors(include_url=False, include_input=False)), *wordless)
    return wordless or _post(read, now)


def _wordless(document: Mapping[str, object]) -> tuple[Problem, ...]:
    """A picture without words is a post; nothing at all is none."""
    text = document.get("text")
    if isinstance(text, str) and not text.strip() and not document.get("attachments"):
        return (Problem("text", "text is empty: give the customer's words, or an attachment."),)
    return ()


def _post(read: IntakeBody, now: datetime) -> Post:
    return Post(
        source=read.source,
        external_id=read.external_id,
        text=read.text,
        posted_at=read.posted_at or now,
        url=read.url or "",
        author=Author(read.author.name.strip(), read.author.handle.strip(), read.author.reach),
        language=read.language,
        kind=read.kind,
        in_reply_to=read.in_reply_to,
        attachments=tuple(read.attachments),
        private=read.private,
    )


def _cleaned(value: object) -> object:
    """JSON can spell NUL and lone surrogates (\\ud800), in names of fields too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(entry) for entry in value]
    if isinstance(value, dict):
        return {clean(name): _cleaned(entry) for name, entry in value.items() if entry is not None}
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _problems(errors: list[ErrorDetails]) -> tuple[Problem, ...]:
    problems = tuple(_problem(error) for error in errors[:MOST_PROBLEMS])
    if len(errors) > MOST_PROBLEMS:
        return (*problems, Problem("", f"There are {len(errors) - MOST_PROBLEMS} more problems."))
    return problems


def _problem(error: ErrorDetails) -> Problem:
    path = ".".join(str(part)[:80] for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return Problem(path, _unknown(path))
    context: Mapping[str, object] = error.get("ctx", {})
    return Problem(path, f"{path} {SENTENCES.get(error['type'], 'cannot be read').format(**context)}.")


def _unknown(path: str) -> str:
    parent, _, name = path.rpartition(".")
    known = AUTHOR_FIELDS if parent == "author" else FIELDS
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}."
    return f"{path} is no field of {parent or 'the body'}: {meant}"
