"""Sentences about rules: how each stood that was tried, and what is wrong with one."""

from collections.abc import Mapping

from handlers.words.marking import translatable

RULES: Mapping[str, str] = {
    "tried_words_found": translatable("It has “{words}”."),
    "tried_words_missing": translatable("It has none of these words: “{wanted}”."),
    "tried_words_absent": translatable("It has none of the words that it must not have: “{wanted}”."),
    "tried_words_barred": translatable("It has what it must not have: “{words}”."),
    "tried_expression_found": translatable("An expression finds “{words}”."),
    "tried_expression_missing": translatable("No expression finds anything ({wanted})."),
    "tried_source_fits": translatable("It comes from {source}."),
    "tried_source_differs": translatable("It comes from {source}, not from one of these: {wanted}."),
    "tried_language_fits": translatable("The language is {language}."),
    "tried_language_differs": translatable("The language is {language}, not one of these: {wanted}."),
    "tried_kind_fits": translatable("Its kind is {kind}."),
    "tried_kind_differs": translatable("Its kind is {kind}, not one of these: {wanted}."),
    "tried_author_fits": translatable("The author is {author}."),
    "tried_author_differs": translatable("The author is none of these: {wanted}."),
    "tried_links_fit": translatable("It has a link to {sites}."),
    "tried_links_differ": translatable("It has no link to {wanted}."),
    "tried_reach_fits": translatable("The author has {reach} followers, at least {least}."),
    "tried_reach_too_small": translatable("The author has {reach} followers, fewer than {least}."),
    "tried_reach_unknown": translatable("The source does not say whether the author has {least} followers."),
    "tried_private": translatable("It is a private message."),
    "tried_public": translatable("It is public."),
    "rule_bars_itself": translatable(
        "It can never hold: whatever has “{words}” also has “{barred}”, which stands under not. Take one of them out."
    ),
    "rule_is_shadowed": translatable(
        "It never decides: the rule “{rule}” comes first and holds whenever this one does. Put this one before it, "
        "or give it a priority."
    ),
    "rule_finds_nothing": translatable("It can never hold: nothing can be found for “{words}”. Write it anew."),
    "word_claimed_twice": translatable(
        "“{word}” stands in rules of several domains ({rules}), and the first of them always wins. Take it out of one, "
        "or give one a priority or a not."
    ),
}
