"""Buttons and forms, each with its use case. A new button is a row here."""

from collections.abc import Callable, Mapping

from handlers import (
    absences,
    answers,
    away_form,
    calendars,
    claims,
    closings,
    commands,
    corrections,
    covers,
    digest,
    handbook_drafts,
    handbook_show,
    handbook_undo,
    holding,
    home,
    new_item,
    noticed,
    oncall,
    pausing,
    reactions,
    reopen,
    show,
    show_item,
    status,
    swaps,
    why,
)
from handlers.handbook_check import ReadFile
from handlers.intents import Click, Filled
from handlers.prospect import Prospect
from handlers.replies import Reply
from handlers.scene import Scene

QUESTIONS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "answer": answers.open_answer,
    "hold": holding.open_hold,
    "decline": closings.open_decline,
    "not_an_item": closings.open_not_an_item,
    "reopen": reopen.open_reopen,
    "why": why.why,
    "pause": pausing.open_pause,
    "leave_it": noticed.leave_it,
    "show": show.show,
    "see_card": show.see_card,
    "new_item": new_item.open_form,
    "show_item": show_item.chosen,
    "home": home.chosen,
    "say": commands.say,
    "away": away_form.open_form,
    "file": handbook_show.file,
    "handbook_file": handbook_show.file,
}
"""Clicks that only read: they run beside the writer."""

COMMANDS: Mapping[str, Callable[[Scene, Click], Reply]] = {
    "claim": claims.claim,
    "release": claims.release,
    "needs_answer": reopen.needs_answer,
    "correct": corrections.correct,
    "resume": pausing.resume,
    "react": reactions.react,
    "undo_claim": reactions.undo,
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
}

LOOKS: Mapping[str, Callable[[Scene, Click, ReadFile], Prospect | None]] = {
    "handbook_apply": handbook_drafts.look_at_draft,
    "handbook_compare": handbook_drafts.look_anew,
    "handbook_undo": handbook_undo.look,
}
"""What is looked at before the transaction, by click: see `handlers.prospect`."""

FORMS: Mapping[str, Callable[[Scene, Filled], Reply]] = {
    "answer": answers.answer,
    "hold": holding.hold,
    "decline": closings.decline,
    "not_an_item": closings.not_an_item,
    "reopen": reopen.reopen,
    "pause": pausing.pause,
    "new_item": new_item.submit,
    "away": away_form.submit,
}
