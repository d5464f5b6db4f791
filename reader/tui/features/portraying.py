"""The rest of an entity's card: roles, first and last seen, how it is spread over time, and whom it appears with."""

from __future__ import annotations

from reader.model import Place
from reader.tui.chronology import density
from reader.tui.features.base import Desk
from reader.typeset import isolate


class Portraying(Desk):
    """See the module."""

    def portrait_facts(self, entity: str) -> list[tuple[str, str, str]]:
        from reader.tui.portrait import portrait

        words, session = self.words, self.session
        found = portrait(session.library, entity)
        facts = [
            (words("said of it"), role if count == 1 else f"{role} ({words.number(count)})", "")
            for role, count in found.roles
        ]
        last = found.last if found.last != found.first else None
        for label, seen in ((words("first seen"), found.first), (words("last seen"), last)):
            if seen is not None:
                date, doc = seen
                facts.append((label, f"{isolate(words.digits(date))} · {session.title(doc)}", f"go:{doc}"))
        if found.bins:
            facts.append((words("over time"), density(found.bins, len(found.bins)), ""))
        total = words.number(session.size)
        facts += [
            (
                words("appears with"),
                words(
                    "{name}: in {n} of {total} articles, chance would give {expected}",
                    name=session.name(each.id),
                    n=each.together,
                    total=total,
                    expected=words.digits(f"{each.expected:.1f}"),
                ),
                f"with:{each.id}",
            )
            for each in found.company
        ]
        facts += [
            (words("in"), session.title(doc), f"go:{doc}")
            for doc in sorted(found.documents, key=session.position)[:20]
        ]
        return facts

    def portrait_chosen(self, entity: str, chosen: str) -> None:
        kind, _, id = chosen.partition(":")
        if kind == "go":
            first = next((each for each in self.session.library.mentions(entity) if each.doc == id), None)
            self.session.entity_chosen(entity)
            self.go_to(Place(id, first.span.start if first else 0))
            self.light()
        elif kind == "with":
            self.session.gathered = [entity, id]
            self.light()
            self.reader.carry_out("go.together")
