"""Answers that read like advertising, and those that do not."""

import pytest

from routing.selling import selling_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Beklager! Bruk rabattkoden FJELL20 neste gang.", ("rabattkoden",)),
        ("Kjøp nå, så kommer den i morgen.", ("Kjøp nå",)),
        ("KJØP NÅ! 20 % rabatt i dag", ("KJØP NÅ", "20 % rabatt")),
        ("Köp nu och spar upp till 30 %", ("Köp nu", "spar upp till 30 %")),
        ("Missa inte vår nya surdeg.", ("Missa inte",)),
        ("Skynd dig og køb nu med rabatkoden BRØD!", ("Skynd dig", "køb nu", "rabatkoden")),
        ("Sorry about that. Buy now and get 10% off!", ("Buy now", "10% off")),
        ("Try our new rye bread, it is lovely.", ("Try our new",)),
        ("Brødet koster 49 kr her: https://fjellbrod.example/kjop", ("49 kr",)),
        ("Den nye kostar € 12 på www.fjellbrod.example", ("€ 12",)),
        ("Fantastisk!!! Kom innom", ("!!!",)),
        ("Hei! Så bra! Vi er glade! Kom igjen! Snart! Hilsen oss", ("!",)),
    ],
)
def test_what_sells_is_named_as_it_is_written(text: str, found: tuple[str, ...]) -> None:
    assert selling_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Beklager at du måtte vente! Pakken er på vei, og du får den i morgen!",
        "Den koster 49 kr.",
        "Du finner skjemaet her: https://fjellbrod.example/reparasjon?nok=2&pris=49",
        "Pengene, 349,50 kr, er sendt i dag.",
        "Tusen takk!! Det hilser vi til dem som bakte!",
        "Tack för att du hör av dig. Vi har skickat ett meddelande till dig.",
        "Vi åpner bestillingen i dag klokken 12.",
        "We are sorry: your order now stands with the post, no hurry on our side.",
        "",
    ],
)
def test_a_plain_answer_is_let_alone(text: str) -> None:
    assert selling_in(text) == ()
