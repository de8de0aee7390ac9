"""Buttons and forms, each with its use case. A new button is a row here."""

from collections.abc import Callable, Mapping

from handlers import (
    absences,
    answers,
    ask_expert,
    calendars,
    claims,
    closings,
    conflicts,
    corrections,
    covers,
    digest,
    drafting,
    hand_over,
    handbook_drafts,
    handbook_show,
    handbook_undo,
    holding,
    merging,
    new_item,
    noticed,
    oncall,
    pausing,
    praise,
    praise_sharing,
    previews,
    reactions,
    reopen,
    show,
    show_item,
    status,
    swaps,
    tips,
    two_legged,
    unlocking,
    why,
)
from handlers.handbook_check import ReadFile
from handlers.intents import Click, Filled
from handlers.prospect import Prospect
from handlers.replies import Reply
from handlers.scene import Scene

QUESTIONS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "hold": holding.open_hold,
    "decline": closings.open_decline,
    "not_an_item": closings.open_not_an_item,
    "reopen": reopen.open_reopen,
    "merge": merging.open_merge,
    "report_conflict": conflicts.open_report,
    "settle_conflict": unlocking.open_settle,
    "why": why.why,
    "pause": pausing.open_pause,
    "follow_up_privately": two_legged.open_follow_up,
    "add_leg": two_legged.open_missing,
    "leave_it": noticed.leave_it,
    "show": show.show,
    "see_card": show.see_card,
    "new_item": new_item.open_form,
    "show_item": show_item.chosen,
    "file": handbook_show.file,
    "handbook_file": handbook_show.file,
    "hand_over": hand_over.open_hand_over,
    "ask": ask_expert.open_ask,
    "reply_note": ask_expert.open_reply,
    "tip": tips.open_tip,
    "who_can": tips.who_can,
}
"""Clicks that only read: they run beside the writer."""

COMMANDS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "answer": answers.open_answer,
    "answer_with": answers.put_in,
    "claim": claims.claim,
    "release": claims.release,
    "needs_answer": reopen.needs_answer,
    "correct": corrections.correct,
    "resume": pausing.resume,
    "unmerge": merging.unmerge,
    "not_same": merging.not_same,
    "react": reactions.react,
    "undo_claim": reactions.undo,
    "thank": praise.thank,
    "liked": praise.liked,
    "undo_thanks": praise.undo,
    "share_praise": praise_sharing.share,
    "page_take": oncall.take_page,
    "page_wait": oncall.let_page_wait,
    "page_pass": oncall.pass_page_on,
    "page_acknowledge": oncall.acknowledge_page,
    "share_status": status.share,
    "back": absences.back_clicked,
    "undo_away": absences.undo,
    "undo_cover": covers.undo,
    "swap_accept": swaps.accept,
    "swap_decline": swaps.decline,
    "swap_withdraw": swaps.withdraw,
    "handbook_apply": handbook_drafts.apply,
    "handbook_compare": handbook_drafts.compare_anew,
    "handbook_undo": handbook_undo.undo_clicked,
    "less_digest": digest.less,
    "undo_less": digest.undo_less,
    "more_digest": digest.more,
    "calendar_new": calendars.new,
    "calendar_revoke": calendars.revoke,
    "keep_item": hand_over.keep,
    "accept_handover": hand_over.accept,
    "refuse_handover": hand_over.refuse,
    "stop_publishing": previews.stop,
}

UNREMEMBERED_CLICKS = frozenset({"answer", "answer_with"})
UNREMEMBERED_FORMS = frozenset({"answer_draft"})
"""What may come twice without harm, and whose replies hold what somebody is writing: the inbox keeps none of it."""

LOOKS: Mapping[str, Callable[[Scene, Click, ReadFile], Prospect | None]] = {
    "handbook_apply": handbook_drafts.look_at_draft,
    "handbook_compare": handbook_drafts.look_anew,
    "handbook_undo": handbook_undo.look,
}
"""What is looked at before the transaction, by click: see `handlers.prospect`."""

FORMS: Mapping[str, Callable[[Scene, Filled], Reply]] = {
    "answer": answers.answer,
    "answer_draft": drafting.keep,
    "publish": previews.publish,
    "hold": holding.hold,
    "decline": closings.decline,
    "not_an_item": closings.not_an_item,
    "reopen": reopen.reopen,
    "pause": pausing.pause,
    "merge": merging.merge,
    "report_conflict": conflicts.report,
    "settle_conflict": unlocking.settle,
    "follow_up_privately": two_legged.follow_up,
    "add_leg": two_legged.add_leg,
    "new_item": new_item.submit,
    "hand_over": hand_over.hand_over,
    "ask": ask_expert.ask,
    "reply_note": ask_expert.reply,
    "tip": tips.tip,
}
