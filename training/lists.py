"""The shipped name and city lists, cut from the larger sources.

`python -m training.lists DATA_DIR`: GeoNames places of `gaz/gaz_loc.tsv` that are large enough to be news (or
in an Arab country), and the single-word forms of `gaz/names_wikidata_ar.tsv`. A form that the labelled or raw
text mostly uses as an ordinary word is dropped or marked `context`.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from reader.analysis.entities.tokens import tokenise
from reader.text.fold import fold

OUT = Path(__file__).parents[1] / "reader" / "data" / "entities"
ARAB = frozenset(
    [
        "SY",
        "LB",
        "JO",
        "PS",
        "IQ",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "YE",
        "EG",
        "SD",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "EH",
        "SO",
        "DJ",
    ]
)
LEAST = 15_000
LEAST_ARAB = 2_000


def counts(data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each folded word occurs as O, as part of a name (labelled text), and in the raw text."""
    plain: Counter[str] = Counter()
    named: Counter[str] = Counter()
    raw: Counter[str] = Counter()
    for path in sorted(data.glob("*_train.conll")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                word, tag = line.split("\t")
                (plain if tag == "O" else named)[fold(word)] += 1
    for path in sorted((data / "raw").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                raw.update(token.norm for token in tokenise(line))
    return plain, named, raw


def main(data_dir: str) -> None:
    data = Path(data_dir)
    plain, named, raw = counts(data)
    rows: dict[str, tuple[str, str, int]] = {}
    for line in (data / "gaz" / "gaz_loc.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, kind, country, population, surface, source = line.split("\t")
        if kind != "city" or source == "hand" or not population.isdigit():
            continue
        people = int(population)
        key = " ".join(token.norm for token in tokenise(surface))
        if people < (LEAST_ARAB if country in ARAB else LEAST) or len(key) < 4 or key.startswith("مدينه "):
            continue
        if " " not in key and plain[key] > named[key]:
            continue
        if people > rows.get(key, ("", "", 0))[2]:
            rows[key] = (surface, country, people)
    with (OUT / "cities.tsv").open("w", encoding="utf-8") as file:
        file.write(
            "# Places of GeoNames with 15,000 people (2,000 in Arab countries) and an Arabic name. CC BY 4.0, geonames.org.\n"
        )
        file.write(
            "# Columns: name, ISO code, population, flags (context: also an ordinary word). Made by training/lists.py.\n"
        )
        for key, (surface, country, people) in sorted(rows.items()):
            common = " " not in key and (raw[key] > 40 and named[key] == 0)
            file.write(
                f"{surface}\t{country}\t{people}\t{'context' if common or (len(key) < 5 and ' ' not in key) else ''}\n"
            )
    names: set[str] = set()
    for line in (data / "gaz" / "names_wikidata_ar.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        tokens = tokenise(line.split("\t")[0])
        if len(tokens) == 1 and len(tokens[0].norm) > 2 and tokens[0].word:
            names.add(tokens[0].norm)
    kept = sorted(name for name in names if not (plain[name] > 15 and named[name] == 0))
    with (OUT / "names.txt").open("w", encoding="utf-8") as file:
        file.write(
            "# Given and family names in Arabic letters, folded. Wikidata labels and aliases (CC0), collected by rigour (MIT).\n"
        )
        file.write("# After the blank line those that are ordinary words as often.\n")
        doubtful = [n for n in kept if plain[n] > named[n] or (named[n] == 0 and raw[n] >= 30) or len(n) < 4]
        file.write("\n".join(sorted(set(kept) - set(doubtful))) + "\n\n" + "\n".join(doubtful) + "\n")
    print(f"{len(rows)} cities, {len(kept)} names")


if __name__ == "__main__":
    main(sys.argv[1])
