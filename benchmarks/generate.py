"""A seeded maker of collections: 1,000, 10,000 or 100,000 articles of about 3 kB with varied sentences, names and dates.

`python -m benchmarks.generate FOLDER [COUNT] [SEED]`. The same count and seed give the same files. Words follow a
Zipf-like distribution over a vocabulary of its own making (roots in patterns), so that common and rare words are as far apart as in
life; names, places and dates come in the forms that news uses. Nothing is taken from any text.
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate
from pathlib import Path

FIRST = "أحمد محمد علي خالد سمير نادية ليلى فاطمة يوسف إبراهيم كريم منى هالة طارق رامي سعاد جورج إلياس ماريا حسن".split()
FAMILY = (
    "الخطيب العلي حداد منصور النجار الشامي البغدادي القاسم خليل عبود زيدان المصري الحلبي رزق شاهين درويش الأحمد "
    "سليمان الطيب عثمان"
).split()
PLACES = (
    "دمشق حلب حمص القاهرة بغداد بيروت عمان الرياض تونس الجزائر الرباط طرابلس الخرطوم صنعاء مسقط الدوحة الكويت موسكو "
    "باريس لندن واشنطن أنقرة طهران الموصل البصرة"
).split()
BODIES = [
    "وزارة الخارجية",
    "مجلس الأمن",
    "الأمم المتحدة",
    "البنك المركزي",
    "هيئة الإغاثة",
    "اتحاد الكتاب",
    "وكالة الأنباء",
]
TITLES = ["الرئيس", "الوزير", "المتحدث", "الناشط", "الدكتور", "القائد", "المدير"]
VERBS = "أعلن أكد نفى وصل غادر التقى افتتح وقع زار رفض طالب أوضح أشار كشف حذر شارك استقبل انسحب انتخب أقال".split()
MONTHS = (
    ("كانون الثاني", "يناير"), ("شباط", "فبراير"), ("آذار", "مارس"), ("نيسان", "أبريل"), ("أيار", "مايو"),
    ("حزيران", "يونيو"), ("تموز", "يوليو"), ("آب", "أغسطس"), ("أيلول", "سبتمبر"), ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"), ("كانون الأول", "ديسمبر"),
)  # fmt: skip
DAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PATTERNS = (
    "{0}ا{1}{2}",
    "{0}{1}ا{2}",
    "م{0}{1}و{2}",
    "ت{0}{1}ي{2}",
    "{0}{1}{2}ة",
    "ا{0}ت{1}ا{2}",
    "{0}{1}ي{2}",
    "م{0}ا{1}{2}ة",
    "است{0}{1}ا{2}",
    "{0}{1}{2}",
)
_PARTICLES = "في من على إلى عن مع بعد قبل خلال حول بين ضد نحو منذ حتى".split()


class Writer:
    """Makes articles, one after the other, from one seed."""

    def __init__(self, seed: int, vocabulary: int = 40_000) -> None:
        self.random = random.Random(seed)
        words: set[str] = set()
        while len(words) < vocabulary:
            root = self.random.sample(_LETTERS, 3)
            words.add(self.random.choice(_PATTERNS).format(*root))
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(vocabulary)))

    def article(self, size: int = 3000) -> str:
        """A heading and paragraphs, about `size` bytes of UTF-8."""
        heading = " ".join(self._nouns(6))
        parts, length = [heading], len(heading)
        while length * 1.83 < size:
            paragraph = " ".join(self._sentence() for _ in range(self.random.randint(2, 4)))
            parts.append(paragraph)
            length += len(paragraph)
        return "\n\n".join(parts) + "\n"

    def _sentence(self) -> str:
        r = self.random
        shape = r.random()
        if shape < 0.3:
            person = f"{r.choice(TITLES)} {r.choice(FIRST)} {r.choice(FAMILY)}"
            return f"{r.choice(['', 'و'])}{r.choice(VERBS)} {person} {self._clause()} في {r.choice(PLACES)} {self._date()}."
        if shape < 0.45:
            return f"وقالت {r.choice(BODIES)} إن {self._clause()}، {self._clause()}."
        if shape < 0.55:
            return f"وبحسب {r.choice(FAMILY)} فإن {r.randint(2, 900)} {self._word()} {self._clause()} {r.choice(['ل', 'ب', 'و'])}{r.choice(PLACES)}."
        return f"{r.choice(['و', 'ف', ''])}{self._clause()} {self._clause()}، {self._clause()}."

    def _clause(self) -> str:
        return " ".join(
            (*self._nouns(self.random.randint(2, 4)), self.random.choice(_PARTICLES), *self._nouns(2))
        )

    def _nouns(self, count: int) -> list[str]:
        return [
            self.random.choice(("", "", "ال", "ال", "وال", "بال", "لل")) + self._word() for _ in range(count)
        ]

    def _word(self) -> str:
        return self.random.choices(self.words, cum_weights=self._weights)[0]

    def _date(self) -> str:
        r = self.random
        day, month, year = r.randint(1, 28), r.choice(MONTHS), r.randint(2011, 2025)
        return r.choice(
            (
                f"يوم {r.choice(DAYS)}",
                f"في {day} {month[0]} {year}",
                f"في {day} {month[1]}/{month[0]} {year}",
                f"بتاريخ {day}/{MONTHS.index(month) + 1}/{year}",
                f"مطلع {month[1]} {year}",
                f"عام {year}",
                "أمس",
            )
        )


def generate(folder: Path, count: int, seed: int = 7) -> Path:
    """`count` articles under `folder`, 1,000 to a folder. Does nothing where they are there already."""
    mark = folder / f".{count}-{seed}"
    if mark.exists():
        return folder
    writer = Writer(seed)
    for number in range(count):
        part = folder / f"{number // 1000:03}"
        if number % 1000 == 0:
            part.mkdir(parents=True, exist_ok=True)
        (part / f"{number:06}.txt").write_text(writer.article(), encoding="utf-8")
    mark.touch()
    return folder


if __name__ == "__main__":
    generate(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 1000,
        int(sys.argv[3]) if len(sys.argv) > 3 else 7,
    )
