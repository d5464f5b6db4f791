"""Who says so: the isnad of a clause, from verbs of saying, words of attribution and «NAME:» lines.

A source has a scope: the words it is answerable for. The innermost scope around a trigger is its source;
scopes around that one, and outlets that were told («لموقع ...») or that relay («نقلت ... عن ...»), are the chain.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.chunks import Chunk, chunks
from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.modality import said_after_all
from reader.analysis.events.readings import read_word
from reader.analysis.events.source_names import LONGEST, Naming
from reader.analysis.events.speech import speech_verbs
from reader.lazy_dataclass import dataclass
from reader.model import Mention, Source, SourceKind

_STOPS = frozenset("؛.")
_QUOTES = frozenset('"»”')  # that close what is said


@dataclass(frozen=True, slots=True)
class Scope:
    """Words `[start, end)` of a sentence that a source is answerable for."""

    start: int
    end: int
    source: Source


class Speakers(Naming):
    """Reads the scopes of the sentences of one document in order; it remembers who spoke last."""

    def __init__(self, text: str, mentions: Sequence[Mention], vocabulary: frozenset[str]) -> None:
        super().__init__(text, mentions)
        self._vocabulary = vocabulary

    def scopes(self, sentence: Sentence) -> tuple[Scope, ...]:
        """The scopes of a sentence, outermost first."""
        found: list[Scope] = []
        label = self._label(sentence)
        if label is not None:
            found.append(label)
        for at, word in enumerate(sentence.words):
            if word.begins or not word.form.attributes:
                continue
            scope = (
                self._attribution(sentence, at)
                or self._saying(sentence, at, found)
                or self._noun(sentence, at)
            )
            if scope is not None:
                found.append(scope)
        if found:
            self._last = found[-1].source
        return tuple(found)

    # -- three ways of naming a source

    def _label(self, sentence: Sentence) -> Scope | None:
        """«المصدر نفسه: ...»: a short phrase that names a speaker, then a colon."""
        for at, word in enumerate(sentence.words[1:12], start=1):
            if ":" not in word.break_before:
                continue
            first = next(iter(chunks(sentence, 0, at, self._mentions, vocabulary=self._vocabulary)), None)
            if first is None or first.governor or first.words[0] != 0:
                return None
            kind = self._kind(first, sentence)
            if kind is SourceKind.BODY and not first.mentions:
                return None
            if kind is SourceKind.BODY and any(
                r.kind == "masdar" for i in first.head[:1] for r in read_word(sentence.words[i].folded)
            ):
                return None  # «زلزال الحوز: ...» is what the line is about
            said = any(
                w.folded in speech_verbs().all or w.bare in speech_verbs().all for w in sentence.words[:at]
            )
            return None if said else Scope(at, len(sentence.words), self._source(first, sentence, at))
        return None

    def _attribution(self, sentence: Sentence, at: int) -> Scope | None:
        words = sentence.words
        if words[at].bare not in word_list("speech", "attributions"):
            return None
        start = at + 1
        while start < len(words) and words[start].bare in word_list("speech", "attributed_by"):
            start += 1
        if (start < len(words) and self._verb(words[start].folded.removesuffix("ه"), words[start].bare)) or (
            start < len(words) and self._verb(words[start].folded, words[start].bare)
        ):
            start += 1
        if start >= len(words):
            return None
        phrase = next(
            iter(chunks(sentence, start, len(words), self._mentions, vocabulary=self._vocabulary)), None
        )
        if phrase is None or not phrase.words or phrase.words[0] > start + 1:
            return None
        via: tuple[str, ...] = ()
        if phrase.governor == "ل" and start > at + 1 and self._kind(phrase, sentence) is SourceKind.OUTLET:
            told = self._source(phrase, sentence, len(words)).name  # «وفق ما ذكره للجزيرة نت موظف محلي»
            after = chunks(
                sentence, phrase.words[-1] + 1, len(words), self._mentions, vocabulary=self._vocabulary
            )
            speaker = next(iter(after), None)
            if speaker is not None and not speaker.governor and speaker.words[0] == phrase.words[-1] + 1:
                phrase, via = speaker, (told,)
        if (
            phrase.head
            and not phrase.mentions
            and self._kind(phrase, sentence) is SourceKind.BODY
            and not self._speaks(phrase, sentence)
            and not self._written(phrase, sentence)
        ):
            return None  # «استنادا إلى الفصل 80»
        named = self._named_after(phrase, sentence, len(words))
        source = named[0] if named else self._source(phrase, sentence, len(words))
        if via:
            source = Source(source.name, source.kind, (*source.via, *via), source.span)
        return Scope(0 if at <= 1 else self._clause_start(sentence, at), len(words), source)

    def _clause_start(self, sentence: Sentence, at: int) -> int:
        """An attribution in the middle covers its sentence; after a full colon only what follows."""
        for i in range(at, 0, -1):
            if any(b in "؛:" for b in sentence.words[i].break_before):
                return i
        return 0

    def _saying(self, sentence: Sentence, at: int, outer: Sequence[Scope]) -> Scope | None:
        words = sentence.words
        word = words[at]
        verb = self._verb(word.folded, word.bare)
        if word.bare in word_list("speech", "participles") and at:
            begin = self._said_from(sentence, at + 1, at + 5)
            source = outer[-1].source if outer else self._last
            return Scope(begin, len(words), source) if begin >= 0 and source else None
        if not verb or word.time >= 0:
            return None
        denied = at and words[at - 1].bare in word_list("modality", "denied", "before_verb")
        if denied and not said_after_all(sentence, at):
            return None  # «ولم يؤكد الجيش مقتل القائد»: not his word
        begin = self._said_from(sentence, at + 1, min(len(words), at + 16))
        relay, common = verb in speech_verbs().relays, verb in speech_verbs().otherwise
        behind = at > 0 and not _QUOTES.isdisjoint(word.break_before)  # of what is said
        if begin < 0 and common and not (relay or behind):
            return None  # «مشى بين الركام»
        subject, via, end = self._speaker(sentence, at, self._told_by(sentence, at, begin), relay)
        if begin < 0 and subject is not None and behind:
            return Scope(0, at, subject)  # «"انسحبت قواتنا"، يقول القائد»
        if begin < 0 and common and not (relay and via):
            return None  # «تنقل الشاحنات المصابين»
        if begin < 0:
            begin = self._masdar_from(sentence, end) if subject else -1
        if begin < 0:
            return None
        if subject is None:
            if verb in speech_verbs().continues and self._last is not None and at <= 1:
                return Scope(begin, len(words), self._last)
            return None
        outers = [
            s.source.name
            for s in outer
            if s.start <= at < s.end
            and s.source.name != subject.name
            and not self._turns(sentence, s.start, at)
        ]
        chain = tuple(dict.fromkeys([*via, *reversed(outers)]))
        return Scope(begin, len(words), Source(subject.name, subject.kind, chain, subject.span))

    def _turns(self, sentence: Sentence, start: int, at: int) -> bool:
        """Whether the sentence turns to another speaker between two words: «قال الجيش إن ...، في حين قالت الوزارة»."""
        turns = word_list("speech", "turns")
        return any(
            word.bare in turns and (word.break_before or sentence.words[i - 1].break_before)
            for i, word in enumerate(sentence.words[start : at + 1], start=start)
            if i
        )

    def _told_by(self, sentence: Sentence, at: int, begin: int) -> int:
        """The word before which whoever speaks is named: «أفاد سكان | بأنهم سمعوا»."""
        if begin < 0:
            return at + 10
        last = sentence.words[begin - 1].bare
        return begin - 1 if begin - 1 > at and last in word_list("speech", "complementizers") else begin

    def _noun(self, sentence: Sentence, at: int) -> Scope | None:
        """«بتأكيد الوزارة أن ...», «دفع رويترز إلى ترجيح أن ...»: a noun of saying with who says it beside it."""
        words = sentence.words
        letters = words[at].bare
        listed = word_list("speech", "nouns")
        if letters not in listed and not (letters[:1] in "بل" and letters[1:] in listed):
            return None
        begin = self._said_from(sentence, at + 1, min(len(words), at + 10))
        if begin < 0 or words[begin - 1].bare not in word_list("grammar", "that_noun"):
            return None
        if begin == at + 2:  # nobody between the noun and أن: who was led to say it
            if at < 2 or words[at - 1].bare not in word_list("speech", "led_to"):
                return None
            before = list(chunks(sentence, max(0, at - 7), at - 1, self._mentions, through=True))
            phrase = before[-1] if before and before[-1].words[-1] == at - 2 else None
        else:
            phrase = next(
                iter(chunks(sentence, at + 1, begin - 1, self._mentions, vocabulary=self._vocabulary)), None
            )
            if phrase is not None and (phrase.governor or phrase.words[0] != at + 1):
                phrase = None
        if phrase is None or not phrase.words:
            return None
        if self._kind(phrase, sentence) is SourceKind.BODY and not self._speaks(phrase, sentence):
            return None
        return Scope(begin, len(words), self._source(phrase, sentence, begin - 1))

    def _said_from(self, sentence: Sentence, start: int, stop: int) -> int:
        """The word after which what is said begins: after أن, a colon or an opening quote; -1 for none."""
        for i in range(start, min(stop, len(sentence.words))):
            word = sentence.words[i]
            if i > start and ":" in word.break_before:
                return i
            if word.bare in word_list("speech", "complementizers") and word.bare not in word_list(
                "speech", "about"
            ):
                return i + 1
            if not _STOPS.isdisjoint(word.break_before):
                return -1
        return -1

    def _masdar_from(self, sentence: Sentence, start: int) -> int:
        """«أكدت الوزارة وفاة ...»: what is said is the phrase after the subject."""
        return start if start < len(sentence.words) else -1

    def _speaker(
        self, sentence: Sentence, at: int, stop: int, relay: bool
    ) -> tuple[Source | None, list[str], int]:
        """The subject of a verb of saying, the outlets in between, and the word after them."""
        words = sentence.words
        via: list[str] = []
        subject: Source | None = None
        end = at + 1
        after = list(
            chunks(sentence, at + 1, min(stop, len(words)), self._mentions, vocabulary=self._vocabulary)
        )
        before = self._before(sentence, at)
        if before is not None:
            subject = self._source(before, sentence, at)
        for phrase in after:
            if phrase.after_comma:
                break
            if not phrase.governor and subject is None and phrase.words[0] == at + 1:
                if self._kind(phrase, sentence) is SourceKind.BODY and not self._speaks(phrase, sentence):
                    break
                subject = self._source(phrase, sentence, stop)
                end = phrase.words[-1] + 1
                if named := self._named_after(phrase, sentence, min(stop, len(words))):
                    subject, end = named
            elif subject is None and via and not phrase.governor and self._speaks(phrase, sentence):
                subject = self._source(phrase, sentence, stop)  # «ذكر للجزيرة نت موظف محلي»
                end = phrase.words[-1] + 1
            elif phrase.governor == "ل" and self._kind(phrase, sentence) is SourceKind.OUTLET:
                via.append(self._source(phrase, sentence, stop).name)
                end = phrase.words[-1] + 1
            elif phrase.governor in word_list("speech", "about") and relay and subject is not None:
                via.insert(0, subject.name)
                subject = self._source(phrase, sentence, stop)
                end = phrase.words[-1] + 1
        return subject, via, end

    def _before(self, sentence: Sentence, at: int) -> Chunk | None:
        """«مصادر مقربة من الكرملين أكدت أن»: the speaker before the verb."""
        words = sentence.words
        if words[at].folded != words[at].bare:
            return None
        start = at
        if at and words[at - 1].bare in word_list("speech", "had"):
            at -= 1
            start = at
        while start > 0 and at - start < LONGEST:
            if words[start].break_before or words[start - 1].bare in word_list("grammar", "openers"):
                break
            start -= 1
        first = next(iter(chunks(sentence, start, at, self._mentions, vocabulary=self._vocabulary)), None)
        if first is None or first.governor or first.words[0] != start or start == at:
            return None
        kind = self._kind(first, sentence)
        if first.mentions or kind in (SourceKind.ANONYMOUS, SourceKind.OUTLET, SourceKind.PERSON):
            return first
        return None


def source_at(scopes: Sequence[Scope], at: int) -> Source | None:
    """The innermost source answerable for word `at`; None where nobody is quoted."""
    best: Scope | None = None
    for scope in scopes:
        if scope.start <= at < scope.end and (best is None or scope.start >= best.start):
            best = scope
    return best.source if best else None
