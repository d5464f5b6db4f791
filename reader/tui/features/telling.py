"""The status line and the footer: where the reader is, what stands at the cursor, which keys there are."""

from __future__ import annotations

from reader.actions import ACTIONS, BY_ID
from reader.keymap import Pending, show
from reader.tui.dispatch import TYPING, contexts_of
from reader.tui.features.base import Desk
from reader.tui.notehead import glance
from reader.tui.session import ENTITY_KINDS
from reader.typeset import isolate
from reader.when import in_words

SHORT = 40
"""Code points of an event's title in the status line over a slow line."""
OF_NOTES = frozenset({"passages.filter", "passages.edit", "passages.state"})


class Telling(Desk):
    """See the module."""

    def tell(self) -> None:
        session, words = self.session, self.words
        place = session.place
        where = []
        if self.previewing:
            where.append(words("preview"))
        elif place is not None:
            if session.chosen is None:  # which says it too
                number, total = session.position(place.doc) + 1, len(session.rows)
                if 0 < number <= total:  # the list may be narrowed to others, or behind the index
                    where.append(words("article {n} of {total}", n=number, total=total))
            where.append(isolate(words.digits(f"{self.text.percent}%")))
        if session.chosen is not None:
            where.append(self.where_chosen())
        if self.work:
            where.insert(0, self.work)
        self.status.tell(" · ".join(where), self.what_stands_here())
        self.tell_keys()

    def what_stands_here(self) -> str:
        """In words, what stands at the cursor: kinds told apart without colour."""
        words = self.words
        mark = self.thing_here() if not self.previewing else None
        if mark is None:
            return ""
        names = {
            "PER": words("person"),
            "ORG": words("organisation"),
            "LOC": words("place"),
            "TIME": words("time"),
            "EVENT": words("event"),
            "NOTE": words("note"),
        }
        label = mark.id
        if mark.kind in ENTITY_KINDS:
            label = self.session.name(mark.id)
        elif mark.kind == "EVENT":
            event = self.session.library.event(mark.id)
            label = event.title if event else ""
            # a slow line would pay twice for the sentence, which is on the screen
            if self.reader.slow and len(label) > SHORT:
                label = label[:SHORT].rsplit(" ", 1)[0] + "…"
        elif mark.kind == "NOTE":
            label = (
                next(
                    (
                        glance(each.body)
                        for each in self.session.library.journal.notes(self.session.place.doc)
                        if each.id == mark.id
                    ),
                    "",
                )
                if self.session.place
                else ""
            )
        else:
            label = in_words(mark.id, None, words)
        return f"{names[mark.kind]}: {isolate(label)}"  # cut, it ends at its own side

    def tell_keys(self) -> None:
        """The footer: keys of the contexts around the focus, the best first."""
        contexts = set(contexts_of(self.focused or self))
        contexts = contexts & TYPING or contexts
        keymap = self.reader.keymap
        found = [each for each in ACTIONS if each.rank and each.context in contexts and keymap.of(each.id)]
        if "passages" in contexts and self.passages.shown.kind == "NOTES":
            found.sort(key=lambda each: -each.rank - 40 * (each.context == "passages"))
        else:  # what only notes can be asked for is no offer in other lists
            found = [each for each in found if each.id not in OF_NOTES]
            found.sort(key=lambda each: -each.rank)
        self.footer.show([(keymap.shown(each.id), self.words(each.footer)) for each in found])

    def show_pending(self, pending: Pending) -> None:
        """Which keys can follow a sequence that was begun."""
        lines = []
        for key, action in pending.choices:
            words = self.words(BY_ID[action].help) if action in BY_ID else "…"
            if action == "go.to_mark":
                lines += [
                    (letter, self.session.title(place.doc), "chrome--key")
                    for letter, place in sorted(self.marks_set().items())
                ]
            else:
                lines.append((show((key,)), words, "chrome--key"))
        self.popup.show(self.words("{keys} and then", keys=show(pending.keys)), lines)
