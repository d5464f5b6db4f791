"""Random texts for the laws: pieces of real text mixed with anything at all."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "قال", "لا", "الأسد", "كِتَاب", "لَاً", "می\u200cخواهم", "ڵ", "ﷺ", "۝١٢", "שלום", "John", "Inc.", "https://a.b/c?d", "x@y.org",
    "12", "٣٤", "80%", "-5", "2024-12-08", "7/8", "(", ")", "[", "]", "«", "»", "“", "”", '"', "،", "؟", ".", "!", "-", "–", "…",
    "😀", "👩\u200d💻", "👍🏽", "🇸🇾", "▪\ufe0f", "北京", "한", "ก็", "कि", "e\u0301", "\u0301", "ِ", "\u200f", "\u200e", "\u061c",
    "\u200c", "\u200d", "\u2067", "\u2066", "\u2068", "\u2069", "\u202b", "\u202a", "\u202c", "\u202e", "\u202d", "\t", "\u00a0",
    "\u00ad", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\x9b", "\ud800", "\ufdd0", "\U0010ffff", "\ue000", " ", " ", " ", " ",
]  # fmt: skip
NEWLINES = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1d"]

one_paragraph = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(PIECES),
        st.characters(exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=()),
    ),
    max_size=16,
).map("".join)
any_text = st.lists(st.one_of(one_paragraph, st.sampled_from(NEWLINES)), max_size=6).map("".join)
widths = st.sampled_from([1, 2, 3, 5, 8, 13, 24, 40])
