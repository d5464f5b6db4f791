"""The editing engine as a table: a text with its cursor `|` (and anchor `^`), actions, the text after."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.widgets.editing import Editing

KASRA, FATHA, SHADDA = "\u0650", "\u064e", "\u0651"
FAMILY = "👨\u200d👩\u200d👧"


def read(drawn: str, **options: object) -> Editing:
    """Make an engine from a drawing: `|` is the cursor, `^` the anchor where it differs."""
    text = drawn.replace("|", "").replace("^", "")
    editing = Editing(text, **options)
    cursor = drawn.replace("^", "").index("|")
    editing.move(drawn.replace("|", "").index("^") if "^" in drawn else cursor)
    editing.move(cursor, select=True)
    return editing


def draw(editing: Editing) -> str:
    marks = [(editing.cursor, "|")] + ([(editing.anchor, "^")] if editing.anchor != editing.cursor else [])
    text = editing.text
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


CASES = [
    # what, before, actions, after
    ("Backspace takes the mark first", f"كِ{FATHA}|".replace(FATHA, ""), "backspace", "ك|"),
    ("then the letter", "ك|", "backspace", "|"),
    ("shadda and its vowel one by one", f"در{SHADDA}{FATHA}|س", "backspace", f"در{SHADDA}|س"),
    ("Backspace after lam-alef takes the alef alone", "سلا|م", "backspace", "سل|م"),
    ("Delete takes the letter with its marks", "|كِتاب", "delete", "|تاب"),
    ("an emoji family goes at once", f"أ{FAMILY}|", "backspace", "أ|"),
    ("a flag goes at once", "🇸🇾|", "backspace", "|"),
    ("a variation selector goes with its sign", "▪\ufe0f|", "backspace", "|"),
    ("a composed Latin letter loses its accent first", "cafe\u0301|", "backspace", "cafe|"),
    ("ZWNJ goes alone", "می\u200c|", "backspace", "می|"),
    ("nothing before", "|اب", "backspace", "|اب"),
    ("nothing after", "اب|", "delete", "اب|"),
    ("Backspace takes the selection", "قا^ل أ|حمد", "backspace", "قا|حمد"),
    ("Delete takes the selection backwards", "قا|ل أ^حمد", "delete", "قا|حمد"),
    ("word before", "قال أحمد |", "delete_word_before", "قال |"),
    ("word before, with marks", "قال أَحمَد|", "delete_word_before", "قال |"),
    ("word before, with ZWNJ inside", "او می\u200cرود|", "delete_word_before", "او |"),
    ("word after", "|قال أحمد", "delete_word_after", "| أحمد"),
    ("to the end", "قال| أحمد", "delete_to_line_end", "قال|"),
    ("to the start", "قال |أحمد", "delete_to_line_start", "|أحمد"),
    ("undo a deletion brings the selection back", "قا^ل أ|حمد", "backspace undo", "قا^ل أ|حمد"),
    ("redo", "قا^ل أ|حمد", "backspace undo redo", "قا|حمد"),
    ("undo with nothing to undo", "اب|", "undo", "اب|"),
    ("a row of Backspaces is one step", "سلام|", "backspace backspace backspace undo", "سلام|"),
    ("select all and cut", "سلا|م", "select_all cut", "|"),
]


@pytest.mark.parametrize(
    ("before", "actions", "after"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_editing(before: str, actions: str, after: str) -> None:
    editing = read(before)
    for action in actions.split():
        getattr(editing, action)()
    assert draw(editing) == after


def test_typing_is_undone_word_by_word() -> None:
    editing = Editing()
    for character in "قال أحمد اليوم":
        editing.type(character)
    steps = []
    while editing.undo():
        steps.append(editing.text)
    assert steps == ["قال أحمد", "قال", ""]
    while editing.redo():
        pass
    assert draw(editing) == "قال أحمد اليوم|"


def test_moving_ends_a_step() -> None:
    editing = Editing()
    editing.type("ا")
    editing.type("ب")
    editing.move(0)
    editing.type("ج")
    editing.undo()
    assert draw(editing) == "|اب"


@pytest.mark.parametrize(
    ("one_line", "pasted", "kept"),
    [
        (True, "سطر\r\nسطر\tآخر\x00\x1b[31m", "سطر سطر آخر[31m"),
        (False, "سطر\r\nسطر\tآخر\x07\u2029", "سطر\nسطر\tآخر\n"),
        (
            True,
            "می\u200cرود \u202eabc",
            "می\u200cرود \u202eabc",
        ),  # format characters are text: the painter shows them
    ],
)
def test_paste_is_cleaned(one_line: bool, pasted: str, kept: str) -> None:
    editing = Editing(one_line=one_line)
    editing.insert(pasted)
    assert editing.text == kept


def test_max_length_cuts_a_paste_and_refuses_more() -> None:
    editing = Editing("اب", max_length=4)
    assert editing.insert("جدهو")
    assert editing.text == "ابجد"
    assert not editing.insert("ز")


def test_words() -> None:
    editing = read("قال |«أحمد»: لا")
    editing.move(editing.word_after())
    assert draw(editing) == "قال «أحمد|»: لا"
    editing.move(editing.word_before())
    assert draw(editing) == "قال «|أحمد»: لا"
    editing.select_word(6)
    assert editing.selected == "أحمد"


ACTIONS = st.sampled_from(
    [
        "backspace",
        "delete",
        "undo",
        "redo",
        "delete_word_before",
        "delete_word_after",
        "select_all",
        "cut",
        "delete_to_line_start",
        "delete_to_line_end",
    ]
)
TEXTS = st.text(st.sampled_from(f"ابلأ ت{KASRA}{SHADDA}ab1-\u200c\u200d👩🇸🇾\n"), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(ACTIONS, TEXTS, st.integers(0, 20)), max_size=25))
def test_undo_all_then_redo_all(steps: list[str | int]) -> None:
    """Whatever was done: undo leads back to the beginning, redo to the end, and offsets stay in the text."""
    editing = Editing("قال", one_line=False)
    for step in steps:
        if isinstance(step, int):
            editing.move(step, select=step % 2 == 0)
        elif step.isascii() and hasattr(editing, step):
            getattr(editing, step)()
        else:
            editing.insert(step)
        assert 0 <= editing.cursor <= len(editing.text)
        assert 0 <= editing.anchor <= len(editing.text)
    end = editing.text
    while editing.undo():
        pass
    assert editing.text == "قال"
    while editing.redo():
        pass
    assert editing.text == end or any(step in ("undo",) for step in steps)
