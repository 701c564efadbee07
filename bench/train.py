"""Trains the two difficulty models: `python -m bench.train FOLDER` (needs scikit-learn).

FOLDER holds open human ratings, which are not part of this project:

- `word_complexity_lexicon.tsv`: word, mean of 11 raters (MIT; Maddela & Xu 2018)
- `complex_single_{train,test}.jsonl`: words in sentences, 0 to 1 (CC BY 4.0; CompLex, Shardlow et
  al. 2020)
- `readmepp_en_{train,dev}.jsonl`: sentences, 1 (A1) to 6 (C2) (MIT; ReadMe++, Naous et al. 2024)

It writes `language/models/{words,sentences}.json`: weights as plain numbers, with credits and the
figures reached on what was held back. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge

MODELS = Path(__file__).parents[1] / "audit" / "portal_audit" / "language" / "models"
DOMAINS = ("lexicon", "bible", "europarl", "biomed")
RARELY = 8
"""Parts found in fewer words are no evidence."""
PART_SCALE = 0.3
"""How much a part may weigh beside the numbers: the penalty is on scaled weights."""
PENALTY = {"words": 3.0, "sentences": 30.0}
IN_CONTEXT, BIOMEDICAL = 3.0, 1.0
"""Weights of ratings given in a sentence, and of those in biomedical ones."""


def main(folder: Path) -> None:
    MODELS.mkdir(exist_ok=True)
    _write("words", _train_words(folder))
    # The sentence model asks the word model just written.
    _write("sentences", _train_sentences(folder))


def _write(name: str, model: dict[str, Any]) -> None:
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    (MODELS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(name, model["figures"], f"{len(text) / 1000:.0f} KB")


# --- words ---


def _train_words(folder: Path) -> dict[str, Any]:
    from portal_audit.language.word_difficulty import numbers, parts

    lexicon = [
        (word.casefold(), float(score))
        for word, score in (
            line.split("\t")
            for line in (folder / "word_complexity_lexicon.tsv").read_text("utf-8").splitlines()
        )
    ]
    rated = _in_context(folder / "complex_single_train.jsonl")
    names = [word for word, _ in lexicon] + [word for word, *_ in rated]
    domain = [0] * len(lexicon) + [DOMAINS.index(source) for _, source, _, _ in rated]
    target = np.concatenate(
        [_standard([score for _, score in lexicon]), _standard([mean for *_, mean, _ in rated])]
    )
    weight = [1.0] * len(lexicon) + [
        IN_CONTEXT * (BIOMEDICAL if source == "biomed" else 1.0) * times**0.5
        for _, source, _, times in rated
    ]
    count: dict[str, int] = defaultdict(int)
    for name in names:
        for part in set(parts(name)):
            count[part] += 1
    known = {p: n for n, p in enumerate(sorted(p for p, n in count.items() if n >= RARELY))}
    measured = np.array([numbers(name) for name in names])
    middle, spread = measured.mean(0), measured.std(0) + 1e-9

    def matrix(words: list[str], domains: list[int]) -> Any:
        rows, columns = [], []
        for row, word in enumerate(words):
            for part in set(parts(word)) & known.keys():
                rows.append(row)
                columns.append(known[part])
        found = csr_matrix(
            (np.full(len(rows), PART_SCALE), (rows, columns)), shape=(len(words), len(known))
        )
        scaled = (np.array([numbers(word) for word in words]) - middle) / spread
        return hstack([found, csr_matrix(scaled), csr_matrix(np.eye(4)[domains])]).tocsr()

    ridge = Ridge(alpha=PENALTY["words"])
    ridge.fit(matrix(names, domain), target, sample_weight=weight)
    of_parts, of_numbers, of_domains = np.split(
        ridge.coef_, [len(known), len(known) + measured.shape[1]]
    )
    # A word on a portal is neither a dictionary's nor a biologist's alone.
    base = ridge.intercept_ + (of_domains[0] + of_domains[3]) / 2
    base -= float((of_numbers * middle / spread).sum())
    held = _in_context(folder / "complex_single_test.jsonl")
    biomed = [each for each in held if each[1] == "biomed"]
    figures = {}
    for title, tested in (("all", held), ("biomedical", biomed)):
        said = ridge.predict(matrix([w for w, *_ in tested], [3] * len(tested)))
        figures[f"r, {title} words held back"] = _r(said, [mean for *_, mean, _ in tested])
    return {
        "credits": "Word Complexity Lexicon, Maddela & Xu 2018 (MIT); CompLex, Shardlow et al. "
        "2020 (CC BY 4.0)",
        "figures": figures,
        "base": round(float(base), 5),
        "weights": [round(float(each), 5) for each in of_numbers / spread],
        "parts": {
            part: value
            for part, place in known.items()
            if (value := round(float(of_parts[place]) * PART_SCALE, 3))
        },
    }


def _in_context(file: Path) -> list[tuple[str, str, float, int]]:
    """Word, source, mean rating, how often; sorted."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in _rows(file):
        if row["token"]:
            found[row["token"].casefold(), row["source"]].append(row["complexity"])
    return sorted((w, s, float(np.mean(v)), len(v)) for (w, s), v in found.items())


# --- sentences ---


def _train_sentences(folder: Path) -> dict[str, Any]:
    from portal_audit.language.difficulty import features

    rows, held = (_rows(folder / f"readmepp_en_{part}.jsonl") for part in ("train", "dev"))
    measured = np.array([features(row["text"]) for row in rows])
    target = np.array([row["grade"] for row in rows])
    middle, spread = measured.mean(0), measured.std(0) + 1e-9
    ridge = Ridge(alpha=PENALTY["sentences"]).fit((measured - middle) / spread, target)
    trees = GradientBoostingRegressor(
        n_estimators=220, learning_rate=0.04, max_depth=3, min_samples_leaf=25,
        subsample=0.7, max_features=0.5, random_state=1,
    ).fit(measured, target)  # fmt: skip
    tested = np.array([features(row["text"]) for row in held])
    grades = [row["grade"] for row in held]
    line, grown = ridge.predict((tested - middle) / spread), trees.predict(tested)
    hard_words = tested[:, 9]
    return {
        "credits": "ReadMe++, Naous et al. 2024 (MIT)",
        "figures": {
            "r, sentences held back": _r((line + grown) / 2, grades),
            "r, linear alone": _r(line, grades),
            "r, trees alone": _r(grown, grades),
            "r, three hardest words alone": _r(hard_words, grades),
        },
        "base": round(float(ridge.intercept_ - (ridge.coef_ * middle / spread).sum()), 5),
        "weights": [round(float(each), 6) for each in ridge.coef_ / spread],
        "trees_base": round(float(trees.init_.constant_[0][0]), 5),
        "trees": [_nodes(tree[0].tree_, trees.learning_rate) for tree in trees.estimators_],
    }


def _nodes(tree: Any, rate: float) -> list[list[float]]:
    return [
        [
            max(-1, int(tree.feature[n])),
            round(float(tree.threshold[n]), 4)
            if tree.feature[n] >= 0
            else round(float(tree.value[n][0][0]) * rate, 5),
            int(tree.children_left[n]),
            int(tree.children_right[n]),
        ]
        for n in range(tree.node_count)
    ]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _standard(values: list[float]) -> Any:
    found = np.array(values)
    return (found - found.mean()) / found.std()


def _r(said: Any, rated: list[float]) -> float:
    return round(float(np.corrcoef(said, rated)[0, 1]), 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
