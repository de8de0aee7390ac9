"""What the process counts about itself, for Prometheus. No customer's words and nobody's name in any label."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from handlers.escalate import Swept
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent, Unknown
from storage.gauges import Gauges

LATENESS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800, 7_200, 86_400)
"""Upper bounds, in seconds, of how late a step may be: from on time to a day of downtime."""

_ENDED = {Sent: "sent", GaveUp: "gave_up", RetryAfter: "retried", Unknown: "unknown"}


class Metrics:
    """Counters since the start, and gauges that are set when somebody asks. One registry an application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"svarvakt_{name}", about, labels, registry=self.registry)

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"svarvakt_{name}", about, labels, registry=self.registry)

        self._looks = counter("items_due", "Items whose due moment has come, and that were looked at")
        self._steps = counter("steps_taken", "Steps taken: a rung, a page, anything that changed something")
        self._late = counter("steps_late", "Steps taken more than a minute late")
        self._sweeps_failed = counter("sweeps_failed", "Chunks of due items that failed and were taken one by one")
        self._lateness = Histogram(
            "svarvakt_step_lateness_seconds", "How long after its due moment a step was taken", buckets=LATENESS,
            registry=self.registry,
        )  # fmt: skip
        self._sent = counter("messages", "Tries to send a message, by how they ended", "desk", "kind", "outcome")
        self._outbox = gauge("outbox_messages", "Messages that are not settled, and those given up", "kind", "state")
        self._queue = gauge("writer_queue", "Work that waits for a writer")
        self._open = gauge("items_open", "Open items")
        self._open_late = gauge("items_late", "Open items past their deadline")
        self._overdue = gauge("items_overdue", "Items with a step that is due and not taken")
        self._pages = gauge("pages_sounding", "Pages that nobody has acknowledged")

    def swept(self, swept: Swept) -> None:
        """One chunk of due items was taken."""
        self._looks.inc(swept.due)
        self._steps.inc(len(swept.lateness))
        self._late.inc(swept.late)
        for late in swept.lateness:
            self._lateness.observe(late.total_seconds())

    def sweep_failed(self) -> None:
        self._sweeps_failed.inc()

    def delivered(self, desk: str, kind: str, outcome: Outcome) -> None:
        """One try to send a message has ended so."""
        self._sent.labels(desk, kind, _ENDED[type(outcome)]).inc()

    def text(self, gauges: Gauges, waiting: int) -> bytes:
        """All of it in Prometheus' text format. `waiting` is how much waits for a writer."""
        self._queue.set(waiting)
        self._open.set(gauges.opened)
        self._open_late.set(gauges.late)
        self._overdue.set(gauges.overdue)
        self._pages.set(gauges.pages_sounding)
        self._outbox.clear()
        for count in gauges.messages:
            self._outbox.labels(count.kind, count.state.value).set(count.count)
        return generate_latest(self.registry)
