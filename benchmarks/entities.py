"""The entity finder: tokens a second, growth, load against importing textual.app, memory, linking's growth."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

from benchmarks.ratio import Ratio, alternate
from reader.analysis.entities import find_mentions, link_entities
from reader.analysis.entities.tokens import tokenise
from reader.analysis.linking import LinkInput
from reader.model import Analysis

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TOKENS_A_SECOND = 10_000
_MEMORY = """
import sys
from pathlib import Path
from reader.analysis.entities import find_mentions
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    find_mentions(path.read_text(encoding="utf-8"))
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


def _load() -> float:
    """CPU seconds to the finder's first answer, with a word that nothing knows, over those of importing textual.app; what both need is taken off both."""
    programs = {
        "bare": "import reader.model",
        "ours": "from reader.analysis.entities import find_mentions; find_mentions('وصل غاشاغوا')",
        "theirs": "import textual.app",
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(7):
        for name, program in programs.items():
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program], check=True)
            after = getrusage(RUSAGE_CHILDREN)
            taken[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    bare, ours, theirs = (statistics.median(taken[name]) for name in programs)
    return (ours - bare) / (theirs - bare)


def run() -> list[Ratio]:
    """Figures; rates are this machine's, growth is a ratio (1 is linear)."""
    texts = [each.read_text(encoding="utf-8") for each in sorted(SEEDS.glob("*.txt"))]
    article = "\n".join(texts)
    large = article * 20
    find_mentions(article)
    start = process_time()
    for _ in range(5):
        find_mentions(article)
    rate = 5 * len(tokenise(article)) / (process_time() - start)
    whole, part = alternate(
        lambda: find_mentions(large), lambda: find_mentions(large[: len(large) // 8]), rounds=3
    )
    memory = float(
        subprocess.run(
            [sys.executable, "-c", _MEMORY, str(SEEDS)], check=True, capture_output=True, text=True
        ).stdout
    )
    analysed = [
        LinkInput(str(number), text, Analysis(mentions=find_mentions(text)))
        for number, text in enumerate(texts)
    ]
    many = [
        LinkInput(f"{copy}-{each.doc}", each.text, each.analysis) for copy in range(160) for each in analysed
    ]
    linked, fewer = alternate(
        lambda: link_entities(many), lambda: link_entities(many[: len(many) // 8]), rounds=3
    )
    return [
        Ratio(
            "10,000 tokens a second / ours",
            TOKENS_A_SECOND / rate,
            limit=1.0,
            note=f"{rate:,.0f} tokens a CPU second",
        ),
        Ratio(
            "20 x the seeds / an eighth of it, per character", whole / part / 8, limit=1.5, note="1 is linear"
        ),
        Ratio(
            "load / importing textual.app", _load(), limit=0.5, note="to the first answer, over reader.model"
        ),
        Ratio("memory of a process that read the seeds", memory, limit=120, unit="MB"),
        Ratio("linking 800 documents / 100, per document", linked / fewer / 8, limit=1.5, note="1 is linear"),
    ]
