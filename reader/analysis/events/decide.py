"""The user's word on events, applied: merge, split, not-same, hide, rename, retype, redate, add, confirm.

Subject and object of a Decision are event ids ("e" and 16 hex digits) or mention keys ("m" and the same
digits): an event's id is the key of one of its mentions, so an id finds its event whatever it was renamed
to since. Kinds that take a value: split (mention keys, separated by spaces), rename (the title), retype (a
type of the lexicon), redate (a TIMEX3 value). add makes an event by hand: subject is "event:NAME" with any
name, value is "TYPE|DATE|TITLE" (date may be empty), object a mention key that it takes along, or empty.
A not-same wins over a merge. What finds nothing to act on is listed with its reason, never dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.analysis.events.cluster import Group
from reader.analysis.events.lexicon import lexicon
from reader.analysis.linking import Unapplied
from reader.analysis.times import Precision, interval_of, precision_of
from reader.model import Decision

KINDS = frozenset({"merge", "split", "not-same", "hide", "rename", "retype", "redate", "confirm", "add"})
_HOUR = re.compile(r"T(\d\d)(?::(\d\d))?")


@dataclass(slots=True)
class Overrides:
    """What the user says of one event."""

    title: str = ""
    type: str = ""
    date: str = ""
    reason: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """An event made by hand."""

    id: str
    type: str
    date: str | None
    title: str
    member: str  # mention key, or ""


@dataclass(slots=True)
class Applied:
    """The groups after the decisions, with what is said of each (by position) and what could not be done."""

    groups: list[Group]
    overrides: dict[int, Overrides] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    unapplied: list[Unapplied] = field(default_factory=list)
    apart: dict[str, set[str]] = field(default_factory=dict)  # mention keys that a not-same keeps apart


def is_event_key(key: str) -> bool:
    """True for an event id, a mention key or the name of an event made by hand."""
    return key.startswith("event:") or (len(key) == 17 and key[0] in "em" and _hex(key[1:]))


def _hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)


def for_events(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions in force that speak of events."""
    return [d for d in decisions if not d.undone and d.kind in KINDS and is_event_key(d.subject)]


def as_mention(key: str) -> str:
    """The mention key behind an event id."""
    return "m" + key[1:] if len(key) == 17 else key


def kept_apart(decisions: Sequence[Decision]) -> dict[str, set[str]]:
    """Mention keys that a not-same keeps out of one another's groups, both ways."""
    apart: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind == "not-same" and decision.object:
            a, b = as_mention(decision.subject), as_mention(decision.object)
            if a != b:
                apart[a].add(b)
                apart[b].add(a)
    return apart


def keys_of(decisions: Iterable[Decision]) -> set[str]:
    """The mention keys that decisions speak of, whatever they say."""
    words = (
        w for d in decisions for w in (d.subject, d.object, *(d.value.split() if d.kind == "split" else ()))
    )
    return {as_mention(word) for word in words if word}


def hidden(decisions: Iterable[Decision]) -> frozenset[str]:
    """Mention keys that the user hid one by one (subject "m...")."""
    return frozenset(d.subject for d in decisions if d.kind == "hide" and d.subject[0] == "m")


def apply(groups: list[Group], decisions: Sequence[Decision], gone: set[str]) -> Applied:
    """The groups as the user wants them. `gone` are mention keys already hidden."""
    out = Applied([g for g in groups if g.members])
    apart = out.apart = kept_apart(decisions)
    aliases: dict[str, str] = {}
    for decision in decisions:
        reason = _apply(out, decision, apart, gone, aliases)
        if reason:
            out.unapplied.append(Unapplied(decision.id, reason))
    return out


def _apply(
    out: Applied, decision: Decision, apart: dict[str, set[str]], gone: set[str], aliases: dict[str, str]
) -> str:
    """Why the decision could not be applied; "" where it was."""
    if decision.kind == "add":
        return _add(out, decision, aliases)
    subject = as_mention(aliases.get(decision.subject, decision.subject))
    if decision.kind == "hide" and subject in gone:
        return ""
    made = next((i for i, a in enumerate(out.added) if a.id == subject), None)
    at = _find(out.groups, subject)
    if at is None and made is None:
        return "لا يوجد اليوم ذكر لهذا الحدث"
    if decision.kind == "not-same":
        other = _find(out.groups, as_mention(decision.object))
        return "" if other is not None else "لا يوجد اليوم ذكر للحدث الثاني"
    if made is not None and at is None:
        return _edit_added(out, made, decision)
    assert at is not None
    if decision.kind == "hide":
        out.groups[at].members.clear()
        return ""
    if decision.kind == "merge":
        return _merge(out, at, as_mention(aliases.get(decision.object, decision.object)), apart)
    if decision.kind == "split":
        return _split(out, at, decision.value.split() or [decision.object])
    return _override(out, at, decision)


