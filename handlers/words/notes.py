"""The few words that a desk puts into a message by itself, in the language of what stands around them."""

from handlers.words.catalogue import translated_counted


def characters_more(language: str, count: int) -> str:
    """Says how much of a quotation is not shown."""
    sentence = translated_counted(language, "… ({n} character more)", "… ({n} characters more)", count)
    return sentence.format(n=count)
