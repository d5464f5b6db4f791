"""Keymaps: complete, without clashes, up to date, and every action within reach from every keyboard."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from reader import keymap
from reader.actions import ACTIONS, BY_ID, CONTEXTS, LETTER
from reader.keymap import Keymap, Match, Pending, checking, generate, layouts
from reader.keymap.layouts import Layout

ROOT = Path(__file__).resolve().parents[2]
KEYMAPS = ROOT / "keymaps"
NAMES = ("default", "vim", "emacs", "arabic")
ALONE = (("input",), ("editor",), ("hints",))
PLACES = (*checking.MET, *ALONE)
# what Escape (Ctrl+G) does is the nearest thing that is open
MEANT = {("passages", "app.escape")}


def named(name: str) -> Keymap:
    return keymap.load(name, (KEYMAPS,))


@pytest.mark.parametrize("name", NAMES)
def test_a_keymap_is_complete_and_without_clashes(name: str) -> None:
    chosen = named(name)
    assert chosen.name == name and not chosen.problems
    assert checking.check(chosen) == []
    lines, problems = keymap.read(KEYMAPS / f"{name}.toml")
    assert not problems and set(lines) == set(BY_ID)


def test_generated_files_are_fresh() -> None:
    default = keymap.default_keymap()
    assert (KEYMAPS / "default.toml").read_text(encoding="utf-8") == generate.written(
        default, generate.ABOUT
    ), "run python -m reader.keymap"
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == generate.keys_page(default), (
        "run python -m reader.keymap"
    )


def typed(sequence: tuple[str, ...], layout: Layout | None) -> list[tuple[str, ...]]:
    """What arrives from a keyboard: the same physical keys, or the keys there that type the very character."""
    parts = []
    for key in sequence:
        key = "k" if key == LETTER else key
        if layout is not None and len(key) == 1:
            itself = [(key,)] if key in layout.letters else []
            parts.append([*(tuple(each) for each in layout.types.get(key, (key,))), *itself])
        else:
            parts.append([(key,)])
    return [tuple(letter for part in choice for letter in part) for choice in product(*parts)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", [None, *layouts.layouts()], ids=lambda each: each.name if each else "us")
def test_every_action_is_within_reach(name: str, layout: Layout | None) -> None:
    """Everywhere that its context is met: a list's own key must not hide what works all over the screen."""
    chosen = named(name)
    missing = []
    for contexts in PLACES:
        for action in ACTIONS:
            if action.context not in contexts or (contexts[0], action.id) in MEANT:
                continue
            found = (
                keymap.find(chosen, contexts, keys)
                for sequence in chosen.of(action.id)
                for keys in typed(sequence, layout)
            )
            if not any(isinstance(each, Match) and each.action == action.id for each in found):
                missing.append(f"{action.id} in {contexts[0]}")
    assert not missing


def test_a_letter_of_two_meanings_means_the_written_one_first() -> None:
    default = keymap.default_keymap()
    contexts = checking.MET[0]
    assert keymap.find(default, contexts, (">",)) == Match("go.next_article")
    assert keymap.find(default, contexts, ("ل", "ا")) == Match("go.back")  # the B key
    assert isinstance(keymap.find(default, contexts, ("ل",)), Pending)
    assert keymap.find(default, contexts, ("ل", "ل")) == Match("text.top")  # g g
    assert keymap.find(default, contexts, ("m", "ش")) == Match("go.set_mark", "ش")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[go]\nbakc = ['b']\n", "did you mean go.back?"),
        ("[goo]\nback = ['b']\n", "unknown context"),
        ("[go]\nback = ['ctrl+nonsense']\n", "is no key"),
        ("[go]\nback = 3\n", "wants a list"),
        ("format = 7\n", "format 7"),
        ("[go\n", "stays in force"),
    ],
)
def test_a_wrong_line_costs_that_line(text: str, said: str) -> None:
    lines, problems = keymap.parse(
        text + ("\n[text]\ndown = ['z']\n" if "[go\n" not in text else ""), "mine.toml"
    )
    assert len(problems) == 1 and said in problems[0] and problems[0].startswith("mine.toml")
    if "[go\n" not in text:
        assert lines["text.down"] == (("z",),)


def test_clashes_and_endless_sequences_are_said() -> None:
    lines, _ = keymap.parse("[text]\ndown = ['x']\nup = ['x', 'x y']\n", "mine")
    problems = checking.check(keymap.default_keymap().layered(lines, "mine"))
    assert any("given to both" in each for each in problems) and any(
        "can never be typed" in each for each in problems
    )


def test_a_key_hidden_by_a_nearer_context_is_said() -> None:
    default = keymap.default_keymap()
    lines, _ = keymap.parse("[timeline]\nsource = ['w']\n", "mine")
    new = [
        each
        for each in checking.shadowed(default.layered(lines, "mine"))
        if each not in checking.shadowed(default)
    ]
    assert "view.fold: w f is timeline.source in the timeline" in new


def test_an_unknown_keymap_names_the_nearest() -> None:
    assert "did you mean 'emacs'" in keymap.load("emcas", (KEYMAPS,)).problems[0]


def test_the_users_lines_lie_on_top(tmp_path: Path) -> None:
    user = tmp_path / "keymap.toml"
    user.write_text('[app]\nquit = ["Q"]\n', encoding="utf-8")
    chosen = keymap.load("vim", (KEYMAPS,), user)
    assert chosen.of("app.quit") == (("Q",),) and chosen.of("text.copy") == named("vim").of("text.copy")


def test_contexts_and_actions_belong_together() -> None:
    contexts = {each.id for each in CONTEXTS}
    assert {each.context for each in ACTIONS} <= contexts
    assert len({each.id for each in ACTIONS}) == len(ACTIONS)
