"""Mistakes about rules, ladders and the text as a whole; `tests.routing.bad_handbooks` has those about people,
`bad_rotas` those about who is on call."""

from tests.routing.bad_handbooks import END, GOOD, PEOPLE, Mistake
from tests.routing.bad_rotas import ROTAS

_RUNG = '[[ladder.rung]]\nid = "end"\nat = "-10m"\nwhen = "open"\nwhom = ["lead"]\n'
_RULE = 'any = ["pakke", "=sen"]\ndomain = "delivery"\n'

POSTS = {
    # Rules and targets.
    "rule without a condition": Mistake(
        'any = ["pakke", "=sen"]\n', "",
        '[[rule]] "parcels": has no condition; '
        "give it any, all, not, regex, source, language, kind, author, links, reach_at_least or private",
    ),
    "rule that decides nothing": Mistake(
        _RULE, 'any = ["pakke"]\n',
        '[[rule]] "parcels": decides nothing; give it a domain, or an urgency, situation or tags to add',
    ),
    "rule for no domain": Mistake(
        'domain = "delivery"', 'domain = "post"',
        '[[rule]] "parcels": domain "post" is no [[domain]]; '
        'add a [[domain]] with id = "post" or name another one',
    ),
    "empty word": Mistake('"=sen"', '"="', '[[rule]] "parcels": any holds an empty word; take it out'),
    "hyphens at both ends": Mistake(
        '"=sen"', '"-hest-"',
        '[[rule]] "parcels": any: "-hest-" has too many signs; a '
        "hyphen stands at one end only, and = or ~ alone at the beginning",
    ),
    "a tilde and hyphens": Mistake(
        '"=sen"', '"~-bill-"',
        '[[rule]] "parcels": any: "~-bill-" has too many signs; a '
        "hyphen stands at one end only, and = or ~ alone at the beginning",
    ),
    "two signs": Mistake(
        '"=sen"', '"=~x"',
        '[[rule]] "parcels": any: "=~x" has too many signs; a '
        "hyphen stands at one end only, and = or ~ alone at the beginning",
    ),
    "a star for every word": Mistake(
        '"=sen"', '"*"',
        '[[rule]] "parcels": any: "*" finds no word; a rule without any takes every post that fits the rest',
    ),
    "expression that is none": Mistake(
        'any = ["pakke", "=sen"]', "regex = ['(']",
        '[[rule]] "parcels": regex "(" has a ( that is not closed; close it, or write \\( for the sign itself',
    ),
    "expression that looks ahead": Mistake(
        'any = ["pakke", "=sen"]', "regex = ['(?=a)']",
        '[[rule]] "parcels": regex "(?=a)" looks ahead or behind, which cannot be done in linear time; '
        "say it with any, all or not",
    ),
    "expression for every text": Mistake(
        'any = ["pakke", "=sen"]', "regex = ['\\d*']",
        '[[rule]] "parcels": regex "\\d*" fits every text, since nothing at all is enough for it; '
        "write + instead of *, such as \\d+ for \\d*, or take it out",
    ),
    "link that is no site": Mistake(
        'any = ["pakke", "=sen"]', 'links = ["//"]',
        '[[rule]] "parcels": links: "//" is no host; write for example "example.com"',
    ),
    "kind unknown": Mistake(
        '"critique"', '"rant"',
        "[[rule]] \"angry\": kind = 'rant' is unknown; it is one of 'question', 'critique', 'praise' or 'other'",
        shape=True,
    ),
    "negative reach": Mistake(
        "= 500", "= -5", '[[rule]] "angry": reach_at_least: must be 0 or more (found -5)', shape=True
    ),
    "reach in quotes": Mistake(
        "= 500", '= "20.000"',
        "[[rule]] \"angry\": reach_at_least: must be a whole number without quotes or dots, such as 20000 "
        "(found '20.000')", shape=True,
    ),
    "reach with a dot": Mistake(
        "= 500", "= 20.000",
        '[[rule]] "angry": reach_at_least: must be a whole number without quotes or dots, such as 20000 '
        "(found 20.0)",
    ),
    "priority in quotes": Mistake(
        "reach_at_least = 500", 'reach_at_least = 500\npriority = "1"',
        "[[rule]] \"angry\": priority: must be a whole number without quotes or dots, such as 20000 (found '1')",
        shape=True,
    ),
    "situation of a rule unknown": Mistake(
        'situation = "late"', 'situation = "lost"',
        '[[rule]] "angry": situation "lost" is no [[situation]]; '
        'add a [[situation]] with id = "lost" or name another one',
    ),
    "words of schema 1": Mistake(
        "any = [", "words = [",
        '[[rule]] "parcels": words is called any since schema 2; '
        "write any, or keep schema = 1 and run `svarvakt handbook upgrade`", shape=True,
    ),
    # Playbook.
    "situation of an answer unknown": Mistake(
        'situation = "late"\ndomains', 'situation = "lost"\ndomains',
        '[[answer]] "late-nb": situation "lost" is no [[situation]]; '
        'add a [[situation]] with id = "lost" or name another one',
    ),
    "answer in an unknown language": Mistake(
        'id = "late-nb"', 'id = "late-nb"\nlanguage = "fi"',
        "[[answer]] \"late-nb\": language = 'fi' is unknown; it is one of 'nb', 'nn', 'sv', 'da' or 'en'", shape=True,
    ),
    "answer for no domain": Mistake(
        'domains = ["delivery"]\ntext', 'domains = ["post"]\ntext',
        '[[answer]] "late-nb": domain "post" is no [[domain]]; add a [[domain]] with id = "post" or name another one',
    ),
    "place of a holding answer unknown": Mistake(
        'id = "late-nb"', 'id = "holding"\nholding = true\ntext = "Svar kl. {tid}"\n\n[[answer]]\nid = "late-nb"',
        '[[answer]] "holding": text: "{tid}" is no place of a holding answer; they are {time}, {customer}, {company}',
    ),
    "answer that holds and notes": Mistake(
        'id = "late-nb"', 'id = "both"\nholding = true\ninbox = true\ntext = "Se"\n\n[[answer]]\nid = "late-nb"',
        '[[answer]] "both": holding and inbox are two different things; write only one of them',
    ),
    "place of a prepared answer unknown": Mistake(
        'text = "Vi finner ut av det."', 'text = "Hei {customer}! Svar kl. {time}."',
        '[[answer]] "late-nb": text: "{time}" is no place of a prepared answer; they are {customer}, {company}, {name}',
    ),
    "answer that holds and thanks": Mistake(
        'id = "late-nb"', 'id = "late-nb"\nholding = true\nthanks = true',
        '[[answer]] "late-nb": holding and thanks are two different things; write only one of them',
    ),
    "advice for no domain": Mistake(
        END, '[[advice]]\ndomains = ["post"]\ndo = ["Be short."]\n',
        '[[advice]] number 1: domain "post" is no [[domain]]; add a [[domain]] with id = "post" or name another one',
    ),
    "advice that says nothing": Mistake(
        END, '[[advice]]\nsources = ["x"]\n',
        '[[advice]] number 1: advises nothing; give it do or dont, for example do = ["Write short."]',
    ),
    # Ladders.
    "ladder that no item reaches": Mistake(
        'domains = ["delivery"]\n\n[[ladder.rung]]', "\n[[ladder.rung]]",
        '[[ladder]] "usual": is never reached: "quick" stands before it and fits all the same items; '
        "put this one before that one, or give that one domains, sources, urgency or kind",
    ),
    "ladder without rungs": Mistake(
        END, '[[ladder]]\nid = "empty"\nrung = []\n', '[[ladder]] "empty": rung: must not be an empty list (found [])',
        shape=True,
    ),
    "rung twice": Mistake(
        'id = "end"', 'id = "half"',
        '[[ladder.rung]] "half": id "half" stands twice in this ladder; give one another id',
    ),
    "rung at no moment": Mistake(
        '"-10m"', '"early"',
        '[[ladder.rung]] "end": at = "early" is no moment; '
        'write "75%" of the target, or "-30m", "+1h" from the deadline',
        shape=True,
    ),
    "rung after years": Mistake(
        '"-10m"', '"-1000d"', '[[ladder.rung]] "end": at: "1000d" is longer than a year; write "366d" or less'
    ),
    "rung far beyond": Mistake(
        '"-10m"', '"2000%"',
        '[[ladder.rung]] "end": at = "2000%" is more than ten times the target; write "+1h" from the deadline',
    ),
    "rung at a sum": Mistake(
        '"-10m"', '"+1h-2m"',
        '[[ladder.rung]] "end": at = "+1h-2m" is no moment; '
        'write "75%" of the target, or "-30m", "+1h" from the deadline',
        shape=True,
    ),
    "rung for nobody": Mistake(
        _RUNG, _RUNG.replace('["lead"]', '["boss"]'),
        "[[ladder.rung]] \"end\": whom = 'boss' is unknown; "
        "it is one of 'expert', 'experts', 'owner', 'lead', 'on_call', 'managers' or 'channel'", shape=True,
    ),
    "rung spoken in no way": Mistake(
        _RUNG, _RUNG + 'how = "ping"\n',
        "[[ladder.rung]] \"end\": how = 'ping' is unknown; it is one of 'card', 'thread' or 'message'", shape=True,
    ),
    "managers on the card": Mistake(
        _RUNG, _RUNG.replace('["lead"]', '["lead", "managers"]') + 'how = "card"\n',
        '[[ladder.rung]] "end": how = "card" is not for managers, who have a line in a channel of their own; leave how '
        "out, or give the others a rung of their own",
    ),
    "channel by a direct message": Mistake(
        _RUNG, _RUNG.replace('["lead"]', '["channel"]'),
        '[[ladder.rung]] "end": a channel is told in the card\'s thread; write how = "thread", or take channel out',
    ),
    "repeat without a sound": Mistake(
        _RUNG, _RUNG + 'how = "card"\nrepeat = { every = "1h", times = 1 }\n',
        '[[ladder.rung]] "end": a card makes no sound, so that nobody would hear the repeats; write how = "thread"',
    ),
    "repeat for managers alone": Mistake(
        _RUNG, _RUNG.replace('["lead"]', '["managers"]') + 'repeat = { every = "1h", times = 1 }\n',
        '[[ladder.rung]] "end": the managers\' line stays until somebody has taken the item; take repeat out',
    ),
    "repeat in a word": Mistake(
        _RUNG, _RUNG + 'repeat = "30m"\n',
        '[[ladder.rung]] "end": repeat: must be between { and }, for example { every = "30m", times = 3 } '
        "(found '30m')", shape=True,
    ),
    "repeat never": Mistake(
        _RUNG, _RUNG + 'repeat = { every = "1h", times = 0 }\n',
        '[[ladder.rung]] "end": repeat: times: must be 1 or more (found 0)', shape=True,
    ),
    "repeat too soon": Mistake(
        _RUNG, _RUNG + 'repeat = { every = "5m", times = 3 }\n',
        '[[ladder.rung]] "end": repeat: every is too short: what comes within ten minutes for one person is one '
        'message; write every = "15m" or longer',
    ),
    "repeat misspelled": Mistake(
        _RUNG, _RUNG + 'repeat = { every = "1h", time = 3 }\n',
        '[[ladder.rung]] "end": repeat: time: did you mean times?', shape=True,
    ),
    "repeat without end": Mistake(
        _RUNG, _RUNG + 'repeat = { every = "30m", times = 21 }\n',
        '[[ladder.rung]] "end": repeat: times: 21 is too often to be read; write 20 or less',
    ),
    "repeat for weeks": Mistake(
        _RUNG, _RUNG + 'repeat = { every = "1d", times = 8 }\n',
        '[[ladder.rung]] "end": repeat: goes on for more than a week; write a smaller times, or a shorter every',
    ),
    "repeat for how long": Mistake(
        _RUNG, _RUNG + 'repeat = { times = 3 }\n', '[[ladder.rung]] "end": repeat: every is missing', shape=True,
    ),
    "on call without a rota": Mistake(
        '[rota]\npeople = ["ada", "cy"]\n', _RUNG.replace('["lead"]', '["on_call"]').replace('"end"', '"oncall"'),
        '[[ladder.rung]] "oncall": nobody is ever on call without a [rota]; add a [rota], or take on_call out of whom',
    ),
    # Keys and sections.
    "key misspelled": Mistake(
        "answer_within", "answer_withing", "[[target]] number 1: answer_withing: did you mean answer_within?",
        shape=True,
    ),
    "key of a list's table misspelled": Mistake(
        "source = ", "sauce = ", '[desks.slack]: intake "C0FACEBOOK": sauce: did you mean source?', shape=True
    ),
    "section misspelled": Mistake("[company]", "[compani]", "compani: did you mean company?", shape=True),
    "desk unknown": Mistake("[desks.slack]", "[desks.slak]", "[desks]: slak: did you mean slack?", shape=True),
    "single brackets": Mistake(
        "[[target]]", "[target]", "target stands as [[target]], with double brackets, once for each", shape=True
    ),
    "text where a list belongs": Mistake(
        '["ada", "cy"]', '"ada"', "[rota]: people: must be a list, for example [\"ada\", \"bo\"] (found 'ada')",
        shape=True,
    ),
    "text where true belongs": Mistake(
        "default = true", 'default = "yes"', "[[domain]] \"billing\": default: must be true or false (found 'yes')",
        shape=True,
    ),
    "a number where text belongs": Mistake(
        'name = "Faktura"', "name = 7", '[[domain]] "billing": name: must be text in quotes (found 7)', shape=True
    ),
    "an invisible character": Mistake(
        "Ada Lund", "Ada \\u0007Lund", '[[person]] "ada": holds the invisible character U+0007; take it out'
    ),
    # The whole text.
    "schema missing": Mistake("schema = 2\n", "", "schema is missing; write schema = 2 at the top", shape=True),
    "schema of the future": Mistake(
        "schema = 2", "schema = 3",
        "schema = 3 is newer than this Svarvakt, which reads schema = 2 and older; update Svarvakt", shape=True,
    ),
    "schema unknown": Mistake(
        "schema = 2", 'schema = "two"', "schema = 'two' is unknown; write schema = 2", shape=True
    ),
    "include from chat": Mistake(
        "schema = 2", 'schema = 2\ninclude = ["people.toml"]',
        "include does not work here: the handbook that I gave you holds all files already; take the line out, "
        "and put the sections of those files into this text",
    ),
    "include in a section": Mistake(
        '[company]\n', '[company]\ninclude = ["people.toml"]\n',
        "[company]: include stands at the top of the file, before the first [section]",
    ),
    "include at the end": Mistake(
        END, END + 'include = ["people.toml"]\n',
        "[rota]: include stands at the top of the file, before the first [section]",
    ),
    "include in a desk": Mistake(
        '[desks.slack]\n', '[desks.slack]\ninclude = ["people.toml"]\n',
        "[desks.slack]: include stands at the top of the file, before the first [section]",
    ),
    "single brackets twice": Mistake(
        GOOD, GOOD.replace("[[rule]]", "[rule]"),
        "[rule] at line 55, column N: stands as [[rule]], with double brackets, once for each",
    ),
    "single brackets, then double ones": Mistake(
        "[[rule]]", "[rule]",
        "is not TOML at line 55, column N: Cannot overwrite a value; "
        "this section stands above with single brackets; write double ones there too",
    ),
    "curly quotes": Mistake(
        'name = "Faktura"', "name = “Faktura”",
        "is not TOML at line 38, column N: Invalid value; “ ” are curly quotes; write straight ones",
    ),
    "curly quotes in a list": Mistake(
        '"=sen"', "‘sen’",
        "is not TOML at line 52, column N: Invalid value; “ ” are curly quotes; write straight ones",
    ),
    "a curly quote at the end": Mistake(
        'name = "Faktura"', 'name = "Faktura”',
        "is not TOML at line 38, column N: Illegal character '\\n'; “ ” are curly quotes; write straight ones",
    ),
    "a list without its bracket": Mistake(
        '["pakke", "=sen"]', '"pakke", "=sen"]',
        "is not TOML at line 52, column N: Expected newline or end of document after a statement; "
        'a list begins with [ and ends with ], such as any = ["a", "b"]',
    ),
    "no value": Mistake(
        'name = "Faktura"', "name = Faktura",
        'is not TOML at line 38, column N: Invalid value; write text in quotes, such as name = "Ada"',
    ),
    "key twice": Mistake(
        'name = "Faktura"', 'name = "Faktura"\nname = "Penger"',
        "is not TOML at line 39, column N: Cannot overwrite a value; "
        "the same key stands twice in one section; keep one",
    ),
    "quotation mark missing": Mistake(
        'name = "Faktura"', 'name = "Faktura',
        "is not TOML at line 38, column N: Illegal character '\\n'; a quotation mark is missing at the end of the line",
    ),
    "one backslash": Mistake(
        '"=sen"', '"\\d+"',
        "is not TOML at line 52, column N: Unescaped '\\' in a string; "
        "in double quotes write \\\\ for \\, or use single quotes, such as '\\d+'",
    ),
    "a control character": Mistake(
        "Ada Lund", "Ada\x00Lund",
        "is not TOML at line 18, column N: Illegal character '\\x00'; take the invisible character out",
    ),
    "too deep": Mistake(
        GOOD, "\na = " + "[" * 21, "at line 2 brackets are nested too deeply for a handbook; close them"
    ),
    "too many dots": Mistake(
        GOOD, "a = 1.5\n" + "a" + ".a" * 20_000 + " = 1",
        "at line 2 stands a key of more than 10 dots; write it in sections"
    ),
    "no TOML at all": Mistake(
        GOOD, "Dear colleagues,", "is not TOML at line 1, column N: Expected '=' after a key in a key/value pair; "
        "a line is a key, = and a value; a comment begins with #",
    ),
    "empty": Mistake(GOOD, "", "there is no [[domain]]; add one with id, name, lead and experts"),
}  # fmt: skip

MISTAKES = PEOPLE | POSTS | ROTAS
