"""What stands over a note while it is written: `#tag`, `=label` and `!state` in its first line, in plain letters.

The same signs filter the list of notes, with `@author` and `+name` (of a person, organisation or place) besides. A first line that holds anything else is the note's own.
"""

from __future__ import annotations

from reader.catalogue import N_
from reader.lazy_dataclass import dataclass
from reader.model import Note, NoteState

STATES = {NoteState.OPEN: N_("still open"), NoteState.CHECK: N_("check"), NoteState.DONE: N_("done")}
HIGHLIGHT = N_("highlight")  # the label of a passage marked without words
GLANCE = 300  # code points that a row shows of a note
BLANK = "_"  # stands for a blank inside a tag or label


@dataclass(frozen=True)
class Head:
    """What a note has besides its words."""

    tags: tuple[str, ...] = ()
    label: str = ""
    state: NoteState = NoteState.OPEN


@dataclass(frozen=True)
class NoteFilter:
    """What the list of notes is narrowed to; the words are searched folded."""

    words: str = ""
    tag: str | None = None
    state: NoteState | None = None
    author: str | None = None
    about: str | None = None  # the name of an entity


def glance(text: str) -> str:
    """The beginning of a note (or quote) in one line, for rows that show no more: 2 MB of it are not looked at."""
    return " ".join(text[: 2 * GLANCE].split())[:GLANCE]


def head_of(note: Note) -> Head:
    """The head of a note that there is."""
    return Head(note.tags, note.label, note.state)


def state_of(word: str, translated: dict[str, NoteState]) -> NoteState | None:
    """The state that a word names, in English or in the interface's language."""
    return next(
        (each for each in NoteState if each.value == word.casefold()),
        translated.get(word.replace(BLANK, " ")),
    )


def split(text: str, translated: dict[str, NoteState]) -> tuple[Head, str]:
    """What was typed, taken apart: the head (its line may be missing) and the body."""
    first, _, rest = text.partition("\n")
    tokens = first.split()
    tags, label, state = list[str](), "", NoteState.OPEN
    for token in tokens:
        sign, word = token[0], token[1:].replace(BLANK, " ").strip()
        if sign == "#" and word and not word.startswith("#"):
            tags.append(word)
        elif sign == "=" and word and not label:
            label = word
        elif sign == "!" and (found := state_of(token[1:], translated)) is not None:
            state = found
        else:
            return Head(), text.strip()
    return (
        (Head(tuple(dict.fromkeys(tags)), label, state), rest.strip()) if tokens else (Head(), text.strip())
    )


def joined(head: Head, body: str) -> str:
    """A note as it is edited: its head, where it has one, in a first line."""
    line = line_of(head)
    return f"{line}\n{body}" if line else body


def line_of(head: Head) -> str:
    """The head's line; "" for a head that says nothing."""
    parts = ["#" + each.replace(" ", BLANK) for each in head.tags]
    if head.label:
        parts.append("=" + head.label.replace(" ", BLANK))
    if head.state is not NoteState.OPEN:
        parts.append("!" + head.state.value)
    return " ".join(parts)


def filter_of(text: str, translated: dict[str, NoteState]) -> NoteFilter:
    """A filter as it is typed; what is no sign is a word to search for."""
    words, found = list[str](), NoteFilter()
    tag, state, author, about = found.tag, found.state, found.author, found.about
    for token in text.split():
        sign, word = token[0], token[1:].replace(BLANK, " ").strip()
        if sign == "#" and word:
            tag = word
        elif sign == "!" and (named := state_of(token[1:], translated)) is not None:
            state = named
        elif sign == "@" and word:
            author = word
        elif sign == "+" and word:
            about = word
        else:
            words.append(token)
    return NoteFilter(" ".join(words), tag, state, author, about)
