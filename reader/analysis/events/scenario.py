"""Which reports of a text are imagined: those in its scenarios, up to the sentence that goes back to what was.

Times finds the passages (`reader.analysis.times.scenarios`). One that begins with «ماذا لو», «لنفترض» tells in the present or of what
would be («تغرق القرى»); a sentence after its first whose own verb is in the past («وصلت المراكب فجرا») is real again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.triggers import Found
from reader.analysis.times import Imagined
from reader.model import Span

_PRESENT = ("ي", "ت", "ن")  # letters that a verb in the present begins with
_BESIDE = 4  # words behind a verb in the past within which one in the present makes it doubtful


@dataclass(slots=True)
class Scenarios:
    """The imagined passages of one text, its sentences entered in reading order."""

    passages: Sequence[Imagined]
    text: str = ""
    _left: set[Span] = field(default_factory=set)
    _entered: set[Span] = field(default_factory=set)  # passages whose second sentence has been entered
    _past: set[Span] = field(default_factory=set)  # passages that are told in the past from end to end

    def enter(self, sentence: Sentence, found: Sequence[Found]) -> None:
        """Called for each sentence before its reports are judged."""
        passage = self._around(sentence.span)
        if passage is None or not passage.asked or sentence.span.start <= passage.span.start:
            return
        told = next((each for each in found if each.finite), None)
        if told is None or passage.span in self._past:
            return
        second = passage.span not in self._entered
        self._entered.add(passage.span)
        if not _has_been(sentence, told):
            return
        if second and self._supposes(passage.span, sentence.span):
            self._past.add(passage.span)
            return
        present = (each.at - told.at for each in found if each.finite and each.reading.kind == "present")
        if not any(
            0 < behind <= _BESIDE for behind in present
        ):  # «فجر يوم ما تتوقف الناقلات»: no verb at all
            self._left.add(passage.span)

    def _supposes(self, passage: Span, second: Span) -> bool:
        """«تصور أن يده لم ترتجف. سقط الرئيس ...»: what heads its paragraph and asks nothing may tell the whole story in the past."""
        heads = (
            not self.text[: passage.start].rstrip(" ") or self.text[: passage.start].rstrip(" ")[-1] == "\n"
        )
        return heads and "؟" not in self.text[passage.start : second.start]

    def hold(self, trigger: Span) -> bool:
        """True for a trigger of something imagined."""
        passage = self._around(trigger)
        return passage is not None and passage.span not in self._left

    def _around(self, span: Span) -> Imagined | None:
        at = bisect_left(self.passages, span.end, key=_start) - 1
        return self.passages[at] if at >= 0 and self.passages[at].span.overlaps(span) else None


def _start(passage: Imagined) -> int:
    return passage.span.start


def _has_been(sentence: Sentence, found: Found) -> bool:
    """True for a verb in the past, by its letters no present («تصدر»), that opens what its sentence tells."""
    word, before = sentence.words[found.at], sentence.words[: found.at]
    not_past = word_list("grammar", "not_past")
    undone = bool(before) and before[-1].bare in not_past  # «العاصفة لم تتأخر»
    if not undone and (found.reading.kind not in ("past", "passive") or word.bare.startswith(_PRESENT)):
        return False
    if any(
        each.bare.startswith(_PRESENT) and len(each.bare) > 3 and each.time < 0 > each.mention
        for i, each in enumerate(before)
        if not i or before[i - 1].bare not in not_past
    ):
        return False
    return {each.bare for each in before}.isdisjoint(word_list("modality", "hypothetical", "imagining"))
