"""Everything the entity finder ships that is made from data: `python -m training.entities DATA_DIR`.

In order, each step a process of its own with fixed hashing and one thread: the name and city lists, and all lists compiled; word
clusters of the raw text; the letters of names; the model, of the corpora, of tests/analysis/collections/read and of training/texts; the words' tendencies by that model over the raw text, which
rules ask; the scores. The same data and lists give the same files, byte for byte. Needs gensim and scipy beside the package (they are no dependency of it);
three minutes of one core.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "reader" / "data" / "entities"
COLLECTIONS = Path(__file__).parents[1] / "tests" / "analysis" / "collections" / "read"
TEXTS = Path(__file__).parent / "texts"
PARAMETERS = ["--c1", "0.15", "--c2", "0.05", "--rounds", "80", "--least", "0.06"]
SETTINGS = [*PARAMETERS, "--collections", str(COLLECTIONS), "--texts", str(TEXTS)]


def step(module: str, *arguments: str) -> None:
    """Run one module; a failure ends the run."""
    print(f"== {module} {' '.join(arguments)}", flush=True)
    environment = os.environ | {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, env=environment)


def main(data: str) -> None:
    """All steps."""
    model = str(OUT / "tagger.weights")
    step("training.lists", data)
    step("reader.analysis.entities.compiled")
    step("training.clusters", data, str(OUT / "clusters.txt"))
    step("training.letters", data, str(OUT / "letters.txt"))
    step("training.tagger", data, "--out", model, *SETTINGS)
    step("training.tendencies", data, model, str(OUT / "tendencies.tsv"))
    step("reader.analysis.entities.compiled")  # once more: the tendencies are among the lists
    step("training.tagger", data, "--score")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m training.entities DATA_DIR")
    main(sys.argv[1])
