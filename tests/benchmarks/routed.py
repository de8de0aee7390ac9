"""How many labelled posts the example handbook sends where they belong, from nothing but their words and source.

`python -m tests.benchmarks.routed` prints the tables of BENCHMARKS.md.
"""

from collections.abc import Iterable
from pathlib import Path

from bot.language_model import load
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.language import Model
from routing.sorting import Sorted, sort
from tests.benchmarks.language import LANGUAGES, Shares, as_markdown
from tests.benchmarks.language import page as languages_and_kinds
from tests.benchmarks.policies import shares as policies
from tests.posts.labelled import HELD_OUT, KNOWN, LABELLED, Labelled
from tests.routing.rules import a_post

EXAMPLE = Path(__file__).parents[2] / "handbook.example.toml"


def example() -> Handbook:
    return read_handbook(EXAMPLE.read_text("utf-8"))


def sorted_as_taken_in(handbook: Handbook, post: Labelled, model: Model | None) -> Sorted:
    """Language, kind and rules one after the other, as for a post that has just come in."""
    return sort(handbook, a_post(post.text, post.source), model)


def domain_shares(posts: Iterable[Labelled], handbook: Handbook, model: Model | None) -> Shares:
    """Of each language, of all, and of those with each label: how many go to their domain."""
    found = [(post, sorted_as_taken_in(handbook, post, model).match) for post in posts]
    parts = {
        code: [match.domain == post.domain for post, match in found if post.language == code] for code in LANGUAGES
    }
    parts["all"] = [match.domain == post.domain for post, match in found]
    for domain in handbook.domains:
        parts[domain.id] = [match.domain == post.domain for post, match in found if post.domain == domain.id]
    parts["urgency"] = [match.urgency is post.urgency for post, match in found]
    return {part: sum(right) / len(right) for part, right in parts.items() if right}


def page() -> str:
    """The tables about labelled posts."""
    handbook, model = example(), load()
    rows = {
        f"{name} ({len(posts)})": domain_shares(posts, handbook, model)
        for name, posts in (("all", LABELLED), ("known", KNOWN), ("held out", HELD_OUT))
    }
    lines = [
        as_markdown(rows),
        "",
        "| policy | handbook's order | mean of 20 other orders | worst of them |",
        "| --- | --- | --- | --- |",
    ]
    for name, (here, usually, least) in policies(LABELLED).items():
        lines.append(f"| {name} | {here:.1%} | {usually:.1%} | {least:.1%} |")
    return "\n".join([*lines, "", languages_and_kinds()])


if __name__ == "__main__":
    print(page())
