"""Sentences about what customers write after their post, and about items that open again."""

from collections.abc import Mapping

from handlers.words.marking import translatable

VERDICTS: Mapping[str, str] = {
    "follow_up_question_mark": translatable("It needs an answer: it has a question mark."),
    "follow_up_asks": translatable("It needs an answer: it asks, “{word}”."),
    "follow_up_critique": translatable("It needs an answer: it is critique, “{words}”."),
    "follow_up_goes_on": translatable("It needs an answer: it goes on, “{words}”."),
    "follow_up_accepts": translatable("It needs an answer: it answers a question of ours, “{words}”."),
    "follow_up_details": translatable("It needs an answer: it gives a number, a date or an address."),
    "follow_up_calls_us": translatable("It needs an answer: it calls us by name."),
    "follow_up_says_more": translatable("It needs an answer: it says more than thanks."),
    "follow_up_thanks": translatable("It is only thanks: “{words}”."),
    "follow_up_emoji": translatable("It is only thanks: an emoji."),
    "follow_up_sticker": translatable("It is only thanks: a sticker."),
    "follow_up_tag": translatable("It needs no answer: it only tags a friend."),
    "follow_up_mocking": translatable("In doubt it needs an answer: it may be mockery, “{words}”."),
    "follow_up_unclear_sign": translatable("In doubt it needs an answer: its signs can mean several things."),
    "follow_up_picture": translatable("In doubt it needs an answer: a picture may show what is wrong."),
    "follow_up_thanks_and_more": translatable("In doubt it needs an answer: it thanks and says more, “{words}”."),
    "follow_up_to_a_friend": translatable("In doubt it needs an answer: it tags a friend and says more."),
    "follow_up_says_little": translatable("In doubt it needs an answer: it says too little to tell."),
}
