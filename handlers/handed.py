"""A file that somebody hands to the bot in a direct message."""

from handlers.intents import Handed
from handlers.replies import Ignored, Refused, Reply
from handlers.scene import Scene
from handlers.views import private


def handed(scene: Scene, intent: Handed) -> Reply:
    """Reads handbook files; whoever sends another kind is told so."""
    if not intent.name.casefold().endswith(".toml"):
        speaker = scene.speaker_of(intent.actor)
        sentence = speaker.line("I can read handbook files only: send one that ends in .toml.")
        return Refused(private.of_lines(sentence))
    return Ignored()
