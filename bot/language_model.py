"""The language model behind `routing.language.Model`: py3langid's naive Bayes, restricted to our languages.

`bot.by_name` loads this file by name when a post must be read: its import brings NumPy, and the model costs memory.
"""

from collections.abc import Mapping

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from routing.language import Model

_OURS = {"no": "nb", "nn": "nn", "sv": "sv", "da": "da", "en": "en"}
"""The model's own codes and ours: it knows Bokmål as "no"."""


def load() -> Model:
    """Reads the model from the installed package: about a second. The result may be called from several threads."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(list(_OURS))
    # A second one of the five columns alone, so that the hundred and more others are let go.
    restricted = LanguageIdentifier(
        whole.nb_ptc,
        whole.nb_pc,
        whole.nb_classes,
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )

    def opinion(text: str) -> Mapping[str, float]:
        ranked = {_OURS[code]: probability for code, probability in restricted.rank(text)}
        return ranked if len(set(ranked.values())) > 1 else {}

    return opinion
