"""A name that is sure in one document is found in the others, where the finder missed it.

Sure are names of several words (a person's, a listed or a rule's organisation or place, or whatever two documents say),
and single words that nothing else is called: a definite surname or a strange word. Cautions, as inside a document
(reader.analysis.entities.propagation): clitics come off only where the rest is no known word with them; a word that is
ordinary, a nationality, a given name or a listed name is never learnt alone; a name that two entities or two kinds bear is left;
nothing is laid over a mention, nor inside a longer name («محمد حسن» in «محمد حسن التهامي»).

One pass over the words of each text; what is learnt depends on no order of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.analysis.entities.clitics import after_letters
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.found import scan
from reader.analysis.entities.groups import Groups
from reader.analysis.entities.keys import key_words, parts
from reader.analysis.entities.lexicon import function_words
from reader.analysis.entities.local import normal_name
from reader.analysis.entities.persons import JOINTS
from reader.analysis.entities.tokens import TOKEN, Token, norm_of, tokenise
from reader.analysis.linking import LinkInput
from reader.model import EntityType, Mention, Span

_QUOTED = 6  # words of a document's beginning that name it in the reason
_SHORTEST = 4  # letters of a word that is learnt alone
_MOSTLY = "7"  # tenths of a word's occurrences that name people
_WEAK = ("model", "joined to a place")


@dataclass(frozen=True, slots=True)
class _Name:
    """Folded words that name one entity, and the first document (by id) that is sure of it."""

    words: tuple[str, ...]
    type: EntityType
    entity: str
    doc: str


def learnt(
    groups: Groups, documents: Sequence[LinkInput], mentions: Mapping[str, Sequence[Mention]]
) -> dict[str, list[tuple[Mention, str]]]:
    """For each document the mentions it gains, in text order, each with the entity it belongs to."""
    vocab = vocabulary()
    forms = _forms(vocab, _names(groups, documents, mentions, vocab))
    if not forms:
        return {}
    titles = {each.doc: " ".join(each.text[:200].split()[:_QUOTED]) for each in documents}
    out = {}
    for each in documents:
        if forms.keys().isdisjoint(map(norm_of, TOKEN.findall(each.text))):
            continue
        if found := list(_in_text(each.text, mentions[each.doc], forms, vocab, titles)):
            out[each.doc] = found
    return out


def _names(
    groups: Groups,
    documents: Sequence[LinkInput],
    mentions: Mapping[str, Sequence[Mention]],
    vocab: Vocabulary,
) -> list[_Name]:
    """What can be learnt from the mentions of all documents."""
    entity_of = {member: group.id for group in groups.by_id.values() for member in group.members}
    called: dict[tuple[str, ...], set[str]] = defaultdict(set)  # words -> entities so called
    docs: dict[tuple[str, ...], set[str]] = defaultdict(set)
    sure: dict[tuple[str, ...], str] = {}  # words -> first document
    for each in documents:
        for index, mention in enumerate(mentions[each.doc]):
            entity = entity_of.get((each.doc, index))
            words = tuple(token.norm for token in tokenise(mention.name))
            if entity is None or not words:
                continue
            called[words].add(entity)
            docs[words].add(each.doc)
            if mention.type is EntityType.PER:
                pieces = parts(key_words(mention.name))
                if len(pieces) > 1:
                    called[pieces[-1]].add(entity)
                    if _alone(pieces[-1], vocab):
                        sure.setdefault(pieces[-1], each.doc)
            weak = mention.why.startswith(_WEAK)
            several = len(words) > 1 and (mention.type is EntityType.PER or not weak)
            if several or (len(words) == 1 and not weak and _alone(words, vocab)):
                sure.setdefault(words, each.doc)
    for words, found in docs.items():
        if len(words) > 1 and len(found) > 1:
            sure.setdefault(words, min(found))
    return [
        _Name(words, groups.by_id[entity].type, entity, doc)
        for words, doc in sorted(sure.items())
        if len(called[words]) == 1 and not _loose(words, vocab)
        for entity in called[words]
    ]


def _alone(words: tuple[str, ...], vocab: Vocabulary) -> bool:
    """Whether a single word says by itself who is meant."""
    word = words[-1]
    lex = vocab.lex
    if len(words) != 1 or len(word) < _SHORTEST or not word.isalpha() or word in function_words():
        return False
    if word in lex.given or word in lex.doubtful or lex.nationality(word) or vocab.word(word).office:
        return False
    if word in lex.phrases:
        return False
    if word in vocab.clusters:  # a word of the news: only where news says it of people, or with its article
        return word in lex.names and (word.startswith("ال") or vocab.tendencies.get(word, "0")[0] >= _MOSTLY)
    return word in lex.names or word.removeprefix("ال") not in vocab.clusters


def _loose(words: tuple[str, ...], vocab: Vocabulary) -> bool:
    """Several words of which none is a name: «الجيش النظامي» means another army elsewhere."""
    return len(words) > 1 and all(
        word in vocab.clusters and word not in vocab.lex.names and word.startswith("ال") for word in words
    )


def _forms(vocab: Vocabulary, names: Sequence[_Name]) -> dict[str, list[tuple[int, _Name]]]:
    """First word as it may stand in a text, with its clitics -> (clitic letters, name), longest names first."""
    out: dict[str, list[tuple[int, _Name]]] = defaultdict(list)
    for name in names:
        word = name.words[0]
        clitics = ["و", "ف", "ب", "ك", "وب", "وك"]
        spelt = [(len(each), each + word) for each in clitics]
        spelt += [(len(each), each + (word[1:] if word.startswith("ال") else word)) for each in ("ل", "ول")]
        out[word].append((0, name))
        for letters, form in spelt:
            listed = form in vocab.lex.names or form in vocab.lex.phrases
            if not listed and (form not in vocab.clusters or word.startswith("ال")):
                out[form].append((letters, name))
    for found in out.values():
        found.sort(key=lambda one: (-len(one[1].words), one[0], one[1].words))
    return dict(out)


def _in_text(
    text: str,
    known: Sequence[Mention],
    forms: Mapping[str, list[tuple[int, _Name]]],
    vocab: Vocabulary,
    titles: Mapping[str, str],
) -> Iterator[tuple[Mention, str]]:
    read = scan(text)
    spans = sorted((mention.span.start, mention.span.end) for mention in known)
    nth, free_from = 0, 0
    for first_token, end in read.sentences:
        for at in range(first_token, end):
            found = forms.get(read.norms[at])
            if found is None or read.tokens[at].start < free_from:
                continue
            while nth < len(spans) and spans[nth][1] <= read.tokens[at].start:
                nth += 1
            for letters, name in found:
                last = at + len(name.words)
                if last > end or tuple(read.norms[at + 1 : last]) != name.words[1:]:
                    continue
                stop = read.tokens[last - 1].end
                if nth < len(spans) and spans[nth][0] < stop:
                    continue
                if not _stands(
                    read.tokens[first_token:end], at - first_token, last - first_token, name, vocab
                ):
                    continue
                token = read.tokens[at]
                start = token.start + after_letters(read.surface(at), letters)
                span = Span(start, stop)
                article = letters > 0 and token.norm[letters - 1 : letters + 1] == "لل"
                why = f"named in another document («{titles[name.doc]}»)"
                yield (
                    Mention(span, name.type, span.of(text), normal_name(span.of(text), article), why),
                    name.entity,
                )
                free_from = stop
                break


def _stands(tokens: Sequence[Token], at: int, last: int, name: _Name, vocab: Vocabulary) -> bool:
    """Whether the words around leave the name whole: no longer name goes through it, no noun owns it as an adjective."""
    before = tokens[at - 1].norm if at else ""
    after = tokens[last].norm if last < len(tokens) else ""
    names = vocab.lex.names
    if name.type is EntityType.PER:
        if after and (after in JOINTS or _name_word(after, vocab)):
            return False
        if before and (before in JOINTS or (_name_word(before, vocab) and not vocab.word(before).office)):
            return False
    elif after.startswith("ال") and len(after) > 4 and name.type is EntityType.ORG and after not in names:
        return False
    if len(name.words) == 1:
        definite = before.startswith(("ال", "لل", "بال", "وال")) and not vocab.word(before).office
        return not (definite and name.words[0].startswith("ال") and name.words[0].endswith(("ي", "يه")))
    return True


def _name_word(norm: str, vocab: Vocabulary) -> bool:
    return norm in vocab.lex.names and norm not in vocab.lex.doubtful and norm not in function_words()
