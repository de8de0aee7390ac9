"""Forms as cards with inputs in them, shown in place of the card whose button opened them; and what came back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desks.teams.cards import Cards, Drawing, fitting, heading, whole
from bot.desks.teams.elements import CHOICE, FIELD, Json, choice_field, execute, text_field
from bot.desks.teams.spans import Mentions
from bot.desks.teams.text import harmless
from routing.messages import Block, ChoiceField, Form, TextField
from routing.text import clean


@dataclass(frozen=True)
class Opened:
    """The click that opened a form: asked once more when the form cannot be taken as it is and must be shown again."""

    action: str
    subject: str
    value: str = ""

    @property
    def data(self) -> list[str]:
        """As it travels in a card."""
        return [self.action, self.subject, self.value]


@dataclass(frozen=True)
class Step:
    """Where a form stands that answers another: `first` is the click that opened the first of them. `over`: to close it
    leads back to that one, which handlers open with what was written."""

    first: Opened
    over: bool = False

    @property
    def back(self) -> Json:
        """What closing it asks."""
        if not self.over:
            return {"do": "click", "action": "show", "subject": self.first.subject}
        return {"do": "click", "action": self.first.action, "subject": self.first.subject, CHOICE: self.first.value}


def form_card(
    form: Form,
    cards: Cards,
    opened: Opened | None,
    entered: Mapping[str, str] | None,
    errors: Mapping[str, str],
    step: Step | None = None,
    more: Json | None = None,
) -> Json:
    """The form with what was entered before (None: nothing yet) and what is wrong with it. Raises ValueError where it
    cannot be drawn. `more` travels with its buttons and comes back with them."""
    extra: Json = {**(more or {})}
    if opened is not None:
        extra["opened"] = opened.data
    if step is not None:
        extra["first"] = step.first.data
    data: Json = {**extra, "do": "fill", "form": form.form, "subject": form.subject}
    back: Json = {"do": "click", "action": "show", "subject": opened.subject if opened else form.subject}
    if step is not None:
        back = step.back
    back = {**(more or {}), **back}
    named = {block.name for block in form.blocks if isinstance(block, TextField | ChoiceField)}

    def draw(longest: int) -> Json:
        drawing = Drawing(Mentions(cards.identity), extra, longest)
        body: list[Json] = [heading(form.title)]
        body += _wrong(sentence for name, sentence in errors.items() if name not in named)
        others: list[Block] = []
        for block in form.blocks:
            if not isinstance(block, TextField | ChoiceField):
                others.append(block)
                continue
            body += drawing.all(others)
            others = []
            value = entered.get(block.name, "") if entered is not None else None
            body += text_field(block, value) if isinstance(block, TextField) else choice_field(block, value)
            body += _wrong([errors[block.name]] if block.name in errors else [])
        body += drawing.all(others)
        send = execute(form.submit, data, style="primary", sends_inputs=True)
        keep = [execute(form.keep.label, data | {"form": form.keep.form}, sends_inputs=True)] if form.keep else []
        body.append({"type": "ActionSet", "actions": [send, *keep, execute(form.close, back)]})
        return whole(body, drawing.mentions)

    return fitting(draw)


def entered_in(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, as clean text, by the fields' own names."""
    return {
        name.removeprefix(FIELD): clean(value)
        for name, value in data.items()
        if name.startswith(FIELD) and isinstance(value, str)
    }


def _wrong(sentences: Iterable[str]) -> list[Json]:
    return [
        {"type": "TextBlock", "text": harmless(sentence), "wrap": True, "color": "Attention", "spacing": "Small"}
        for sentence in sentences
    ]
