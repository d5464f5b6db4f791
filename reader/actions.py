"""The one registry of actions. Keys, palette, footer, help, docs/keys.md and the default keymap come from here.

An action's id is `CONTEXT.NAME`; the context says where its keys work, and which part of the screen carries it
out (the nearest one around the focus with that context). Keys are written as Textual names them (`ctrl+o`,
`pagedown`) or as the character that they type; a sequence has blanks between its keys (`g g`); `LETTER`
as last key stands for any letter, which the action is given.
"""

from __future__ import annotations

from reader.catalogue import N_
from reader.lazy_dataclass import dataclass

LETTER = "LETTER"


@dataclass(frozen=True, slots=True)
class Context:
    """Where keys work: `title` heads the actions in the help."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do. `footer` is a short word for the footer, best first by `rank` (0: not there)."""

    id: str
    keys: tuple[str, ...]
    help: str
    footer: str = ""
    rank: int = 0
    tip: str = ""

    @property
    def context(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        return self.id.partition(".")[2]


CONTEXTS: tuple[Context, ...] = (
    Context("app", N_("Everywhere")),
    Context("go", N_("Going places")),
    Context("view", N_("The screen")),
    Context("text", N_("In the text")),
    Context("rows", N_("In every list")),
    Context("articles", N_("In the article list")),
    Context("entities", N_("In the people, organisations and places")),
    Context("timeline", N_("In the timeline")),
    Context("passages", N_("In a list of passages")),
    Context("compare", N_("While comparing accounts")),
    Context("input", N_("While typing a search")),
    Context("editor", N_("While writing a note")),
    Context("hints", N_("While choosing a hint")),
)

ACTIONS: tuple[Action, ...] = (
    # -- everywhere -------------------------------------------------------------------------------
    Action("app.quit", ("q", "ctrl+q"), N_("Leave; everything is saved already"), N_("quit"), 90),
    Action("app.help", ("?", "f1"), N_("Help for the pane in use"), N_("help"), 95),
    Action(
        "app.palette",
        (":", "ctrl+p"),
        N_("Do anything by name: actions, articles, people, events, notes"),
        N_("do"),
        60,
    ),
    Action(
        "app.escape",
        ("escape",),
        N_("Out of whatever is open; then release the chosen"),
        tip=N_("Escape always gets you out."),
    ),
    Action("app.undo", ("U", "f9"), N_("Undo the last note, star, tag or correction")),
    Action("app.info", ("i", "f6"), N_("Everything known about this, and why; correct it"), N_("info"), 40),
    Action(
        "app.correct", ("C", "f5"), N_("Correct this: merge, rename, redate, hide, add"), N_("correct"), 39
    ),
    Action("app.legend", ("f2", "w k"), N_("What the colours and signs mean")),
    Action("app.keys", ("f3", "w b"), N_("All keys; bind them anew by pressing them")),
    Action("app.repaint", ("ctrl+l",), N_("Paint the whole screen again")),
    Action("app.suspend", ("ctrl+z",), N_("Put Warraq in the background")),
    Action("app.cancel", ("ctrl+c",), N_("Stop long work; copy while a passage is selected")),
    # -- going places -----------------------------------------------------------------------------
    Action("go.back", ("b", "backspace", "ctrl+o"), N_("Back to where you were"), N_("back"), 70),
    Action("go.forward", ("f", "alt+right"), N_("Forward again")),
    Action(
        "go.next", ("n", "f8"), N_("Next passage of the chosen person, event, search or note"), N_("next"), 75
    ),
    Action("go.previous", ("N", "f7"), N_("Previous passage of the chosen")),
    Action(
        "go.next_article",
        (">",),
        N_("Next article with the chosen (or with what stands at the cursor)"),
        N_("next article"),
        50,
    ),
    Action("go.previous_article", ("<",), N_("Previous article with the chosen")),
    Action("go.search", ("/",), N_("Search all articles"), N_("search"), 80),
    Action("go.related", ("r",), N_("Articles related to this one, by what they share"), N_("related"), 55),
    Action("go.together", ("t",), N_("Passages where the gathered people, organisations and places meet")),
    Action("go.jumps", ("g j",), N_("The jump list: where you have been")),
    Action("go.marks", ("g m",), N_("The marks you set, with their lines")),
    Action("go.notes", ("g n",), N_("All notes")),
    Action("go.notes_here", ("g i",), N_("Notes on this article and in it")),
    Action("go.searches", ("g s",), N_("Searches that were kept or run before")),
    Action("go.results", ("o",), N_("The last list of passages again")),
    Action("go.compare", ("=",), N_("The accounts of this event side by side"), N_("compare"), 46),
    Action("go.other_source", ("S",), N_("The same event as another source tells it")),
    Action("go.next_time", ("T",), N_("The next event with the same people")),
    Action("go.suggestions", ("g e",), N_("What might be the same; say whether it is")),
    Action("go.decisions", ("g d",), N_("Your corrections, and those that could not be applied")),
    Action("go.collections", ("g l",), N_("Other collections: where you were before")),
    Action("go.overview", ("g o",), N_("The collection at a glance")),
    Action("go.set_mark", (f"m {LETTER}",), N_("Set a mark here under a letter")),
    Action("go.to_mark", (f"' {LETTER}",), N_("Go to the mark of a letter")),
    Action("go.next_document", ("] a", "ctrl+n"), N_("Next article in the list")),
    Action("go.previous_document", ("[ a",), N_("Previous article in the list")),
    # -- the screen -------------------------------------------------------------------------------
    Action("view.next_pane", ("tab",), N_("Next pane"), N_("pane"), 65),
    Action("view.previous_pane", ("shift+tab",), N_("Previous pane")),
    Action("view.articles", ("1",), N_("To the article list")),
    Action("view.text", ("2",), N_("To the text")),
    Action("view.entities", ("3",), N_("To the people, organisations and places")),
    Action("view.timeline", ("4",), N_("To the timeline")),
    Action("view.refresh", ("R", "ctrl+r"), N_("Look for new and changed files")),
    Action("view.fold", ("w f",), N_("Fold or unfold the pane in use")),
    Action("view.reading", ("z", "w z"), N_("Reading mode: the text alone"), N_("reading"), 30),
    Action("view.columns", ("w c",), N_("One or two columns of text")),
    Action("view.wider", ("+", "w l"), N_("Make the side panes wider")),
    Action("view.narrower", ("-", "w s"), N_("Make the side panes narrower")),
    Action("view.taller", ("w t",), N_("Make the pane in use taller")),
    Action("view.shorter", ("w d",), N_("Make the pane in use less tall")),
    Action("view.mirror", ("w m",), N_("Swap the sides of the screen")),
    Action("view.language", ("w a",), N_("Interface in Arabic or English")),
    Action("view.theme", ("w h",), N_("Next colour theme")),
    Action("view.bidi", ("w u",), N_("Who orders Arabic: Warraq, the terminal, nobody")),
    Action("view.mouse", ("M", "w o"), N_("Mouse on or off")),
    Action("view.controls", ("w i",), N_("Show the invisible: direction controls and the like")),
    Action("view.vowels", ("w v",), N_("Show or hide short vowels")),
    Action("view.people", ("x p", "w p"), N_("Mark people, or not")),
    Action("view.organisations", ("x o", "w g"), N_("Mark organisations, or not")),
    Action("view.places", ("x l", "w y"), N_("Mark places, or not")),
    Action("view.times", ("x t", "w j"), N_("Mark dates and times, or not")),
    Action("view.events", ("x e", "w e"), N_("Mark events, or not")),
    Action("view.notes", ("x n", "w r"), N_("Mark notes, or not")),
    # -- the text ---------------------------------------------------------------------------------
    Action("text.down", ("down", "j"), N_("Down a line")),
    Action("text.up", ("up", "k"), N_("Up a line")),
    Action("text.left", ("left", "h"), N_("A word to the left")),
    Action("text.right", ("right", "l"), N_("A word to the right")),
    Action("text.page_down", ("pagedown", "space"), N_("Down a page"), N_("page"), 35),
    Action("text.page_up", ("pageup", "ctrl+b"), N_("Up a page")),
    Action("text.half_down", ("ctrl+d",), N_("Down half a page")),
    Action("text.half_up", ("ctrl+u",), N_("Up half a page")),
    Action("text.top", ("home", "g g"), N_("To the beginning")),
    Action("text.bottom", ("end", "G"), N_("To the end")),
    Action("text.next_sentence", (")",), N_("Next sentence")),
    Action("text.previous_sentence", ("(",), N_("Previous sentence")),
    Action("text.next_paragraph", ("}", "] p"), N_("Next paragraph")),
    Action("text.previous_paragraph", ("{", "[ p"), N_("Previous paragraph")),
    Action("text.next_thing", (".",), N_("Next name, date or event in this text"), N_("next name"), 58),
    Action("text.previous_thing", (",",), N_("Previous name, date or event in this text")),
    Action("text.next_entity", ("] e",), N_("Next name in this text")),
    Action("text.previous_entity", ("[ e",), N_("Previous name in this text")),
    Action("text.next_time", ("] t",), N_("Next date or time in this text")),
    Action("text.previous_time", ("[ t",), N_("Previous date or time in this text")),
    Action("text.next_event", ("] v",), N_("Next event in this text")),
    Action("text.previous_event", ("[ v",), N_("Previous event in this text")),
    Action("text.next_note", ("] n", "] m"), N_("Next note in this text")),
    Action("text.previous_note", ("[ n", "[ m"), N_("Previous note in this text")),
    Action("text.open", ("enter",), N_("All passages of what stands at the cursor"), N_("follow"), 85),
    Action(
        "text.choose",
        ("c", "*"),
        N_("Choose what stands at the cursor: lit everywhere, n goes on"),
        N_("choose"),
        45,
    ),
    Action("text.hints", (";",), N_("Letters on every name, date, event and note in view")),
    Action("text.select", ("v", "f4"), N_("Begin or end a selection"), N_("select"), 25),
    Action("text.select_sentence", ("s",), N_("Select the sentence; again, the paragraph")),
    Action("text.extend_left", ("shift+left",), N_("Select letter by letter, to the left")),
    Action("text.extend_right", ("shift+right",), N_("Select letter by letter, to the right")),
    Action("text.note", ("a",), N_("Write a note on the selection, or on the sentence"), N_("note"), 78),
    Action("text.pair", ("p",), N_("A note on two passages: here the first, then the second")),
    Action("text.highlight", ("H",), N_("Highlight the selection, or the sentence, without words")),
    Action("text.delete_note", ("delete", "X"), N_("Delete the note at the cursor (U brings it back)")),
    Action("text.copy", ("y",), N_("Copy the selection, or the sentence")),
    Action("text.copy_citation", ("Y",), N_("Copy it with a citation")),
    # -- lists ------------------------------------------------------------------------------------
    Action("rows.down", ("down", "j"), N_("Down")),
    Action("rows.up", ("up", "k"), N_("Up")),
    Action("rows.page_down", ("pagedown", "space"), N_("Down a page")),
    Action("rows.page_up", ("pageup", "ctrl+b"), N_("Up a page")),
    Action("rows.top", ("home", "g g"), N_("To the first")),
    Action("rows.bottom", ("end", "G"), N_("To the last")),
    Action("rows.open", ("enter",), N_("Open it"), N_("open"), 88),
    Action(
        "articles.sort",
        ("s",),
        N_("Sort by name, date, source, title, length, unread or relevance"),
        N_("sort"),
        30,
    ),
    Action("articles.groups", ("d",), N_("The headings of the list with their numbers; go to one")),
    Action("articles.filter", ("%",), N_("Narrow the list by words of title, source or path")),
    Action(
        "articles.pick",
        ("v",),
        N_("Pick this article, or not: star, tag and read act on all that are picked"),
    ),
    Action("articles.pick_all", ("V",), N_("Pick all articles of the list, or none")),
    Action("articles.star", ("*",), N_("Star it, or not"), N_("star"), 25),
    Action("articles.read", ("u",), N_("Read or unread")),
    Action("articles.tag", ("#",), N_("Tags of this article")),
    Action("articles.note", ("a",), N_("A note on the whole article"), N_("note"), 40),
    Action("entities.note", ("a",), N_("A note on this person, organisation or place"), N_("note"), 40),
    Action("timeline.note", ("a",), N_("A note on this event"), N_("note"), 40),
    Action("entities.choose", ("c",), N_("Choose it: lit everywhere, n goes on"), N_("choose"), 45),
    Action(
        "entities.gather", ("&", "insert"), N_("Gather it; t shows where the gathered meet"), N_("gather"), 44
    ),
    Action("entities.filter", ("%",), N_("Narrow the list by words of a name"), N_("narrow"), 43),
    Action("entities.scope", ("s",), N_("This article, or the whole collection"), N_("scope"), 42),
    Action("timeline.choose", ("c",), N_("Choose it: lit everywhere, n goes on"), N_("choose"), 45),
    Action("timeline.scope", ("s",), N_("This article, or the whole collection"), N_("scope"), 42),
    Action(
        "timeline.shared", ("v",), N_("Only events that several articles report, or all"), N_("shared"), 41
    ),
    Action(
        "timeline.disputed",
        ("d",),
        N_("Contradictions (≠): only events that the accounts dispute, or all"),
        N_("disputed"),
        40,
    ),
    Action(
        "timeline.entities", ("e",), N_("Only events of the chosen or gathered people and places, or all")
    ),
    Action("timeline.type", ("y",), N_("Only events of the same type as this one, or all")),
    Action("timeline.lane", ("l",), N_("What happened, only scenarios, only the background, or all")),
    Action("timeline.source", ("W",), N_("Only what this event's source says: the next source, then all")),
    Action("timeline.starred", ("*",), N_("Only events in starred articles, or all")),
    Action("timeline.zoom_in", (".",), N_("Finer headings: decade, year, month, day, hour"), N_("finer"), 30),
    Action("timeline.zoom_out", (",",), N_("Coarser headings, down to none"), N_("coarser"), 29),
    Action("passages.filter", ("%",), N_("Narrow the list of notes"), N_("narrow"), 48),
    Action("passages.edit", ("e",), N_("Write on in this note"), N_("edit"), 46),
    Action("passages.state", ("s",), N_("This note is open, to check, done"), N_("state"), 44),
    Action("passages.copy", ("y",), N_("Copy this note or passage")),
    Action("passages.delete", ("delete", "X"), N_("Delete this note, or this kept search")),
    Action("passages.close", ("escape",), N_("Close the list, back to where you were"), N_("close"), 86),
    # -- comparing --------------------------------------------------------------------------------
    Action("compare.left", ("left", "h"), N_("The account to the left")),
    Action("compare.right", ("right", "l"), N_("The account to the right")),
    Action("compare.note", ("a",), N_("A note on this account"), N_("note"), 78),
    Action("compare.split", ("x",), N_("This passage tells of another event; keep it apart")),
    Action("compare.copy", ("y",), N_("Copy the comparison as a Markdown table"), N_("copy"), 76),
    Action("compare.export", ("e",), N_("Write the comparison to a file"), N_("file"), 74),
    # -- typing -----------------------------------------------------------------------------------
    Action("input.accept", ("enter",), N_("Go to the first one"), N_("go"), 88),
    Action("input.cancel", ("escape",), N_("Close, back to where you were"), N_("close"), 86),
    Action("input.down", ("down", "ctrl+n"), N_("Into the list"), N_("list"), 60),
    Action("input.up", ("up",), N_("Up in the list; older searches")),
    Action(
        "input.wider",
        ("ctrl+t",),
        N_("Words of the same stem and other names too: a wider net, or not"),
        N_("wider"),
        49,
    ),
    Action(
        "input.whole",
        ("ctrl+o",),
        N_("Whole words as they are written, or with their clitics"),
        N_("whole"),
        48,
    ),
    Action("input.keep", ("ctrl+s",), N_("Keep this search"), N_("keep"), 50),
    Action("editor.save", ("ctrl+s", "escape"), N_("Keep the note and close"), N_("keep"), 88),
    Action("editor.external", ("ctrl+o",), N_("Write on in your own editor"), N_("editor"), 60),
    Action("editor.discard", ("ctrl+g",), N_("Throw this text away"), N_("discard"), 50),
    Action("hints.cancel", ("escape",), N_("No hint after all"), N_("close"), 86),
)

BY_ID: dict[str, Action] = {each.id: each for each in ACTIONS}
