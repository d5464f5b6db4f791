"""Who: people, organisations and places, found in one text and linked across texts.

`find_mentions` reads one text; `link_entities` joins what was found and obeys the user's decisions.
"""

from reader.analysis.entities.link import link_entities
from reader.analysis.entities.mentions import find_mentions

__all__ = ["find_mentions", "link_entities"]
