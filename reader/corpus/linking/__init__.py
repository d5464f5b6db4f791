"""Entities and events across documents, kept in the index: what linking reads of a document, and what came of it.

Linking goes over compact rows and never holds analyses. What is decided on names and on families of reports is decided
anew each time; what costs (learnt names looked for in texts, reports made, rows written) is done again only for the
documents and events that came out otherwise than before. The result is that of linking from nothing: a test says so.
"""
