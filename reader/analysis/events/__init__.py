"""What happened, who says so, and where accounts contradict each other.

`find_events` reads one document (`read_events` and `find_figures`: with what it counts), `link_events` joins documents,
`accounts` lays one event's reports side by side.
"""

from reader.analysis.events.disputes import accounts
from reader.analysis.events.figures import find_figures
from reader.analysis.events.link import link_events
from reader.analysis.events.mentions import find_events, read_events

__all__ = ["accounts", "find_events", "find_figures", "link_events", "read_events"]