def _find(groups: Sequence[Group], key: str) -> int | None:
    return next((i for i, g in enumerate(groups) if any(m.key == key for m in g.members)), None)


def _merge(out: Applied, at: int, other_key: str, apart: dict[str, set[str]]) -> str:
    other = _find(out.groups, other_key)
    if other is None:
        return "لا يوجد اليوم ذكر للحدث الثاني"
    if other == at:
        return ""
    keys = {m.key for m in out.groups[other].members}
    if any(apart.get(m.key, set()) & keys for m in out.groups[at].members):
        return "قرار آخر يقول إنهما حدثان"
    out.groups[at].members += out.groups[other].members
    out.groups[at].why += out.groups[other].why
    out.groups[other].members = []
    if other in out.overrides:
        out.overrides.setdefault(at, out.overrides.pop(other))
    return ""


def _split(out: Applied, at: int, keys: Sequence[str]) -> str:
    wanted = {as_mention(k) for k in keys if k}
    moving = [m for m in out.groups[at].members if m.key in wanted]
    if not moving:
        return "لا يوجد اليوم في الحدث ما يفصل"
    if len(moving) == len(out.groups[at].members):
        return ""
    out.groups[at].members = [m for m in out.groups[at].members if m.key not in wanted]
    out.groups.append(Group(moving))
    return ""


def _override(out: Applied, at: int, decision: Decision) -> str:
    said = out.overrides.setdefault(at, Overrides())
    return _say(said, decision)


def _say(said: Overrides, decision: Decision) -> str:
    if decision.kind == "rename":
        said.title = decision.value
    elif decision.kind == "retype":
        if decision.value not in lexicon().types:
            return f"نوع غير معروف: {decision.value}"
        said.type = decision.value
    elif decision.kind == "redate":
        if not is_date(decision.value):
            return f"ليس تاريخا: {decision.value}"
        said.date, said.reason = decision.value, decision.reason
    elif decision.kind == "confirm":
        said.confirmed = True
    return ""


def is_date(value: str) -> bool:
    """Whether an event can be dated so: "" is undated; a day, month, year or hour that there is, or one of a scenario."""
    if value == "" or precision_of(value) is Precision.SCENARIO:
        return True
    ends = [interval_of(end) for end in value.split("/")]
    days = [end for end in ends if end is not None]
    return (
        len(days) == len(ends)  # no 31 June, no month 13
        and (len(days) == 1 or days[0][0] <= days[-1][1])
        and all(int(hour) <= 24 and int(minute or 0) < 60 for hour, minute in _HOUR.findall(value))
    )


def _add(out: Applied, decision: Decision, aliases: dict[str, str]) -> str:
    kind, date, title = (p.strip() for p in [*decision.value.split("|", 2), "", ""][:3])
    if kind not in lexicon().types:
        return f"نوع غير معروف: {kind}"
    if not is_date(date):
        return f"ليس تاريخا: {date}"
    member = as_mention(decision.object) if decision.object else ""
    at = _find(out.groups, member) if member else None
    if member and at is None:
        return "لا يوجد اليوم الموضع الذي أضيف منه الحدث"
    if at is not None:
        moving = [m for m in out.groups[at].members if m.key == member]
        out.groups[at].members = [m for m in out.groups[at].members if m.key != member]
        out.groups.append(Group(moving))
        out.overrides[len(out.groups) - 1] = Overrides(title, kind, date, decision.reason, True)
        aliases[decision.subject] = member
        return ""
    out.added.append(Added(decision.subject, kind, date or None, title, member))
    return ""


def _edit_added(out: Applied, made: int, decision: Decision) -> str:
    added = out.added[made]
    if decision.kind == "hide":
        del out.added[made]
        return ""
    said = Overrides()
    reason = _say(said, decision)
    out.added[made] = Added(
        added.id, said.type or added.type, said.date or added.date, said.title or added.title, added.member
    )
    return reason or (
        "" if decision.kind in ("rename", "retype", "redate", "confirm") else "حدث أضيف بلا موضع"
    )
