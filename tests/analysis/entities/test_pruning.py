"""Features that weigh next to nothing are dropped from what CRFsuite learnt: training/pruning.py reads CRFsuite's own file."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest

from training.pruning import Feature, Model, pruned, read_model

SENTENCES = [
    ([["w=زار"], ["w=سامي", "st=سامي"], ["w=روما", "c=7"]], ["O", "B-PER", "B-LOC"]),
    ([["w=عاد"], ["w=سامي", "st=سامي"], ["w=إلى"], ["w=وارسو", "c=7"]], ["O", "B-PER", "O", "B-LOC"]),
]


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.01, "feature.possible_states": True})
    for rows, tags in SENTENCES:
        trainer.append(rows, tags)
    trainer.train(str(tmp_path / "trained"))
    return tmp_path / "trained"


def told(model: Model) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """The weights of features and those from label to label, as python-crfsuite names them: six digits."""
    labels = [each.decode() for each in model.labels]
    names = ([each.decode() for each in model.attributes], labels)
    weights: tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]] = ({}, {})
    for one in model.features:
        weights[one.kind][names[one.kind][one.source], labels[one.target]] = round(one.weight, 6)
    return weights


def test_what_crfsuite_learnt_is_read(trained: Path) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    states, transitions = told(read_model(trained.read_bytes()))
    assert states == pytest.approx(tagger.info().state_features, abs=2e-6)
    assert transitions == pytest.approx(tagger.info().transitions, abs=2e-6)


def test_light_features_go_and_attributes_that_only_they_use(trained: Path) -> None:
    whole = read_model(trained.read_bytes())
    before, between = told(whole)
    least = sorted(map(abs, before.values()))[len(before) // 2]
    lighter = pruned(whole, least)
    after, still = told(lighter)
    assert after == {key: weight for key, weight in before.items() if abs(weight) >= least}
    assert {each.decode() for each in lighter.attributes} == {name for name, _ in after}
    assert (still, lighter.labels) == (between, whole.labels)


def test_transitions_stay_whatever_they_weigh() -> None:
    model = Model(
        [b"O"], [b"a", b"b"], [Feature(1, 0, 0, 0.0), Feature(0, 0, 0, 0.01), Feature(0, 1, 0, 2.0)]
    )
    assert pruned(model, 0.5) == Model([b"O"], [b"b"], [Feature(1, 0, 0, 0.0), Feature(0, 0, 0, 2.0)])


@pytest.mark.parametrize("data", [b"", b"lCRF", b"\0" * 64])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        read_model(data)
