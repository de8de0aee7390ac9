"""Sentences about what customers write after their post, and about items that open again."""

from collections.abc import Mapping

from handlers.words.marking import translatable

# Without the customer's words: these lines of history stay when the words are erased.
VERDICTS: Mapping[str, str] = {
    "follow_up_question_mark": translatable("It needs an answer: it has a question mark."),
    "follow_up_asks": translatable("It needs an answer: it asks."),
    "follow_up_angry": translatable("It needs an answer: an emoji in it is angry."),
    "follow_up_shouts": translatable("It needs an answer: nothing but exclamation marks."),
    "follow_up_critique": translatable("It needs an answer: it is critique."),
    "follow_up_goes_on": translatable("It needs an answer: there is a “but” or a “not” in it."),
    "follow_up_accepts": translatable("It needs an answer: it answers a question of ours."),
    "follow_up_details": translatable("It needs an answer: it gives a number, a date or an address."),
    "follow_up_calls_us": translatable("It needs an answer: it calls us by name."),
    "follow_up_says_more": translatable("It needs an answer: it says more than thanks."),
    "follow_up_thanks": translatable("It is only thanks."),
    "follow_up_emoji": translatable("It is only thanks: an emoji."),
    "follow_up_sticker": translatable("It is only thanks: a sticker."),
    "follow_up_tag": translatable("It needs no answer: it only tags a friend."),
    "follow_up_mocking": translatable("In doubt it needs an answer: it may be mockery."),
    "follow_up_unclear_sign": translatable("In doubt it needs an answer: its signs can mean several things."),
    "follow_up_picture": translatable("In doubt it needs an answer: a picture may show what is wrong."),
    "follow_up_thanks_and_more": translatable("In doubt it needs an answer: it thanks and says more."),
    "follow_up_to_a_friend": translatable("In doubt it needs an answer: it tags a friend and says more."),
    "page_never_doubt": translatable("Nobody is woken: it is in doubt whether the customer wants an answer."),
    "follow_up_says_little": translatable("In doubt it needs an answer: it says too little to tell."),
}

HAPPENED: Mapping[str, str] = {
    "customer_wrote": translatable("The customer wrote again: “{said}”."),
    "customer_wrote_private": translatable("The customer wrote again, in private."),
    "urgency_raised": translatable("A rule holds for it: the urgency is {to_urgency}, no longer {from_urgency}."),
    "kind_raised": translatable("It is {to_kind} now, no longer {from_kind}."),
    "opened_again": translatable("It is open again; the clock of the next answer runs."),
    "stays_with": translatable("{person} had it, and has it again."),
    "woken_by_reply": translatable("It is no longer paused: the customer has written."),
    "reopened": translatable("{by} opened it again: {why}."),
    "said_to_need_answer": translatable("{by} said that this needs an answer."),
    "written_below": translatable("Somebody else wrote it below item {number}."),
}

TOLD: Mapping[str, str] = {
    "asked_again": translatable("the customer has written again after your answer."),
    "asked_again_named": translatable("the customer has written again, and you are named for it now."),
    "asked_again_paused": translatable("the customer has written: it is no longer paused."),
    "reopened_yours": translatable("{by} opened it again, and you have it."),
    "reopened_named": translatable("{by} opened it again, and you are named for it now."),
    "nothing_to_reopen": translatable("Item {number} cannot be opened again: {state}."),
    "no_thanks_to_answer": translatable("There is nothing there that is only thanks."),
}

FOLLOW_UPS: Mapping[str, str] = {**VERDICTS, **HAPPENED, **TOLD}
