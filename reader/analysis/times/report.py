"""Whether what a text tells hangs on its own date, on the day that it opens on, or on the day that was said last."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import tense
from reader.analysis.times.document_date import Now
from reader.analysis.times.lead import Lead
from reader.analysis.times.stretches import Stretches
from reader.analysis.times.tokens import Tokens
from reader.model import Known

_EARLIER = 14  # days before the document's date from which on a story counts from its own day
_WEEKDAY_REACH = 7  # days around the document's date that a bare weekday can mean


class Report(Stretches):
    """The stretches of days, the document's date and the day that a report opens on."""

    def __init__(self, t: Tokens, now: Now, lead: Lead | None) -> None:
        super().__init__(t)
        self.now = now
        self.lead = lead
        self._latest = date.min
        self.named = -1  # the piece behind the last day that names an event: «انتخابات الأول من كانون الأول»

    @property
    def latest(self) -> date | None:
        """The last day of all that the text has said in full so far, long before's aside; None for none."""
        return self._latest if self._latest > date.min else None

    def narrated(self, at: int, today: date | None) -> bool:
        """True where a bare weekday belongs to the day last said, far from the document's date, not to the news of the week.

        Only where that day stands in the same sentence, was said to the hour or counted from another, or just before where the document has no date.
        """
        day = self.said.day
        if day is None or not self.nearby(at):
            return False
        if today is None:
            return at - self.said.at <= 2 * tense.REACH
        if self.named == self.said.at:
            return False
        if self.said.bound and not self.said.hour:
            return False  # «سجلت العاصمة منذ الأول من تموز ثلاثة أضعاف معدلها، وفق ما أفادت الأمم المتحدة الأربعاء»
        if day > today and not (self.said.hour or self.said.stepped):
            return False  # «علقت حملتها لانتخابات الثامن من حزيران حتى الجمعة»
        far = abs((day - today).days) > _WEEKDAY_REACH
        before = self.next_sentence(at) and tense.had(self.t, self.t.sentence(at)[0], at)
        return far and (self.said.hour or self.said.stepped or self.same_sentence(at) or before)

    def reported(self) -> date | None:
        """The day a report opens on; None once the story has gone on to a later one."""
        if self.lead is None or self._latest > self.lead.day:
            return None
        return self.lead.day

    def days_since_lead(self, today: date, weekday: int, at: int) -> int | None:
        """Days from the day a report opens on to that weekday after it; None where the document's date is known otherwise,
        or the sentence looks back."""
        if (
            self.now.known is not Known.INFERRED
            or self.lead is None
            or self.lead.day != today
            or self.back(at)
        ):
            return None
        return (weekday - today.isoweekday()) % 7

    def told_before(self, at: int) -> bool:
        """«فاز في 24 مارس، وكان قد خرج من السجن قبل عشرة أيام»: counted from the day said in the sentence, not from today."""
        said, today = self.said.day, self.now.date
        if said is None or not self.same_sentence(at):
            return False
        if today is not None and (today - said).days < _EARLIER:
            return False
        return tense.had(self.t, self.said.at, at)
