"""Why of all people this one: they are on call, and until when."""

from handlers.scene import Scene
from handlers.views.parts import joined
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.messages import Line
from routing.rota import all_on_call, layer_name, layers


def on_call_line(scene: Scene, speaker: Speaker, person: str) -> Line | None:
    """None for somebody who is not."""
    handbook = scene.handbook
    shift = next((one for one in all_on_call(handbook, scene.now) if one.person == person), None)
    if shift is None:
        return None
    until = speaker.moment(shift.ends_at)
    if len(layers(handbook)) > 1:
        layer = layer_name(handbook, shift.layer)
        said = speaker.line("You are on call in {layer} until {until}.", layer=layer, until=until)
    else:
        said = speaker.line("You are on call until {until}.", until=until)
    return said if shift.because.code == "shift_turn" else joined((said, sentence(speaker, shift.because)))
