"""How often a note finds its passage again after its text was changed, and how often it goes wrong without a word.

`python -m benchmarks.anchoring` prints the table of docs/notes.md. Each passage (a phrase or sentence of 12 to 140
characters) is selected in its article, the article is changed in one way, and the note is placed again. "Right": placed
on the passage, or an orphan where the passage is gone. "Asked": moved or uncertain, so that the reader is asked once.
"Asked, wrong": asked about a passage that is not the one. "Silently wrong": anchored somewhere else; must be 0.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import Writer
from benchmarks.ratio import Ratio, ratio
from reader.journal.anchoring import Anchor, anchor, select
from reader.model import AnchorState, Span
from reader.text.fold import fold_with_map
from reader.text.sentences import sentences
from reader.text.words import words

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
GOODS = (
    "القمح",
    "السكر",
    "الأرز",
    "الزيت",
    "النحاس",
    "الذهب",
    "الفضة",
    "القطن",
    "البن",
    "الشاي",
    "الحديد",
    "الذرة",
)
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

# A change: the article, the passage and a source of chance; the new article, and where the passage is now.
Change = Callable[[str, Span, random.Random], tuple[str, Span | None]]


# -- texts --------------------------------------------------------------------------


def bulletin(chance: random.Random) -> str:
    """A market bulletin: sentence after sentence alike but for a name and a number. The hardest kind of text."""
    lines = []
    for each in chance.sample(GOODS, len(GOODS)):
        verb = chance.choice(["ارتفع", "انخفض", "استقر", "تراجع"])
        price, change = chance.randint(10, 900), chance.randint(1, 9)
        lines.append(
            f"و{verb} سعر {each} في تعاملات اليوم إلى {price} دولاراً للطن بنسبة {change} في المئة عن جلسة أمس."
        )
        lines.append("وقال متعاملون إن السوق تنتظر بيانات الأسبوع المقبل.")
    return "\n".join(lines) + "\n"


def articles() -> list[str]:
    """The bundled articles, made-up news, and bulletins."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    writer = Writer(20241208)
    texts += [writer.article() for _ in range(10)]
    return texts + [bulletin(random.Random(seed)) for seed in range(3)]


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of an article, and the chance that belongs to it."""

    text: str
    span: Span
    seed: int


def cases(count: int = 400) -> list[Case]:
    """Passages from all articles in turn: whole sentences, and runs of words inside one."""
    chance = random.Random(7)
    texts = articles()
    found: list[Case] = []
    while len(found) < count:
        text = texts[len(found) % len(texts)]
        sentence = chance.choice(list(sentences(text)))
        inside = list(words(text, sentence.start, sentence.end))
        first = chance.randrange(max(1, len(inside) - 2))
        last = min(len(inside), first + chance.randint(3, 14))
        if not inside:
            continue
        span = sentence if chance.random() < 0.3 else Span(inside[first].start, inside[last - 1].end)
        if 12 <= len(span) <= 140:
            found.append(Case(text, span, len(found)))
    return found


# -- changes ------------------------------------------------------------------------


def edited(text: str, span: Span, edits: Sequence[tuple[int, int, str]]) -> tuple[str, Span]:
    """The text after edits `(at, how many go, what comes)` in ascending order, and the Span carried along."""
    parts: list[str] = []
    start, end, at = span.start, span.end, 0
    for where, gone, comes in edits:
        parts += [text[at:where], comes]
        grown = len(comes) - gone
        if where < span.start:
            start += grown
        if where < span.end:
            end += grown
        at = where + gone
    parts.append(text[at:])
    return "".join(parts), Span(start, max(start, end))


def unchanged(text: str, span: Span, _: random.Random) -> tuple[str, Span]:
    return text, span


def folded_spelling(text: str, span: Span, _: random.Random) -> tuple[str, Span]:
    other = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "٠": "0", "١": "1", "٢": "2"})
    return text.translate(other), span


def white_space(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
    spaces = [at for at, char in enumerate(text) if char == " "]
    return edited(text, span, [(at, 1, chance.choice(["  ", "\n", "\u00a0", " \n ", " "])) for at in spaces])


def typos(share: float) -> Change:
    def change(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
        edits = []
        for at, char in enumerate(text):
            if char.isalpha() and chance.random() < share:
                letter = chance.choice(LETTERS)
                edits.append(chance.choice([(at, 1, letter), (at, 1, ""), (at, 1, char + letter)]))
        return edited(text, span, edits)

    return change


def tashkeel(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
    letters = [at for at, char in enumerate(text) if char in LETTERS and chance.random() < 0.3]
    # The mark belongs to its letter: one on the passage's last letter is inside the passage.
    return edited(text, span, [(at, 1, text[at] + chance.choice(TASHKEEL)) for at in letters])


def context_rewritten(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
    low, high = max(0, span.start - 80), min(len(text), span.end + 80)
    edits = [(low, span.start - low), (span.end, high - span.end)]
    return edited(text, span, [(at, gone, _other(chance, gone)) for at, gone in edits if gone])


def prepended(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
    return _other(chance, 600) + "\n" + text, span.shift(601)


def deleted(text: str, span: Span, _: random.Random) -> tuple[str, None]:
    return text[: span.start] + text[span.end :], None


def deleted_near_copy(text: str, span: Span, chance: random.Random) -> tuple[str, None]:
    copy, _ = typos(0.08)(span.of(text), Span(0, 0), chance)
    return _with_copy(text[: span.start] + text[span.end :], copy, chance), None


def deleted_verbatim_copy(text: str, span: Span, chance: random.Random) -> tuple[str, None]:
    return _with_copy(text[: span.start] + text[span.end :], span.of(text), chance), None


def duplicated(text: str, span: Span, chance: random.Random) -> tuple[str, Span]:
    copy = f"\n{_other(chance, 90)} {span.of(text)} {_other(chance, 90)}\n"
    if chance.random() < 0.5:
        return copy + text, span.shift(len(copy))
    return text + copy, span


def decomposed(text: str, span: Span, _: random.Random) -> tuple[str, Span]:
    start = len(unicodedata.normalize("NFD", text[: span.start]))
    return unicodedata.normalize("NFD", text), Span(
        start, start + len(unicodedata.normalize("NFD", span.of(text)))
    )


def crlf(text: str, span: Span, _: random.Random) -> tuple[str, Span]:
    return edited(text, span, [(at, 1, "\r\n") for at, char in enumerate(text) if char == "\n"])


def marks_stripped(text: str, span: Span, _: random.Random) -> tuple[str, Span]:
    gone = TASHKEEL + "\u200f\u200e\u061c\u0640"
    return edited(text, span, [(at, 1, "") for at, char in enumerate(text) if char in gone])


def _other(chance: random.Random, size: int) -> str:
    made: list[str] = []
    while sum(map(len, made)) + len(made) < size:
        made.append("".join(chance.choice(LETTERS) for _ in range(chance.randint(2, 7))))
    return " ".join(made)[:size]


def _with_copy(text: str, copy: str, chance: random.Random) -> str:
    ends = [each.end for each in sentences(text)]
    at = chance.choice(ends) if ends else 0
    return f"{text[:at]} {_other(chance, 40)} {copy} {_other(chance, 40)} {text[at:]}"


CHANGES: dict[str, Change] = {
    "none": unchanged,
    "hamza, ta marbuta, ya, digits folded": folded_spelling,
    "white space and line breaks": white_space,
    "typos 3 %": typos(0.03),
    "typos 10 %": typos(0.10),
    "30 % tashkeel added": tashkeel,
    "80 characters on either side rewritten": context_rewritten,
    "600 characters prepended": prepended,
    "sentence duplicated elsewhere": duplicated,
    "NFC to NFD": decomposed,
    "LF to CRLF": crlf,
    "marks and bidi controls stripped": marks_stripped,
    "passage deleted": deleted,
    "deleted, near-copy elsewhere": deleted_near_copy,
    "deleted, verbatim copy elsewhere": deleted_verbatim_copy,
}
# Hypothesis's own matcher on 300 passages of Arabic news (client 9d28950 run in node): right / wrong / orphan %.
HYPOTHESIS = {
    "none": "100 / 0 / 0",
    "hamza, ta marbuta, ya, digits folded": "100 / 0 / 0",
    "white space and line breaks": "100 / 0 / 0",
    "typos 3 %": "100 / 0 / 0",
    "typos 10 %": "100 / 0 / 0",
    "30 % tashkeel added": "99.7 / 0 / 0.3",
    "80 characters on either side rewritten": "100 / 0 / 0",
    "600 characters prepended": "99 / 1 / 0",
    "passage deleted": "0 / 34.3 / 65.7",
    "deleted, near-copy elsewhere": "0 / 97.3 / 2.7",
}


# -- judging ------------------------------------------------------------------------


def judge(found: Anchor, truth: Span | None) -> str:
    """right, right (asked), lost, asked wrong, or wrong."""
    if found.span is None:
        return "right" if truth is None else "lost"
    asked = found.state is not AnchorState.ANCHORED
    if truth is not None and _overlap(found.span, truth) >= 0.75:
        return "right, asked" if asked else "right"
    return "asked, wrong" if asked else "silently wrong"


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, max(one.end, other.end) - min(one.start, other.start))


def measure(change: Change, passages: Sequence[Case], *, old_text: bool = True) -> Counter[str]:
    """How the notes on the passages fare under a change."""
    verdicts: Counter[str] = Counter()
    for case in passages:
        selector = select("d", "v1", case.text, case.span)
        text, truth = change(case.text, case.span, random.Random(case.seed))
        version = "v1" if text == case.text else "v2"
        found = anchor(selector, text, version, old_text=case.text if old_text else None)
        verdicts[judge(found, truth)] += 1
    return verdicts


VERDICTS = ("right", "right, asked", "lost", "asked, wrong", "silently wrong")


def rows(count: int = 400) -> list[tuple[str, Counter[str]]]:
    """The table: each change with its verdicts."""
    passages = cases(count)
    return [(name, measure(change, passages)) for name, change in CHANGES.items()]


def table(count: int = 400) -> str:
    """The table as Markdown, in per cent."""
    out = ["| change to the document | " + " | ".join(VERDICTS) + " | Hypothesis right / wrong / orphan |"]
    out.append("|---" * (len(VERDICTS) + 2) + "|")
    for name, verdicts in rows(count):
        share = [f"{100 * verdicts[verdict] / count:.1f}".removesuffix(".0") for verdict in VERDICTS]
        out.append(f"| {name} | " + " | ".join(share) + f" | {HYPOTHESIS.get(name, 'not measured')} |")
    return "\n".join(out)


def run() -> list[Ratio]:
    """Wrong and lost in per cent of all, and the cost of placing beside one plain search for each note."""
    found = rows()
    survives = [verdicts for name, verdicts in found if not name.startswith(("passage deleted", "deleted"))]
    total = sum(verdicts.total() for verdicts in survives)
    right = sum(verdicts["right"] + verdicts["right, asked"] for verdicts in survives)
    wrong = sum(verdicts["silently wrong"] for _, verdicts in found)
    changed = [(case, typos(0.03)(case.text, case.span, random.Random(case.seed))[0]) for case in cases(60)]
    return [
        Ratio(
            "notes silently on wrong text", wrong, 0, "notes", f"{sum(v.total() for _, v in found)} placings"
        ),
        Ratio("passage survives, note not on it", 100 * (1 - right / total), 1.0, "%", f"{total} placings"),
        ratio(
            "placing one note after typos / folding its document",
            lambda: [_place(case, text) for case, text in changed],
            lambda: [fold_with_map(text) for _, text in changed],
        ),
    ]


def _place(case: Case, text: str) -> Anchor:
    return anchor(select("d", "v1", case.text, case.span), text, "v2", old_text=case.text)


if __name__ == "__main__":
    print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
