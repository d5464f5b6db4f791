"""Everything the entity finder ships that is made from data: `python -m training.entities DATA_DIR`.

In order, each step a process of its own with fixed hashing and one thread: the name and city lists; word clusters of the
raw text; a first model; the words' tendencies by that model over the raw text; the model that ships; its scores. The
same data give the same files. Needs gensim and scipy beside the package (they are no dependency of it); some six minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "reader" / "data" / "entities"
FIRST = ["--c1", "0.1", "--c2", "0.01", "--rounds", "80"]
SETTINGS = ["--c1", "0.05", "--c2", "0.05", "--rounds", "100"]


def step(module: str, *arguments: str) -> None:
    """Run one module of this package; a failure ends the run."""
    print(f"== training.{module} {' '.join(arguments)}", flush=True)
    environment = os.environ | {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=True, env=environment)


def main(data: str) -> None:
    """All steps."""
    first = str(OUT / "first.crfsuite")
    (OUT / "tendencies.tsv").write_text("", encoding="utf-8")  # the first model has none
    step("lists", data)
    step("clusters", data, str(OUT / "clusters.txt"))
    step("tagger", data, "--out", first, *FIRST)
    step("tendencies", data, first, str(OUT / "tendencies.tsv"))
    Path(first).unlink()
    step("tagger", data, *SETTINGS)
    step("tagger", data, "--score")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m training.entities DATA_DIR")
    main(sys.argv[1])
