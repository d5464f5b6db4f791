"""Notes and decisions out and in: one module a format.

Each has `write_out(...) -> str` and, where the format can come back, `read_in(journal, text, ...) -> ImportReport`.
Reading in is idempotent (reader.journal.imports): into an empty journal it brings the same notes, a second time nothing.
"""
