"""What is drawn of shifts: lines about who is on call, questions about swaps, hand-over notes."""

from handlers.scene import Scene
from handlers.subjects import swap_of
from handlers.views import covers, shift_notes, swaps
from routing.messages import Message
from routing.rota_swap import SwapState
from storage.courier import Leased

KINDS = ("cover", "swap", "shift_note")


def message(scene: Scene, leased: Leased, *, stands: bool) -> Message | str:
    """The message of a row of these kinds, or why there is none. `stands`: one of the same subject does already."""
    match leased.kind:
        case "cover":
            return covers.line(scene, leased.payload)
        case "swap":
            about = swap_of(scene, leased.subject)
            if about.state is not SwapState.ASKED and not stands:
                return "it was settled before anybody was asked"
            return swaps.request(scene, about)
    return shift_notes.shift_note(scene, leased.payload) or "there is nothing to say about the shift any more"
