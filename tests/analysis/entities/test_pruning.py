"""Features that weigh next to nothing are dropped from the model: training/pruning.py writes CRFsuite's own file."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest

from reader.analysis.entities.tagger import MODEL
from training.pruning import Feature, Model, lookup3, pruned, read_model, written

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


def tagger(path: Path) -> pycrfsuite.Tagger:
    made = pycrfsuite.Tagger()
    made.open(str(path))
    return made


def test_what_crfsuite_wrote_is_written_byte_for_byte(trained: Path) -> None:
    data = trained.read_bytes()
    assert written(pruned(read_model(data), 0)) == data


def test_the_shipped_model_is_written_byte_for_byte() -> None:
    data = MODEL.read_bytes()
    assert written(read_model(data)) == data


def test_light_features_go_and_attributes_that_only_they_use(trained: Path, tmp_path: Path) -> None:
    before = tagger(trained).info()
    least = sorted(map(abs, before.state_features.values()))[len(before.state_features) // 2]
    (tmp_path / "pruned").write_bytes(written(pruned(read_model(trained.read_bytes()), least)))
    after = tagger(tmp_path / "pruned").info()
    assert after.state_features == {key: w for key, w in before.state_features.items() if abs(w) >= least}
    assert set(after.attributes) == {name for name, _ in after.state_features}
    assert after.transitions == before.transitions
    assert after.labels == before.labels


def test_crfsuite_reads_a_pruned_model(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "pruned").write_bytes(written(pruned(read_model(trained.read_bytes()), 1e-4)))
    for rows, tags in SENTENCES:
        assert tagger(tmp_path / "pruned").tag(rows) == tags


def test_transitions_stay_whatever_they_weigh() -> None:
    model = Model(
        [b"O"], [b"a", b"b"], [Feature(1, 0, 0, 0.0), Feature(0, 0, 0, 0.01), Feature(0, 1, 0, 2.0)]
    )
    assert pruned(model, 0.5) == Model([b"O"], [b"b"], [Feature(1, 0, 0, 0.0), Feature(0, 0, 0, 2.0)])


@pytest.mark.parametrize("data", [b"", b"lCRF", b"\0" * 64])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        read_model(data)


def test_the_hash_is_the_published_one() -> None:
    assert lookup3(b"Four score and seven years ago") == 0x17770551  # lookup3.c, driver5
