"""What is said about answers that somebody else sees first, and about who is asked next for a word."""

from collections.abc import Mapping

from handlers.words.marking import translatable

APPROVALS: Mapping[str, str] = {
    "approval_level": translatable("{person} answers for {domain} with approval."),
    "approval_situation": translatable("The handbook wants a second pair of eyes here: {situation}."),
    "asked_lead": translatable("{person}, the lead of {domain}, was asked."),
    "asked_other": translatable("{person}, who may decide for {domain} as well, was asked."),
    "asked_on_call": translatable("{person}, who is on call, was told: nobody who may decide for {domain} is at work."),
    "asked_nobody": translatable("Nobody else can be asked for {domain}: it waits for whoever was."),
    "asked_nobody_until": translatable(
        "Nobody else who may decide for {domain} is at work; the next is asked {until_at}."
    ),
    "sent_by_level": translatable("{by}, who answers for {domain} with approval, sent an answer to be approved."),
    "sent_by_situation": translatable("{by} sent an answer to be approved, as the handbook wants it: {situation}."),
    "answer_approved": translatable("{by} approved {person}'s answer."),
    "answer_edited": translatable("{by} changed {person}'s answer and approved it."),
    "answer_sent_back": translatable("{by} sent {person}'s answer back."),
    "answer_withdrawn": translatable("{by} withdrew their answer before it was approved."),
    "was_approved": translatable("{by} approved this answer {settled_at}."),
    "was_sent_back": translatable("{by} sent this answer back {settled_at}."),
    "was_withdrawn": translatable("{by} withdrew this answer {settled_at}."),
    "already_waits_for_approval": translatable("{owner}'s answer to item {number} waits for approval."),
    "approval_of_own": translatable("Nobody approves their own answer. These can: {people}."),
    "approval_of_another": translatable("{person} wrote this answer, and only {person} can withdraw it."),
    "approval_first": translatable("An answer to item {number} has to be approved first: press Answer and write it."),
    "nobody_approves": translatable(
        "This answer needs approval, and nobody but you could approve it in {domain}. {people} can name a deputy or "
        "approvers for it in the handbook."
    ),
    "approved_by_nobody": translatable(
        "{domain}: nobody could approve an answer that needs it. Name approvers or a deputy for it."
    ),
    "approved_by_one": translatable(
        "{domain}: only {person} could approve answers ({situation}), and nobody those of {person}. Name approvers or "
        "a deputy for it."
    ),
    "approved_goes_out": translatable("{person} has approved your answer to item {number}: it goes out as {account}."),
    "edited_goes_out": translatable(
        "{person} has changed your answer to item {number} and approved it: it goes out as {account}, as it is now."
    ),
    "writer_hears_later_post": translatable(
        "{person} is off work and hears of it {starts_at}. If it should not wait, press “Answer” on the card and post "
        "it yourself."
    ),
    "writer_hears_later": translatable("{person} is off work and hears of it {starts_at}."),
}
