"""Inflection: from the third person singular of a verb to the forms that news writes.

Input is what the lexicon gives: past and present of the third person masculine singular, with hamza
and alef maqsura as spelt («ألغى», «يلغي»). Output is in folded letters (`reader.text.fold`), without
clitics: prefixes و ف س ل and object pronouns are undone by the reader of the word, not listed here.
Rules: the classes of the weak verb in any school grammar (sound, hollow, defective, hamzated).
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.text.fold import fold

MASCULINE, FEMININE, PLURAL, DUAL = "m", "f", "p", "d"
BOUND = "+"  # after the agreement: only before an object pronoun


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form: folded letters, kind (past | present | passive | jussive), agreement."""

    letters: str
    kind: str
    agreement: str


def past_forms(past: str) -> list[Form]:
    """Forms of the past: he, she, they (m, dual), we. «دعا» gives دعا دعت دعوا دعوا دعونا."""
    stem = fold(past)
    out = [Form(stem, "past", MASCULINE)]
    if past.endswith("ى") or (past.endswith("ا") and len(stem) > 2):
        short, glide = stem[:-1], "ي" if past.endswith("ى") else "و"
        out += [
            Form(short + "ت", "past", FEMININE),
            Form(short + "وا", "past", PLURAL),
            Form(short + "و", "past", PLURAL + BOUND),
            Form(short + glide + "ا", "past", DUAL),
            Form(short + "تا", "past", DUAL),
            Form(short + glide + "نا", "past", PLURAL),
            Form(short + "ا", "past", MASCULINE + BOUND),  # ألقاها; «إنها» is no «أنهى»
        ]
    else:
        plural = stem[:-1] if past.endswith("ي") and len(stem) > 2 else stem  # لقي: لقوا
        out += [
            Form(stem + "ت", "past", FEMININE),
            Form(plural + "وا", "past", PLURAL),
            Form(plural + "و", "past", PLURAL),
            Form(stem + "ا", "past", DUAL),
            Form(stem + "تا", "past", DUAL),
            Form(stem + "نا", "past", PLURAL),
        ]
        if past.endswith("أ"):
            out.append(Form(stem[:-1] + "ووا", "past", PLURAL))
    return [*out, *(f for f in _passive_past(stem, past) if f.letters not in {o.letters for o in out})]


def _passive_past(stem: str, past: str) -> list[Form]:
    """Passives that are written otherwise than the active: أقيل، اختير، هوجم."""
    if len(stem) >= 3 and stem[-2] == "ا" and not past.endswith(("ى", "أ")):
        base = stem[:-2] + "ي" + stem[-1]
    elif len(stem) == 4 and stem[1] == "ا":
        base = stem[0] + "و" + stem[2:]
    elif len(stem) == 5 and stem[0] == "ت" and stem[2] == "ا":
        base = stem[:2] + "و" + stem[3:]
    elif past.endswith("ى") or (past.endswith("ا") and len(stem) > 2):
        base = stem[:-1] + "ي"
    elif past.endswith("أ") and len(stem) > 3:
        base = stem[:-1] + "ي"  # أُنشئ، فوجئ: the hamza on its seat, folded
    else:
        return []
    return [
        Form(base, "passive", MASCULINE),
        Form(base + "ت", "passive", FEMININE),
        Form(base + "وا", "passive", PLURAL),
        Form(base + "ا", "passive", DUAL),
    ]


def present_forms(present: str, past: str) -> list[Form]:
    """Forms of the present, with jussives that lose a letter (kind "jussive": after لم alone)."""
    base = fold(present)
    rest = base[1:]
    weak = present[-1] in "يوى" and len(base) > 3
    short = rest[:-1] if weak else rest
    out = [
        Form("ي" + rest, "present", MASCULINE),
        Form("ت" + rest, "present", FEMININE),
        Form("ن" + rest, "present", PLURAL),
        Form("ي" + short + "ون", "present", PLURAL),
        Form("ي" + short + "وا", "present", PLURAL),
        Form("ي" + rest.removesuffix("ي") + "يان" if weak else "ي" + rest + "ان", "present", DUAL),
        Form("ت" + rest.removesuffix("ي") + "يان" if weak else "ت" + rest + "ان", "present", DUAL),
    ]
    if weak:
        out += [Form("ي" + short, "jussive", MASCULINE), Form("ت" + short, "jussive", FEMININE)]
        if present.endswith("ى"):
            out.append(Form("ي" + short + "ا", "present", MASCULINE))
    folded_past = fold(past)
    if len(base) > 3 and base[-2] in "ويا" and len(folded_past) >= 3 and folded_past[-2] == "ا":
        out += [Form(p + rest[:-2] + rest[-1], "jussive", a) for p, a in (("ي", MASCULINE), ("ت", FEMININE))]
        if rest[-2] in "وي":
            out += [
                Form(p + rest[:-2] + "ا" + rest[-1], "passive", a)
                for p, a in (("ي", MASCULINE), ("ت", FEMININE))
            ]
    return out
