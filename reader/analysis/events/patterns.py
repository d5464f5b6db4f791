"""Arabic verb patterns: the present and the masdar that a derived verb has by rule.

Input is the past of the third person masculine singular as spelt, with the shadda of the second form written
(«ندّد», «سمّى»); without it a verb of three letters is of the first form, whose present and masdar no rule gives.
Rules: forms II to X and the quadriliterals of any school grammar.
"""

from __future__ import annotations

_SHADDA = "\u0651"


def derived(past: str) -> tuple[str, str] | None:
    """Present and masdar of a derived verb; None for the first form, which has to be listed."""
    for pattern in (_doubled, _fourth, _with_alef, _with_ta, _third, _quadriliteral):
        found = pattern(past)
        if found is not None:
            return found
    return None


def _weak(stem: str) -> bool:
    return stem.endswith(("ى", "ي"))


def _doubled(past: str) -> tuple[str, str] | None:
    """II: «ندّد» يندد تنديد, «سمّى» يسمي تسمية, «هنّأ» يهنئ تهنئة."""
    if _SHADDA not in past:
        return None
    plain = past.replace(_SHADDA, "")
    if plain.startswith("ت") and len(plain) == 4:
        return None  # V, written with its shadda
    if _weak(plain):
        return "ي" + plain[:-1] + "ي", "ت" + plain[:-1] + "ية"
    if plain.endswith("أ"):
        return "ي" + plain[:-1] + "ئ", "ت" + plain[:-1] + "ئة"
    first = "ؤ" + plain[1:] if plain[0] == "أ" else plain
    seated = "تأ" + plain[1:] if plain[0] == "أ" else "ت" + plain
    return "ي" + first, seated[:-1] + "ي" + seated[-1]


def _fourth(past: str) -> tuple[str, str] | None:
    """IV: «أنكر» ينكر إنكار, «أقال» يقيل إقالة, «ألغى» يلغي إلغاء, «أودع» يودع إيداع."""
    if past[0] != "أ" or len(past) != 4:
        return None
    root = past[1:]
    if root[1] == "ا":
        return "ي" + root[0] + "ي" + root[2], "إ" + root[0] + "ا" + root[2] + "ة"
    if _weak(root):
        return "ي" + root[:-1] + "ي", "إ" + root[:-1] + "اء"
    if root.endswith("أ"):
        return "ي" + root[:-1] + "ئ", "إ" + root[:-1] + "اء"
    first = "ي" if root[0] == "و" else root[0]
    return "ي" + root, "إ" + first + root[1] + "ا" + root[2]


def _with_alef(past: str) -> tuple[str, str] | None:
    """VII, VIII, X: «اندلع» يندلع اندلاع, «احتل» يحتل احتلال, «اختار» اختيار, «استقال» استقالة, «استدعى» استدعاء."""
    if past[0] != "ا" or len(past) < 4:
        return None
    stem = past[1:]
    if _weak(stem):
        return "ي" + stem[:-1] + "ي", past[:-1] + "اء"
    if past.startswith("است") and len(past) == 6 and past[-2] == "ا":
        return "ي" + stem[:-2] + "ي" + stem[-1], past + "ة"
    if len(past) == 5 and past[-2] == "ا":
        return "ي" + stem, past[:-2] + "يا" + past[-1]
    if len(past) == 4:
        return "ي" + stem, past + "ا" + past[-1]
    return "ي" + stem, past[:-1] + "ا" + past[-1]


def _with_ta(past: str) -> tuple[str, str] | None:
    """V and VI: «تعهد» يتعهد تعهد, «تنازل» تنازل, «تخلى» يتخلى تخلي."""
    plain = past.replace(_SHADDA, "")
    if plain[0] != "ت" or len(plain) < 4:
        return None
    return "ي" + plain, plain[:-1] + "ي" if _weak(plain) else plain


def _third(past: str) -> tuple[str, str] | None:
    """III: «حاصر» يحاصر محاصرة, «نادى» ينادي مناداة."""
    if len(past) != 4 or past[1] != "ا":
        return None
    if _weak(past):
        return "ي" + past[:-1] + "ي", "م" + past[:-1] + "اة"
    return "ي" + past, "م" + past + "ة"


def _quadriliteral(past: str) -> tuple[str, str] | None:
    """«عرقل» يعرقل عرقلة, «سيطر» سيطرة."""
    if len(past) != 4:
        return None
    return "ي" + past, past + "ة"
