"""Draws what is said of shifts: lines about who is on call, questions about swaps, hand-over notes."""

from handlers.drawn import Drawn, Nothing, parcel_of, placement_of
from handlers.scene import Scene
from handlers.subjects import swap_of
from handlers.views import covers, shift_notes, swaps
from routing.rota_swap import SwapState
from storage.courier import Leased


def draw_cover(scene: Scene, leased: Leased) -> Drawn:
    return parcel_of(scene, leased, covers.line(scene, leased.payload))


def draw_swap(scene: Scene, leased: Leased) -> Drawn:
    about = swap_of(scene, leased.subject)
    if about.state is not SwapState.ASKED and placement_of(scene, leased, "swap") is None:
        return Nothing("it was settled before anybody was asked")
    return parcel_of(scene, leased, swaps.request(scene, about))


def draw_shift_note(scene: Scene, leased: Leased) -> Drawn:
    message = shift_notes.shift_note(scene, leased.payload)
    return (
        Nothing("there is nothing to say about the shift any more")
        if message is None
        else parcel_of(scene, leased, message)
    )
