"""A language model that is loaded on a thread of its own: the start does not wait for it, the first post does."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from routing.language import Model

log = logging.getLogger(__name__)


class ModelOnTheWay:
    """Itself a `routing.language.Model`. What cannot be loaded is said once in the log, and has no opinion."""

    def __init__(self, load: Callable[[], Model]) -> None:
        self._load = load
        self._lock = Lock()
        self._loading: Future[Model] | None = None

    def __call__(self, text: str) -> Mapping[str, float]:
        return self.begin().result()(text)

    def begin(self) -> Future[Model]:
        """Begins to load, unless that was done before."""
        with self._lock:
            if self._loading is None:
                pool = ThreadPoolExecutor(1, thread_name_prefix="language-model")
                self._loading = pool.submit(self._loaded)
                pool.shutdown(wait=False)
            return self._loading

    def _loaded(self) -> Model:
        try:
            return self._load()
        except Exception as error:
            log.error("The language model cannot be loaded (%s): words alone decide.", type(error).__name__)
            return _no_opinion


def _no_opinion(_: str) -> Mapping[str, float]:
    return {}
