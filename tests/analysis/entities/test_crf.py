"""What CRFsuite learnt gives the same labels without CRFsuite: reader/analysis/entities/crf.py, training/weights.py."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import pycrfsuite
import pytest

from reader.analysis.entities.around import PAIRS, Pairs
from reader.analysis.entities.crf import Scores, Weights
from reader.analysis.entities.features import OWN, VIEWS, features, listed_tags, vocabulary
from reader.analysis.entities.found import scan
from reader.analysis.entities.tagger import MODEL, Tagger
from training.pruning import read_model
from training.weights import packed, paired, viewed

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of sentences without sense: labels in runs, features that hang on them now and then."""
    path = tmp_path_factory.mktemp("crf") / "trained"
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.1, "max_iterations": 30, "feature.possible_transitions": True})
    dice = random.Random(1)
    for _ in range(80):
        tags = dice.choices(LABELS, [6, 2, 2, 1, 1], k=dice.randint(1, 9))
        trainer.append([said(dice, tag) for tag in tags], tags)
    trainer.train(str(path))
    return path


def said(dice: random.Random, tag: str = "") -> list[str]:
    return [
        f"w={dice.randint(1, 12)}",
        f"-1w={dice.randint(1, 12)}",
        f"k={tag if dice.random() < 0.3 else ''}",
    ]


def test_the_labels_are_those_of_crfsuite(trained: Path) -> None:
    theirs, ours = pycrfsuite.Tagger(), Weights(packed(read_model(trained.read_bytes())))
    theirs.open(str(trained))
    dice = random.Random(2)
    for _ in range(300):
        rows = [said(dice, dice.choice(LABELS)) for _ in range(dice.randint(1, 12))]
        assert ours.best([scores(ours, row) for row in rows]) == theirs.tag(rows)


def scores(weights: Weights, row: list[str]) -> list[float]:
    """What a token weighs, its features handed over as CRFsuite takes them."""
    out, views = [0.0] * len(weights.labels), len(weights.views)
    for feature in row:
        view, plain = viewed(feature)
        if (two := paired(feature)) is not None:
            kind, first, second = two
            weights.add_pairs(Pairs((kind,), [first], [second]), seen := [0.0] * (3 * len(out)))
            start = PAIRS[kind] * len(out)
            out = [a + b for a, b in zip(out, seen[start : start + len(out)], strict=True)]
        elif feature.startswith(OWN):
            weights.add([feature], out)
        else:
            seen = [0.0] * (len(out) * views)
            weights.add([plain], seen)
            out = [a + b for a, b in zip(out, seen[view::views], strict=True)]
    return out


@pytest.mark.parametrize("scale", [0.1, 1.0, 5.0, 30.0])
def test_no_labels_weigh_more(scale: float) -> None:
    weights, dice = Weights(MODEL.read_bytes()), random.Random(scale)
    numbers = range(len(weights.labels))
    for _ in range(10):
        sentence = [[dice.gauss(0, scale) for _ in numbers] for _ in range(4)]

        def total(path: tuple[int, ...], sentence: list[list[float]] = sentence) -> float:
            own = sum(scores[at] for scores, at in zip(sentence, path, strict=True))
            return own + sum(weights.between[one][other] for one, other in pairwise(path))

        best = max(product(numbers, repeat=4), key=total)
        assert weights.best(sentence) == [weights.labels[at] for at in best]


class Heard(Weights):
    """A model that keeps what the tokens it was asked about weigh."""

    def __init__(self, file: bytes) -> None:
        super().__init__(file)
        self.told: list[Scores] = []

    def best(self, sentence: Sequence[Scores]) -> list[str]:
        self.told.extend(sentence)
        return super().best(sentence)


def test_what_is_added_up_for_words_is_what_training_sees() -> None:
    read = scan(
        'قالت صحيفة "الغد" إن 12 نائبا وبأن الرئيس غاشاغوا التقى رائدا في الخرطوم، والأسد (عمره 34 عاما) لا.'
    )
    vocab, weights, plain = vocabulary(), Heard(MODEL.read_bytes()), Weights(MODEL.read_bytes())
    lists = listed_tags(read, vocab.gazetteer.matches(read))
    tagger = Tagger(weights, vocab)
    for start, end in read.sentences:
        tagger.tags(read.norms[start:end], lists[start:end])
    seen = features(read, vocab)
    assert len(weights.told) == len(seen) > 20
    for row, mine in zip(seen, weights.told, strict=True):
        assert mine == pytest.approx(scores(plain, row))


def test_a_feature_is_seen_from_where_it_stands() -> None:
    assert [viewed(view + "w=في") for view in VIEWS] == [(at, "w=في") for at in range(len(VIEWS))]
    assert viewed("-g=Bcountry") == (0, "-g=Bcountry")


def test_two_words_are_told_apart_though_one_is_the_stroke_between_them() -> None:
    assert paired("ww=من|دمشق") == ("ww", "من", "دمشق")
    assert paired("ww=||دمشق") == ("ww", "|", "دمشق")
    assert paired("ww=من||") == ("ww", "من", "|")
    assert paired("ff=|12") == ("ff", "", "12")
    assert paired("c3=4|||17") == ("c3", "4||", "17")
    assert paired("c3=17") is None  # a cluster of one word
    assert paired("w=|") is None
