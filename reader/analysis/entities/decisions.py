"""The user's decisions on entities, applied on every rebuild as must-links and cannot-links.

`subject` and `object` are entity ids («PER:بشار-الاسد») or «TYPE:name» («PER:بشار الأسد»): any name the entity goes by
will do where it is the only one, so a decision outlives a change of the canonical name. A mention is
`DOC#START-END`, code points; several stand in `value`, white space between.

| kind | subject | object | value |
|---|---|---|---|
| merge | the entity that stays | the one that joins it | |
| not-same | an entity | another | (told apart; mentions of the subject that bear the object's name leave it) |
| split | an entity | name of the new one, or empty | the mentions that leave |
| rename | an entity | | the name |
| retype | an entity | | PER, ORG or LOC |
| hide | an entity, or one mention DOC#START-END | | |
| confirm | an entity | | (kept as it is) |
| add | an entity or TYPE:name (a new one where none is so called) | | the passages that name it |

Later decisions win over earlier ones; undone ones are ignored; one that finds nothing to act on, or that a later one
contradicts, is reported with the reason. Kinds that are not about entities (redate, describe, event keys) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.analysis.entities.groups import Group, Groups, Member
from reader.analysis.entities.keys import key_of
from reader.analysis.linking import Added, Unapplied
from reader.model import Decision, EntityType, Mention, Span

KINDS = frozenset({"merge", "not-same", "split", "rename", "retype", "hide", "confirm", "add"})
_PASSAGE = re.compile(r"^(?P<doc>.+)#(?P<start>\d+)-(?P<end>\d+)$")
_FOREIGN = re.compile(
    r"^(?:(?:EVT|EVENT|event|doc|document)[:#]|[em][0-9a-f]{16}$)", re.IGNORECASE
)  # what decisions on events and documents speak of


def concerns(decision: Decision) -> bool:
    """Whether a decision stands and is one on entities."""
    return not decision.undone and decision.kind in KINDS and _FOREIGN.match(decision.subject) is None


def apply(
    groups: Groups,
    decisions: Sequence[Decision],
    mentions: Mapping[str, Sequence[Mention]],
    texts: Mapping[str, str],
) -> tuple[list[Unapplied], list[Added]]:
    """Change `groups` as decided; what could not be applied, and the mentions the user added."""
    unapplied: list[Unapplied] = []
    added: list[Added] = []
    places = _Places(mentions)
    mine = [each for each in decisions if concerns(each)]
    ordered = sorted(mine, key=lambda each: (each.created, each.id))
    contradicted = _contradicted(ordered, groups)
    for decision in ordered:
        reason = contradicted.get(decision.id) or _apply_one(groups, decision, places, texts, added)
        if reason:
            unapplied.append(Unapplied(decision.id, reason))
    groups.drop_empty()
    return unapplied, added


class _Places:
    """Mentions by where they stand."""

    def __init__(self, mentions: Mapping[str, Sequence[Mention]]) -> None:
        self.mentions = mentions
        self._at: dict[str, dict[tuple[int, int], int]] = {}

    def member(self, passage: str) -> Member | None:
        """The mention at «DOC#START-END», or None."""
        match = _PASSAGE.match(passage)
        if match is None or match["doc"] not in self.mentions:
            return None
        doc = match["doc"]
        if doc not in self._at:
            self._at[doc] = {
                (one.span.start, one.span.end): index for index, one in enumerate(self.mentions[doc])
            }
        index = self._at[doc].get((int(match["start"]), int(match["end"])))
        return None if index is None else (doc, index)

    def name(self, member: Member) -> str:
        """The normal form of a mention's name."""
        return self.mentions[member[0]][member[1]].name

    def keys(self, member: Member) -> set[str]:
        """The keys that the mention's name may meet others under, whatever its entity was retyped to."""
        return {key_of(type_, self.name(member)) for type_ in EntityType}


def _contradicted(ordered: Sequence[Decision], groups: Groups) -> dict[str, str]:
    """Merges and tellings-apart of one pair: the last word stands, the others are listed."""
    said: dict[tuple[str, str], list[Decision]] = {}
    for decision in ordered:
        if decision.kind in {"merge", "not-same"}:
            found = [groups.resolve(key) for key in (decision.subject, decision.object)]
            ids = sorted(
                one.id if one else key
                for one, key in zip(found, (decision.subject, decision.object), strict=True)
            )
            said.setdefault((ids[0], ids[1]), []).append(decision)
    return {
        each.id: f"a later decision ({acts[-1].id}) says the opposite"
        for acts in said.values()
        for each in acts
        if each.kind != acts[-1].kind
    }


def _apply_one(
    groups: Groups, decision: Decision, places: _Places, texts: Mapping[str, str], added: list[Added]
) -> str:
    """Apply one decision; the reason why it could not be, or ""."""
    if decision.kind == "add":
        return _add(groups, decision, places, texts, added)
    if decision.kind == "hide" and _PASSAGE.match(decision.subject):
        return _hide_mention(groups, decision.subject, places)
    subject = groups.resolve(decision.subject)
    if subject is None:
        return f"no entity is called {decision.subject} today"
    if decision.kind in {"merge", "not-same"}:
        other = groups.resolve(decision.object)
        if other is None:
            return f"no entity is called {decision.object} today"
        return (
            _merge(groups, subject, other)
            if decision.kind == "merge"
            else _tell_apart(groups, decision, subject, other, places)
        )
    if decision.kind == "split":
        return _split(groups, decision, subject, places)
    if decision.kind == "rename":
        if not decision.value.strip():
            return "a rename without a name"
        subject.named = " ".join(decision.value.split())
    elif decision.kind == "retype":
        if decision.value not in EntityType.__members__:
            return f"«{decision.value}» is not PER, ORG or LOC"
        subject.type = EntityType(decision.value)
    elif decision.kind == "hide":
        groups.drop(subject)
    return ""


