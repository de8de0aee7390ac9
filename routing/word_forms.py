"""How words of the five languages change: their endings. Words that no ending explains are in `routing.word_families`.

The endings are those of Bokmål, Nynorsk, Swedish, Danish and English in one set each, because a rule does not say in
which language its words are. They are written folded (see `routing.folding`): ä is æ, ö is ø.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AFTER_CONSONANT = _set(
    "e en et er ene ens ets ers enes a ane ar as ans ast are arna arnas arne ast aste an i s t te est este st ste ere "
    "erna ernas or orna ornas na nas ad ade at ats ande ende ed es ing ings"
)
"""What may follow a word that ends in a consonant: "pris" + "en"."""

AFTER_VOWEL = _set("n s t ns ts ne nes er en et ene ens ets enes erna a ar ane as d de dde dd dt")
"""What may follow a word that ends in a vowel: "faktura" + "en", "allergi" + "n"."""

AFTER_VOWEL_AND_Y = _set("ed")
"""What may also follow an English word that ends in a vowel and y: "delay" + "ed"."""

AFTER_A_OR_E = AFTER_VOWEL | _set("r rs rne rna rnas rnes ren")
"""What may follow one that ends in a or e: "pakke" + "r". Not after o: "konto" is not in "kontor"."""

JOINED_AFTER_SHORT_STEM = _set("a an or orna ane")
"""What may follow a word of three letters and a dropped vowel within a compound: "bursdagskak(e)" + "a"."""

AFTER_DROPPED_VOWEL = _set(
    "e a en et er ene ens ets ers enes es an ar ane ans as ast are arna arnas arne or orna ornas i ere est este "
    "te t ts ede et ets ade ad at ats ed d de dt ende ande ing ings ingen ingens inga inger ingene ingar ingarna "
    "ning nings ningen ningens ninger ningene ningar ningarna else elses elsen elser elserne elsene elserna"
)
"""What may follow a word without its last e or a: "lever(e)" + "ing", "betal(a)" + "ning"."""

AFTER_DROPPED_Y = _set("y ies ied ys")
"""What may follow an English word without its last y: "deliver(y)" + "ies"."""

AFTER_DROPPED_E = _set("e er en et ene a ar arna ers ens ets as")
"""What may follow a word that lost the e of its last syllable: "artik(k)(e)l" + "er"."""

BOUND_PREFIXES = _set("an be com con de des dis en ent er ex for ge im in kom kon op pre pro re sub sup sur trans un")
"""What is no first part of a compound but makes another word: "be-stilling", "an-klage", "sur-prise"."""
