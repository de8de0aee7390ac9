"""Words: every sentence that a person reads is found here, in the reader's language."""

from handlers.words.marking import translatable
from handlers.words.speaker import Speaker

__all__ = ["Speaker", "translatable"]