def _merge(groups: Groups, subject: Group, other: Group) -> str:
    if subject is other:
        return ""
    pair = (min(subject.id, other.id), max(subject.id, other.id))
    if pair in groups.apart:
        return "the two were told apart, directly or through another merge"
    groups.merge(subject, other, "merged by the user")
    moved = {
        (min(a, b), max(a, b)) for a, b in ((groups.now(x), groups.now(y)) for x, y in groups.apart) if a != b
    }
    groups.apart = moved
    return ""


def _tell_apart(groups: Groups, decision: Decision, subject: Group, other: Group, places: _Places) -> str:
    if subject is not other:
        groups.apart.add((min(subject.id, other.id), max(subject.id, other.id)))
        return ""
    name = decision.object.partition(":")[2] or decision.object
    wanted = key_of(subject.type, name.replace("-", " "))
    members = groups.members(subject)
    leaving = {member for member in members if key_of(subject.type, places.name(member)) == wanted}
    if not leaving or leaving == members:
        return f"both are the same name today ({groups.name(subject)}); split says which mentions leave"
    new = _leave(groups, subject, leaving, "", places)
    groups.apart.add((min(subject.id, new.id), max(subject.id, new.id)))
    return ""


def _split(groups: Groups, decision: Decision, subject: Group, places: _Places) -> str:
    leaving: set[Member] = set()
    missing = []
    for passage in decision.value.split():
        member = places.member(passage)
        if member is None or member not in groups.members(subject):
            missing.append(passage)
        else:
            leaving.add(member)
    if not leaving:
        return "none of its mentions stands where the decision says"
    new = _leave(groups, subject, leaving, decision.object.partition(":")[2] or decision.object, places)
    groups.apart.add((min(subject.id, new.id), max(subject.id, new.id)))
    return f"not found any more: {' '.join(missing)}" if missing else ""


def _leave(groups: Groups, subject: Group, leaving: set[Member], name: str, places: _Places) -> Group:
    """Mentions that become an entity of their own; its id says its name, with a count where that is taken."""
    groups.members(subject).difference_update(leaving)
    names = [places.name(member) for member in sorted(leaving)]
    called = " ".join(name.replace("-", " ").split()) or max(sorted(set(names)), key=names.count)
    id_ = base = f"{subject.type.value}:{key_of(subject.type, called)}"
    number = 1
    while id_ in groups.by_id or id_ in groups.moved:
        number += 1
        id_ = f"{base}~{number}"
    new = groups.group(id_, subject.type, "split off by the user")
    new.held = set(leaving)
    groups.own_names(new).update(names)
    new.named = called if name else ""
    left = groups.own_names(subject)
    left.subtract(names)
    subject.said = +left
    return new


def _hide_mention(groups: Groups, passage: str, places: _Places) -> str:
    member = places.member(passage)
    if member is None:
        return f"no mention stands at {passage} today"
    group = _owner(groups, member, places)
    if group is None:
        return "the mention is hidden already"
    groups.members(group).discard(member)
    return ""


def _owner(groups: Groups, member: Member, places: _Places) -> Group | None:
    """Whose a mention is: sought among the groups that go by its name first, then among all."""
    called = groups.called()
    likely = sorted({id_ for key in places.keys(member) for id_ in called.get(key, ())})
    for id_ in likely:
        if member in groups.members(groups.by_id[id_]):
            return groups.by_id[id_]
    return next((group for group in groups.by_id.values() if group.held and member in group.held), None)


def _add(
    groups: Groups, decision: Decision, places: _Places, texts: Mapping[str, str], added: list[Added]
) -> str:
    kind, _, name = decision.subject.partition(":")
    group = groups.resolve(decision.subject)
    if group is None and kind not in EntityType.__members__:
        return f"{decision.subject} is neither an entity nor TYPE:name"
    missing = []
    for passage in decision.value.split():
        match = _PASSAGE.match(passage)
        span = Span(int(match["start"]), int(match["end"])) if match else None
        text = texts.get(match["doc"]) if match else None
        if match is None or span is None or text is None or not span.start < span.end <= len(text):
            missing.append(passage)
            continue
        if group is None:
            type_ = EntityType(kind)
            group = groups.group(
                f"{kind}:{key_of(type_, name.replace('-', ' '))}", type_, "added by the user"
            )
            groups.members(group)
        member = places.member(passage)
        words = " ".join(span.of(text).split())
        if member is not None:
            if (owner := _owner(groups, member, places)) is not None:
                groups.members(owner).discard(member)
            groups.members(group).add(member)
        else:
            mention = Mention(span, group.type, span.of(text), words, "added by the user")
            added.append(Added(match["doc"], mention, group.id))
            groups.members(group).add((match["doc"], -len(added)))
        groups.own_names(group)[words] += 1
    return (
        f"not found any more: {' '.join(missing) or 'no passage given'}"
        if missing or not decision.value.split()
        else ""
    )
