"""Everything that the bot can do at a desk: each ability named once, in words, with the facts that prove it.

`tests/stories/watch.py` says when something is a fact. docs/parity.md is made of this list (`make parity`), of the
stories' own marks, and of what `handlers/abilities.py` says that a platform does not let us do.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from handlers import clicks, drawing
from handlers.commands import COMMANDS

DESKS = ("slack", "teams")


@dataclass(frozen=True)
class Ability:
    """`words` is what the table calls it; `proof` are facts, all of which must have happened in a story that shows it.

    An ability that is a button, a form or a command of the program has the program's own name.
    """

    name: str
    words: str
    proof: tuple[str, ...]


def _able(name: str, words: str, *proof: str) -> Ability:
    return Ability(name, words, proof)


GROUPS: Mapping[str, tuple[Ability, ...]] = {
    "How posts come in": (
        _able("intake", "A colleague's post with a link, a quotation or a file becomes an item",
              "item of a colleague's post", "card posted"),
        _able("ask_back", "Other words are asked about, privately: is this a customer's post?", "colleague asked back"),
        _able("make_item", "“Make this an item”: the button below that question", "item after asking"),
        _able("leave_it", "“No, just talk”: the other button", "click leave_it"),
        _able("make_item_menu", "“Make this an item” in a message's own menu", "item from a message's menu"),
        _able("new_item", "“New item” in the platform's own menu: a form for what no channel brought",
              "click new_item", "form new_item"),
        _able("new_command", "`new`: the same form in words", "command new", "form new_item"),
        _able("see_card", "“Show the card” below what became of it", "click see_card"),
        _able("integration", "What another app posts in an intake channel becomes an item",
              "item of an integration's post"),
        _able("handed_in", "What another program hands in at `/intake/<name>` becomes an item",
              "item of another program's post"),
        _able("follow_up", "What the customer writes after it is shown on the card, and opens an answered item again",
              "card of a follow-up", "notice of a follow-up"),
        _able("integration_reply", "What another app puts below a post continues its item", "follow-up below a post"),
        _able("catch_up", "What was written while the bot was away becomes an item", "item of a post caught up with"),
    ),
    "What everybody sees of an item": (
        _able("card", "The card: the customer's words, for whom and why, answer by when", "card posted"),
        _able("mention", "The named expert is mentioned, so that it rings", "somebody mentioned"),
        _able("card_follows", "The card is brought up to date in its place", "card posted", "card edited"),
        _able("history", "The history below the card, brought up to date in its place",
              "thread posted", "thread edited"),
        _able("sign", "A sign on the customer's post that follows the state", "mark set"),
        _able("own_channel", "A field's cards stand in a channel of its own", "card in a field's own channel"),
        _able("moves_channel", "A card whose item goes to another field moves to that field's channel, and says so",
              "card in a field's own channel", "gone edited"),
        _able("both_desks", "One item has a card on each desk, and both follow what happens on either",
              "card on both desks", "card edited"),
        _able("posted_anew", "A card that somebody deleted is posted anew, its history below it",
              "card posted anew", "thread posted again"),
    ),
    "What people do with an item": (
        _able("claim", "Claim", "click claim"),
        _able("release", "Release", "click release"),
        _able("answer", "Answer: the form, and what it stores", "click answer", "form answer"),
        _able("follow_up_privately", "Follow up privately: the message to the customer, and the public note of it",
              "click follow_up_privately", "form follow_up_privately"),
        _able("add_leg", "“Add the public note”, or whatever else is missing of an answer", "click add_leg",
              "form add_leg"),
        _able("thank", "Thank: praise is answered with one click, with words to copy", "click thank", "told alone"),
        _able("liked", "“I liked it”: praise is answered with a like", "click liked", "told alone"),
        _able("undo_thanks", "“Undo” of either", "click undo_thanks"),
        _able("share_praise", "“Share with the team”: praise in a channel for everybody", "click share_praise",
              "praise posted"),
        _able("answer_with", "Prepared answers, earlier ones and links of the field are each put in by one choice",
              "click answer_with", "form answer"),
        _able("answer_draft", "What is typed in an answer and not sent is there again the next time",
              "form answer_draft", "click answer"),
        _able("two_writers", "Who writes an answer hears who else does", "click answer", "news posted"),
        _able("advertising", "An answer that reads like advertising is sent only by who means it", "form sent back",
              "form answer"),
        _able("publish", "Publish: after a preview that names the account, the answer goes out at its source",
              "click answer", "form answer", "form publish", "publish posted"),
        _able("publish_failed", "What a source does not publish is told to whoever wrote it, and kept for them",
              "form publish", "publish refused", "notice posted", "fault posted"),
        _able("publish_looked_up", "An answer of unknown outcome is looked for at its source before it is sent again",
              "form publish", "publish found by looking"),
        _able("stop_publishing", "“Stop the answer”, as long as it has not left", "click stop_publishing"),
        _able("hold", "Holding answer: the playbook's words, and the new deadline", "click hold", "form hold"),
        _able("send_for_approval", "“Send for approval”: the lead is asked, where the level or the playbook wants it",
              "click answer", "form answer", "approval posted"),
        _able("see_approval", "See the answer that waits for approval, for those who may", "click see_approval",
              "told alone"),
        _able("approve", "Approve: the question says what became of it, and the writer is told to post it",
              "click approve", "approval edited", "verdict posted"),
        _able("approval_edit", "Edit, and approve it so", "click approval_edit", "form approval_edit",
              "verdict posted"),
        _able("approval_back", "Send back, with a line", "click approval_back", "form approval_back",
              "verdict posted"),
        _able("approval_withdraw", "Withdraw what waits for approval", "click approval_withdraw", "approval edited"),
        _able("approval_goes_on", "After half an hour the next is asked, after hours the person on call",
              "approval posted", "approval edited"),
        _able("decline", "Decline, with a reason", "click decline", "form decline"),
        _able("own_reasons", "Decline, with a reason of the handbook's own", "click decline", "form decline"),
        _able("not_an_item", "Not an item, with a reason", "click not_an_item", "form not_an_item"),
        _able("report_conflict", "Report conflict: it is locked, and the lead is told privately, with the evidence",
              "click report_conflict", "form report_conflict", "conflict posted"),
        _able("settle_conflict", "Unlock, with a reason: whoever had it hears of it, and the lead's message says so",
              "click settle_conflict", "form settle_conflict", "conflict edited"),
        _able("hold_locked", "Whoever is on call sends a holding answer while a conflict locks the item",
              "conflict posted", "form hold", "conflict edited"),
        _able("pause", "Pause, with a reason and an end: the clock stands still", "click pause", "form pause"),
        _able("merge", "“Merge with…”: two items that are one question are answered together; likely ones are offered",
              "click merge", "form merge"),
        _able("unmerge", "“Take out again”: a merged item is open by itself, with its own deadline", "click unmerge"),
        _able("not_same", "“Not the same”, below what is suggested", "click not_same"),
        _able("react_claim", "👀 on the card claims, where the handbook switches it on: told alone, with “Undo”",
              "click react", "click undo_claim", "told alone"),
        _able("react_answer", "✅ on the card sends whoever reacted a private Answer button", "click react",
              "click answer", "form answer"),
        _able("react_post", "The same on the customer's post", "reaction on a post"),
        _able("resume", "Resume: the clock runs on, as much later as the pause was long", "click resume"),
        _able("reopen", "Re-open what is closed, with a reason", "click reopen", "form reopen"),
        _able("overrule", "A lead opens again what somebody else has declined, who hears why",
              "click reopen", "form reopen", "notice posted"),
        _able("needs_answer", "“Needs an answer”, where the customer's last words were taken for mere thanks",
              "click needs_answer", "card of a follow-up"),
        _able("why", "Why?", "click why", "told alone"),
        _able("correct", "“Wrong?”: another field, kind or language, with one choice", "click correct", "card edited"),
        _able("form_sent_back", "A form that cannot be taken comes back, with what is wrong at each field",
              "form sent back"),
        _able("hand_over", "Hand over: somebody who is there and may answer is asked, with a line",
              "click hand_over", "form hand_over", "handover_asked posted"),
        _able("accept_handover", "“I take it”: it is theirs, and the giver hears of it",
              "click accept_handover", "handover_asked edited", "news posted"),
        _able("refuse_handover", "“Not me”: it stays where it is, and the giver is told at once",
              "click refuse_handover", "handover_asked edited", "notice posted"),
        _able("handover_asked", "After fifteen minutes without a word it comes back with a note",
              "handover_asked edited", "notice posted"),
        _able("keep_item", "“Keep it”, by the giver, until it is answered", "click keep_item", "handover_asked edited"),
        _able("ask", "Ask an expert: a question to any colleague, who gets the post with it",
              "click ask", "form ask", "question posted"),
        _able("reply_note", "Reply: it stands below the card, marked internal", "click reply_note", "form reply_note",
              "question edited"),
        _able("internal_reply", "Whoever asked is sent the reply", "internal_reply posted"),
        _able("question", "Who is off work gets a question when they start", "question posted"),
        _able("tip", "Tip the owner: any member writes to whoever has it", "click tip", "form tip", "tip posted"),
        _able("who_can", "“Who can?” below a refusal: whoever may answer, and when each is there",
              "click who_can", "colleague refused"),
        _able("show", "Whoever pressed sees the card as it is now before the others do", "click show"),
    ),
    "Home": (
        _able("home", "One's home: what is one's own, what waits for one's word, the queue, who is on call",
              "home opened"),
        _able("home_command", "`home`: the same in words", "command home"),
        _able("home_filter", "Its queue narrowed by field, source and how it stands, with one choice each",
              "click home"),
        _able("away_form", "“I am away…”: a form asks until when, and who stands in", "click away", "form away"),
    ),
    "What one person alone is told": (
        _able("told_alone", "Who may not, or comes too late, is told so, and what happened", "colleague refused"),
        _able("unknown_colleague", "Whom the handbook does not know is told who can add them",
              "unknown colleague refused"),
        _able("guests", "Guests and people of other organisations are refused", "guest refused"),
        _able("try_again", "When nothing can be stored, whoever pressed is told to try again", "asked to try again"),
    ),
    "Reminders and pages": (
        _able("reminder", "A reminder in a direct message", "notice posted"),
        _able("call", "A line in the card's thread mentions those whom a rung calls there", "call posted"),
        _able("together", "Many reminders at once for one person are one message, a list", "reminders together"),
        _able("managers", "A line in the managers' channel, brought up to date in its place",
              "managers posted", "managers edited"),
        _able("managers_together", "Many items at once in the managers' channel are one message, kept up to date",
              "lines together", "managers edited"),
        _able("page", "A page: a direct message that wakes the person on call, brought up to date in its place",
              "page posted", "page edited"),
        _able("page_take", "I take it", "click page_take"),
        _able("page_wait", "Can wait until 08:00, with a reason", "click page_wait"),
        _able("page_pass", "Pass on", "click page_pass"),
        _able("page_acknowledge", "Acknowledge", "click page_acknowledge"),
        _able("page_moves_on", "A page that nobody answers goes to the next person, the lead, the managers",
              "page moved on", "managers posted"),
        _able("page_again", "It sounds again, and the older message says that it has moved",
              "page posted again", "page edited"),
        _able("second_leg", "A page without an answer goes out by a telephone service or e-mail as well",
              "page posted", "second_leg posted"),
        _able("quiet_times", "Who is on call, and the lead, hear beforehand of quiet times that cover a shift",
              "quiet time seen"),
        _able("page_passed_over", "Who cannot be written to is passed over, and the administrators are told",
              "page past somebody unreached", "fault posted"),
    ),
    "The health of the delegation": (
        _able("digest", "One scheduled message a day at most, as the shift begins, when there is something to say",
              "digest posted"),
        _able("less_digest", "“Less of this”: a section comes once a week, a month, never", "click less_digest",
              "digest_choice posted"),
        _able("undo_less", "“Undo”: as often as before", "click undo_less"),
        _able("more_digest", "“Tell me again”: as often as usual", "click more_digest"),
        _able("health", "What is wrong with the delegation", "command health"),
        _able("rules", "How often each rule decided and was corrected", "command rules"),
    ),
    "What can be said to the bot": (
        _able("status", "How do we stand? Private to whoever asks", "command status"),
        _able("mine", "“mine”: what somebody has to answer, and what waits for them, by deadline", "command mine"),
        _able("queue", "“queue delivery late”: what is open, by deadline, narrowed by words", "command queue"),
        _able("find", "“find parcel”: items by words, name, link or number, also closed ones", "command find"),
        _able("show_command", "“show 12”: one item with its whole history", "command show"),
        _able("show_item", "“Show”: the same by a choice below a list", "click show_item"),
        _able("share_status", "“Share in the channel”", "click share_status", "status posted"),
        _able("away", "“away until friday deputy @bo”: somebody is away, and who stands in", "command away"),
        _able("undo_away", "“Undo”: it was a misunderstanding, and what was handed over is given back",
              "click undo_away"),
        _able("back", "“back”, or “I am back”: the absence is over", "command back", "click back"),
        _able("handover", "What somebody absent had goes to others, with one note to each", "handover posted"),
        _able("route", "“Where would this go?” The whole decision about a customer's words, before it is live",
              "command route"),
        _able("calendar", "`calendar`: secret addresses of one's own shifts and the team's, for one's own calendar",
              "command calendar"),
        _able("calendar_new", "“New address”: the one before no longer works", "click calendar_new"),
        _able("calendar_revoke", "“Revoke address”: nothing stands there any more", "click calendar_revoke"),
        _able("help", "What can I say?", "command help"),
        _able("nearest", "A wrong word is answered with the nearest right one", "unknown words answered"),
        _able("say", "A button runs what was meant, where that only reads", "click say"),
        _able("plain_words", "Commands in plain words of four languages: “hvem har vakt?”, “I am away until friday”",
              "plain words answered"),
        _able("slash_command", "As a slash command", "words after a slash command"),
        _able("mention_command", "After a mention in a channel", "words after a mention"),
        _able("direct_command", "In the direct messages", "words in a direct message"),
    ),
    "Who is on call": (
        _able("oncall", "Who is on call, until when and why; the week; one's own shifts", "command oncall"),
        _able("swap", "“swap @bo friday for tuesday”: Bo is asked to take a shift, and hears the exact times",
              "command swap", "swap posted"),
        _able("swap_accept", "Accept: the question is brought up to date, and the asker hears of it",
              "click swap_accept", "swap edited", "news posted"),
        _able("swap_decline", "Decline", "click swap_decline", "swap edited", "news posted"),
        _able("swap_withdraw", "“Undo”, by whoever asked, until it is answered", "click swap_withdraw", "swap edited"),
        _able("take", "“take 2 hours”: on call at once, instead of whoever it is, who hears of it",
              "command take", "news posted"),
        _able("cover", "“cover @bo friday”: those who lead put somebody on call", "command cover", "news posted"),
        _able("undo_cover", "“Undo” of either", "click undo_cover"),
        _able("cover_line", "A line in the managers' channel when somebody else is on call", "cover posted"),
        _able("shift_note", "A note to those whose shift begins, is over, or comes outside their hours",
              "shift_note posted"),
    ),
    "Changing the handbook": (
        _able("handbook", "`handbook`: the handbook in force as a file", "command handbook"),
        _able("file", "It is asked for once more: after “Allow”, or as text", "click file"),
        _able("handbook_file", "“The file in force”, where nothing came of another one", "click handbook_file"),
        _able("handbook_sent", "Sent back, as a file or pasted, it is checked, and answered with what it would change",
              "handbook handed over"),
        _able("handbook_apply", "“Put it in force”, and the other owners hear of it",
              "click handbook_apply", "news posted"),
        _able("handbook_compare", "“Compare anew”, when another one has come into force meanwhile",
              "click handbook_compare"),
        _able("handbook_undo", "“Undo”: the one from before is in force again", "click handbook_undo"),
        _able("undo_command", "The same in words", "command handbook undo"),
        _able("handbook_history", "Which were in force, since when and by whom", "command handbook history"),
        _able("reload", "`reload`: the process reads its file now", "command reload"),
        _able("news", "A saved file is put in force, or refused with its problems: its owners hear of it",
              "news posted"),
    ),
    "When something goes wrong": (
        _able("was_late", "What came later than it should have is told in the managers' channel, once an outage",
              "was_late posted"),
        _able("fault", "Faults are told to the administrators", "fault posted"),
        _able("unreadable", "An event that cannot be read is kept, and told to the administrators",
              "unreadable event kept", "fault posted"),
        _able("arrives_later", "What the platform refuses for the moment arrives later, once",
              "arrived after a refusal"),
        _able("look_up", "A message whose sending timed out is looked for before it is sent again", "found by looking"),
        _able("restart", "What falls due while the bot is down is sent when it is back", "sent after a restart"),
    ),
    "How the platform reaches the bot": (
        _able("https", "Signed requests over HTTPS", "heard over HTTPS"),
        _able("socket", "A socket that the bot opens: no public address", "heard at a socket"),
    ),
}  # fmt: skip

ABILITIES: tuple[Ability, ...] = tuple(ability for group in GROUPS.values() for ability in group)


def program() -> dict[str, tuple[str, ...]]:
    """What the program itself names, and the facts any one of which some ability must have among its proof."""
    pressed = {f"click {name}": (f"click {name}",) for name in (*clicks.QUESTIONS, *clicks.COMMANDS)}
    forms = {f"form {name}": (f"form {name}",) for name in clicks.FORMS}
    commands = {f"command {name}": (f"command {name}",) for name in COMMANDS}
    facts = ("posted", "set", "edited")
    messages = {f"message {kind}": tuple(f"{kind} {fact}" for fact in facts) for kind in drawing.KINDS}
    return pressed | forms | commands | messages


def shown_by(facts: Set[str]) -> frozenset[str]:
    """The names of the abilities that these facts prove."""
    return frozenset(ability.name for ability in ABILITIES if facts >= set(ability.proof))
