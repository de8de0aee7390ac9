"""What all looks of `svarvakt check` share: findings, and one call to Slack."""

from dataclasses import dataclass
from enum import StrEnum

import aiohttp

LONGEST_CALL = 10.0
"""Seconds that Slack gets for one answer."""


class Grade(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """What one look found, in sentences. A problem keeps the process from starting or from doing its work."""

    subject: str
    grade: Grade
    sentences: tuple[str, ...]


async def call_slack(
    session: aiohttp.ClientSession, url: str, headers: dict[str, str], given: dict[str, str] | None = None
) -> tuple[dict[str, object], str]:
    """The answer and its X-OAuth-Scopes. ValueError for an answer that is no JSON object."""
    async with session.post(url, headers=headers, data=given, allow_redirects=False) as response:
        if response.status == 429:
            return {"error": "ratelimited"}, ""
        answer = await response.json(content_type=None)
    if not isinstance(answer, dict):
        raise ValueError("no object")
    return answer, response.headers.get("X-OAuth-Scopes", "")
