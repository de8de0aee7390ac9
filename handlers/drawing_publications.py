"""Draws an answer that is to go out at its source: the words that were previewed, if it still should."""

from handlers.drawn import Drawn, Nothing, item_of_row
from handlers.parcels import PublicAnswer
from handlers.published import of_row
from handlers.publishing import account_for, is_on_its_way
from handlers.scene import Scene
from storage.courier import Leased
from storage.publications import PublicationState


def draw_publication(scene: Scene, leased: Leased) -> Drawn:
    answer, item = of_row(scene, leased), item_of_row(scene, leased)
    if answer.state is not PublicationState.QUEUED or not is_on_its_way(item, answer):
        return Nothing(f"item {item.number} does not wait for this answer any more")
    account = account_for(scene, item)
    if account is None or account.name != answer.account:
        return Nothing("it would go out as another account than the one that was looked at")
    return PublicAnswer(
        leased.token, leased.desk, leased.conversation, answer.source, answer.account, answer.text,
        item.post.external_id, item.post.url,
    )  # fmt: skip
