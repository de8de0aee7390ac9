"""Draws an answer that is to go out at its source: the words that were previewed, if it still should."""

from handlers.drawn import Drawn, Nothing, item_of_row
from handlers.parcels import PublicAnswer
from handlers.published import of_row, why_not
from handlers.scene import Scene
from storage.courier import Leased


def draw_publication(scene: Scene, leased: Leased) -> Drawn:
    answer, item = of_row(scene, leased), item_of_row(scene, leased)
    if why := why_not(scene, item, answer):
        return Nothing(why)
    return PublicAnswer(
        leased.token, leased.desk, leased.conversation, answer.source, answer.account, answer.text,
        item.post.external_id, item.post.url,
    )  # fmt: skip
