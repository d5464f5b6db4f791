"""What a source is called and what it is: a person, a body, an outlet, or somebody whose name is kept back."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, without_article, word_list, word_lists
from reader.analysis.events.numerals import is_number
from reader.analysis.events.readings import read_word
from reader.analysis.events.speech import speech_verbs
from reader.model import EntityType, Mention, Source, SourceKind, Span
from reader.text.fold import fold

LONGEST = 9  # words of a source's name


class Naming:
    """Phrases to Sources, in the order of the text: «المصدر نفسه» is who spoke last."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._last: Source | None = None

    def _named_after(self, phrase: Chunk, sentence: Sentence, stop: int) -> tuple[Source, int] | None:
        """«المدير العام للجمارك بدري ضاهر»: who bears the title, before anything else begins; and the word after the name."""
        mentions, words = self._mentions, sentence.words
        if any(mentions[m].type is EntityType.PER for m in phrase.mentions) or not phrase.head:
            return None
        head = without_article(words[phrase.head[0]].bare)
        titles = word_lists(("grammar", "person_titles"), ("speech", "anonymous_heads"))
        if not {head, head.removesuffix("ه")} & titles:
            return None
        for i in range(phrase.words[-1] + 1, min(stop, phrase.words[0] + LONGEST)):
            word = words[i]
            if word.break_before or word.bare in word_list("grammar", "openers"):
                return None
            if word.mention >= 0 and word.begins and mentions[word.mention].type is EntityType.PER:
                if word.clitics:
                    return None
                found = mentions[word.mention]
                last = max(n for n, each in enumerate(words) if each.mention == word.mention)
                return Source(found.name or found.text, SourceKind.PERSON, (), found.span), last + 1
        return None

    def _speaks(self, phrase: Chunk, sentence: Sentence) -> bool:
        """A phrase without a name speaks when its head is a side, a person or a body: «الجيش», «وزارة الدفاع»."""
        if phrase.mentions:
            return True
        head = sentence.words[phrase.head[0]].bare
        bare = without_article(_unclitic(head, phrase.governor))
        known = word_lists(
            ("grammar", "side_heads"),
            ("grammar", "person_titles"),
            ("speech", "speakers"),
            ("speech", "anonymous_heads"),
            ("speech", "outlet_heads"),
        )
        return (
            bare in known
            or bare.removesuffix("ه") in known
            or (head.startswith("ال") and bare.endswith(("ون", "ين", "يه")) and len(bare) > 4)
        )

    def _written(self, phrase: Chunk, sentence: Sentence) -> bool:
        """«استنادا إلى سجلات الميناء»: a document or figures answer for it."""
        head = without_article(_unclitic(sentence.words[phrase.head[0]].bare, phrase.governor))
        return head in word_lists(("speech", "documents"), ("speech", "said_nouns"))

    def _source(self, phrase: Chunk, sentence: Sentence, stop: int) -> Source:
        head = sentence.words[phrase.words[0]]
        again = any(sentence.words[i].bare in word_list("speech", "again") for i in phrase.words)
        definite = head.bare.startswith(("ال", "لل", "بال"))
        kind = self._kind(phrase, sentence)
        if (
            self._last is not None
            and kind is SourceKind.ANONYMOUS
            and (again or (definite and len(phrase.words) == 1))
        ):
            return self._last
        if (latter := self._latter(phrase, sentence)) is not None:
            return latter
        main = phrase.main(self._mentions)
        if main >= 0 and self._related(phrase, sentence):
            span = Span(head.span.start, self._mentions[main].span.end)
            if head.bare != head.folded and not phrase.governor:
                span = Span(span.start + 1, span.end)
            return Source(" ".join(span.of(self._text).split()), SourceKind.ANONYMOUS, (), span)
        if main >= 0 and (
            self._mentions[main].type is EntityType.PER or kind is SourceKind.OUTLET or not phrase.head
        ):
            mention = self._mentions[main]
            return Source(mention.name or mention.text, kind, (), mention.span)
        first, last = phrase.words[0], self._last_word(phrase, sentence, stop, kind)
        if len(phrase.words) > 1 and sentence.words[first].bare in word_list("speech", "said_nouns"):
            first += 1  # «رواية ضابط متقاعد»
            if without_article(sentence.words[first].bare) in (
                word_lists(("speech", "anonymous_heads"), ("grammar", "person_titles"))
            ):
                kind = SourceKind.ANONYMOUS
        for i in range(first + 1, phrase.words[-1] + 1):
            if sentence.words[i].bare in word_list("speech", "said_nouns"):
                last = min(last, i - 1)
        span = Span(sentence.words[first].start, sentence.words[last].end)
        if phrase.governor in ("ل", "ب") and sentence.words[first].folded[:1] == phrase.governor:
            span = Span(span.start + 1, span.end)
        if sentence.words[first].bare != sentence.words[first].folded and not phrase.governor:
            span = Span(span.start + 1, span.end)
        return Source(" ".join(span.of(self._text).split()), kind, (), span)

    def _related(self, phrase: Chunk, sentence: Sentence) -> bool:
        """«عائلة سامي حداد», «محامي سامي حداد»: those who speak are not he."""
        if not phrase.head or phrase.head[0] > phrase.words[0]:
            return False
        head = sentence.words[phrase.head[0]]
        letters = _unclitic(head.bare, phrase.governor)
        first = self._mentions[phrase.mentions[0]]
        beside = sentence.words[phrase.words[0] + 1].mention == phrase.mentions[0]
        his = letters.endswith("ه") and not head.form.marbuta  # «قال صديقه فلان»
        listed = letters in word_list("speech", "theirs") and not his
        return first.type is EntityType.PER and beside and listed

    def _latter(self, phrase: Chunk, sentence: Sentence) -> Source | None:
        """«في حين تحدثت الأخيرة عن»: the body (or, masculine, the person) named last before it."""
        first = sentence.words[phrase.words[0]]
        if len(phrase.words) != 1 or first.bare not in word_list("grammar", "person_anaphors"):
            return None
        wanted = (
            (EntityType.ORG, EntityType.LOC)
            if first.bare in word_list("grammar", "feminine_anaphors")
            else (EntityType.PER, EntityType.ORG)
        )
        for kind in wanted:
            for mention in reversed(self._mentions):
                if mention.type is kind and sentence.words[0].start <= mention.span.start < first.start:
                    found = SourceKind.PERSON if kind is EntityType.PER else SourceKind.BODY
                    return Source(mention.name or mention.text, found, (), mention.span)
        return None

    def _last_word(self, phrase: Chunk, sentence: Sentence, stop: int, kind: SourceKind) -> int:
        """An unnamed source is told with what describes it: «مصادر مقربة من الكرملين»."""
        last = phrase.words[-1]
        words = sentence.words
        written = words[phrase.words[0]].bare in word_list("speech", "documents")
        if kind is not SourceKind.ANONYMOUS and not written:
            return last
        while last + 1 < min(stop, len(words)) and last - phrase.words[0] < LONGEST:
            following = words[last + 1]
            if following.bare in word_list("speech", "ends_source"):
                break
            if following.break_before or following.bare in word_list("grammar", "openers"):
                break
            after = words[last + 2] if last + 2 < len(words) else following
            if written and any(r.kind in ("past", "present") for r in read_word(following.folded)):
                break
            if following.time >= 0 or (following.bare in word_list("grammar", "inside") and after.time >= 0):
                break
            if self._verb(following.folded, following.bare) or following.bare in word_list(
                "speech", "complementizers"
            ):
                break
            told = following.clitics == "ل" or following.folded.startswith(
                tuple(word_list("speech", "told_to"))
            )
            if told and not written:
                break
            last += 1
        return last

    def _kind(self, phrase: Chunk, sentence: Sentence) -> SourceKind:
        nouns = [i for i in phrase.head if not is_number(sentence.words[i].bare)][:2]
        heads = [without_article(_unclitic(sentence.words[i].bare, phrase.governor)) for i in nouns]
        main = phrase.main(self._mentions)
        if any(h in word_list("speech", "outlet_heads") for h in heads):
            return SourceKind.OUTLET
        if main >= 0:
            mention = self._mentions[main]
            if set(fold(f"{mention.text} {mention.name}").split()) & word_list("speech", "outlets"):
                return SourceKind.OUTLET
            if mention.type is EntityType.PER:
                return SourceKind.PERSON
        if heads and heads[0] in word_list("speech", "anonymous_heads"):
            return SourceKind.ANONYMOUS
        if (
            heads
            and heads[0] in word_list("grammar", "person_titles")
            and heads[0] not in word_list("grammar", "offices_for_bodies")
        ):
            return SourceKind.PERSON
        if main < 0 and {without_article(h) for h in heads} & word_list("speech", "outlets"):
            return SourceKind.OUTLET
        return SourceKind.BODY

    def _verb(self, *letters: str) -> str:
        for each in letters:
            if each in speech_verbs().all:
                return each
        return ""


def _unclitic(letters: str, governor: str) -> str:
    return (
        letters[1:]
        if governor in ("ل", "ب") and letters[:1] == governor and not letters.startswith("لل")
        else letters
    )
