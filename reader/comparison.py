"""Accounts of one event side by side: who says what on which slot, and in which words.

Made from what the `Library` hands out; knows no screen. Values are those of the text, disputes those that linking
found: nothing is averaged, nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.library import Library
from reader.model import (
    Account,
    Analysis,
    Document,
    Event,
    EventMention,
    Modality,
    Passage,
    Role,
    Span,
)
from reader.slots import SLOTS

TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of an account. `marks` are Spans of the document: the trigger, and words that fill a slot."""

    passage: Passage
    text: str
    marks: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One account as it is shown: who says it, through whom, in which article, in which words."""

    account: Account
    who: str  # the source, else the outlet; "" where neither is known
    via: tuple[str, ...]
    title: str
    path: str
    published: str | None
    statements: tuple[Statement, ...]
    elsewhere: bool = False  # no account of the event: a text on the matter that counts otherwise

    @property
    def modality(self) -> Modality:
        return self.account.modality


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A value with those who give it; `disputed` where it contradicts another, `elsewhere` where no account of the event has it."""

    value: str
    who: tuple[str, ...]
    disputed: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot lined up: its values, the disputed first."""

    slot: str
    values: tuple[SlotValue, ...]

    @property
    def disputed(self) -> bool:
        return any(each.disputed for each in self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An event with its slots lined up and its accounts in the order of the articles."""

    event: Event
    rows: tuple[SlotRow, ...]
    sides: tuple[Side, ...]

    @property
    def disputed(self) -> frozenset[str]:
        """The slots on which the accounts do not agree."""
        return frozenset(row.slot for row in self.rows if row.disputed)


def compare(library: Library, event: str) -> Comparison | None:
    """The accounts of an event; None where there is no event of that id."""
    found = library.event(event)
    if found is None:
        return None
    accounts = library.accounts(event)
    documents = {doc: library.document(doc) for doc in dict.fromkeys(each.doc for each in accounts)}
    analyses = {doc: library.analysis(doc) for doc in documents}
    mentions: dict[Passage, list[EventMention]] = {}
    counted: dict[str, list[Span]] = {}  # what others count of it in sentences that tell nothing else
    for ref in found.mentions:
        if ref.doc in analyses and ref.index < len(analyses[ref.doc].events):
            mention = analyses[ref.doc].events[ref.index]
            mentions.setdefault(Passage(ref.doc, mention.span), []).append(mention)
            apart = (each.span for each in mention.numbers if not mention.span.contains(each.span))
            counted.setdefault(ref.doc, []).extend(apart)
    differing = _differing(found, accounts)
    sides = []
    for account in accounts:
        document = documents[account.doc]
        statements = tuple(
            Statement(
                passage,
                passage.span.of(document.text),
                _marks(
                    analyses[account.doc],
                    mentions.get(passage, ()),
                    [each for each in counted.get(account.doc, ()) if passage.span.contains(each)],
                    differing,
                ),
            )
            for passage in account.passages
        )
        source = account.source
        sides.append(
            Side(
                account,
                speaker(account, document),
                source.via if source else (),
                document.title,
                document.path,
                document.metadata.published,
                statements,
            )
        )
    sides += _elsewhere(library, found)
    named = [(each.account, each.who or f"«{each.title}»") for each in sides]
    return Comparison(found, line_up(found, named), tuple(sides))


def _elsewhere(library: Library, event: Event) -> Iterator[Side]:
    """The sentences in which texts on the matter count otherwise, as sides of their own."""
    for dispute in event.disputes:
        for value in dispute.values:
            for passage in value.passages if value.elsewhere else ():
                document, figures = library.document(passage.doc), library.analysis(passage.doc).figures
                counted = (
                    (each.quantity.span, dispute.slot)
                    for each in figures
                    if each.sentence == passage.span and each.shown == value.value
                )
                account = Account(
                    event.id, passage.doc, None, (passage,), Modality.ASSERTED, ((dispute.slot, value.value),)
                )
                statement = Statement(passage, passage.span.of(document.text), tuple(counted))
                yield Side(
                    account,
                    document.metadata.source or "",
                    (),
                    document.title,
                    document.path,
                    document.metadata.published,
                    (statement,),
                    elsewhere=True,
                )


def speaker(account: Account, document: Document) -> str:
    """Who gives an account: the source it quotes, else the outlet of its article; "" where neither is known."""
    return account.source.name if account.source else document.metadata.source or ""


def line_up(event: Event, accounts: Sequence[tuple[Account, str]]) -> tuple[SlotRow, ...]:
    """The values of each slot with those who give them. Disputed values stand as linking gives them, with all that
    say so; the others as the accounts give them."""
    disputes = {each.slot: each for each in event.disputes}
    rows = []
    for slot in SLOTS:
        values: dict[str, list[str]] = {}
        covered: set[Passage] = set()
        disputed: list[SlotValue] = []
        if slot in disputes:
            for value in disputes[slot].values:
                covered.update(value.passages)
                who_says = tuple(dict.fromkeys(value.sources))
                disputed.append(SlotValue(value.value, who_says, True, value.elsewhere))
        shown = {each.value for each in disputed}
        for account, who in accounts:
            if covered and not covered.isdisjoint(account.passages):
                continue
            for name, given in account.slots:
                if name == slot and given not in shown:
                    values.setdefault(given, []).append(who)
        agreed = [SlotValue(value, tuple(dict.fromkeys(names))) for value, names in values.items()]
        agreed.sort(key=lambda each: -len(values[each.value]))
        if disputed or agreed:
            rows.append(SlotRow(slot, (*disputed, *agreed)))
    return tuple(rows)


def _differing(event: Event, accounts: Iterable[Account]) -> frozenset[str]:
    """Slots in dispute, and those on which two accounts share no value."""
    given: dict[str, list[set[str]]] = {}
    for account in accounts:
        own: dict[str, set[str]] = {}
        for slot, value in account.slots:
            own.setdefault(slot, set()).add(value)
        for slot, values in own.items():
            given.setdefault(slot, []).append(values)
    apart = {slot for slot, sets in given.items() if len(sets) > 1 and not set.intersection(*sets)}
    return frozenset(apart | {each.slot for each in event.disputes})


def _marks(
    analysis: Analysis, mentions: Iterable[EventMention], counted: Iterable[Span], slots: frozenset[str]
) -> tuple[tuple[Span, str], ...]:
    """The trigger, and the words that fill the wanted slots; `counted` are figures of an event told elsewhere."""
    found: dict[Span, str] = dict.fromkeys(counted, "number") if "number" in slots else {}
    for mention in mentions:
        roles = {"place": Role.PLACE, "who": Role.AGENT}
        for slot, role in roles.items():
            if slot in slots:
                for each in mention.participants:
                    if each.role is role and each.mention < len(analysis.mentions):
                        found[analysis.mentions[each.mention].span] = slot
                for party in mention.parties:
                    if party.role is role:
                        found[party.span] = slot
        if slots & {"date", "time"}:
            for number in mention.times:
                if number < len(analysis.times) and mention.span.overlaps(analysis.times[number].span):
                    found[analysis.times[number].span] = "date"
        if "number" in slots:
            for quantity in mention.numbers:
                found[quantity.span] = "number"
        found[mention.trigger] = TRIGGER
    return tuple(sorted(found.items(), key=lambda item: item[0]))
