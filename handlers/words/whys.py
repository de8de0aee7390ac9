"""Why somebody declined, in words: as the company's handbook calls it, or as the program does."""

from collections.abc import Mapping

from handlers.words.speaker import Speaker
from handlers.words.vocabulary import DECLINE_REASONS


def declined(speaker: Speaker, reason: str) -> str:
    """A reason to decline: as the handbook in force calls it, else as the program does. What only an earlier handbook
    had a name for is read from its id."""
    named = speaker.names.decline_reason(reason)
    if named is not None:
        return named
    known = DECLINE_REASONS.get(reason)
    return speaker.text(known) if known is not None else readable(reason)


def offered(speaker: Speaker, written: Mapping[str, str]) -> Mapping[str, str]:
    """The reasons to choose from when somebody declines: those that the handbook has `written`, id and name, else the
    built-in ones. "other" always stays, and comes last."""
    reasons = (*(one for one in written or DECLINE_REASONS if one != "other"), "other")
    return {reason: declined(speaker, reason) for reason in reasons}


def readable(reason: str) -> str:
    """An id as words: "no-longer-sold" is "No longer sold"."""
    words = reason.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
