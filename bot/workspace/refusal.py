"""Slack's way to say no: one error word, and sometimes where the fault is."""

from __future__ import annotations

from bot.workspace.model import Json


class Refusal(Exception):
    """Raised where Slack would answer {"ok": false, "error": error}; `messages` name the places at fault."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []

    def body(self) -> Json:
        """Return the answer that Slack gives."""
        answer: Json = {"ok": False, "error": self.error}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class MissingScope(Refusal):
    """Raised where the token lacks a scope; Slack says which one, and which there are."""

    def __init__(self, needed: str, provided: list[str]) -> None:
        super().__init__("missing_scope")
        self._more: Json = {"needed": needed, "provided": ",".join(provided)}

    def body(self) -> Json:
        """Return the answer that Slack gives."""
        return super().body() | self._more


class RateLimited(Exception):
    """Raised where Slack would answer 429; `retry_after` is in seconds of `now`."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"ratelimited, retry after {retry_after} s")
        self.retry_after = retry_after
