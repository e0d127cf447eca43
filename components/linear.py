"""A linear classifier of short texts: trained by scikit-learn, applied with plain arrays.

scikit-learn's own `transform` and `predict_proba` spend most of a millisecond on building
one sparse row; a message has some hundred features, whose weights are simply added up here.
"""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
import srsly


class LinearModel:
    """Logistic regression over TF-IDF weighted features, which are plain strings.

    Args:
        labels: names of the classes.
        columns: feature -> row of `weights`.
        idf: inverse document frequency of each feature, shape (features,).
        weights: shape (features, classes).
        bias: shape (classes,).
    """

    def __init__(
        self,
        labels: Sequence[str],
        columns: Dict[str, int],
        idf: np.ndarray,
        weights: np.ndarray,
        bias: np.ndarray,
    ) -> None:
        self.labels = list(labels)
        self._columns = columns
        self._idf = idf
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls,
        documents: Sequence[Sequence[str]],
        labels: Sequence[str],
        strength: float,
        min_count: int = 2,
    ) -> "LinearModel":
        """Train on documents given as lists of features; deterministic.

        Args:
            documents: the features of each text.
            labels: the class of each text.
            strength: inverse of the regularisation, `C` of scikit-learn.
            min_count: features in fewer documents are left out.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        vectorizer = TfidfVectorizer(
            analyzer=_as_given, sublinear_tf=True, min_df=min_count, dtype=np.float32
        )
        matrix = vectorizer.fit_transform(documents)
        model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced", random_state=0)
        model.fit(matrix, labels)
        coefficients, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
            bias = np.array([0.0, bias[0]])
        return cls(
            list(model.classes_),
            {str(feature): int(column) for feature, column in vectorizer.vocabulary_.items()},
            vectorizer.idf_.astype(np.float32),
            np.ascontiguousarray(coefficients.T.astype(np.float32)),
            bias.astype(np.float32),
        )

    def rank(self, features: Sequence[str]) -> List[Tuple[str, float]]:
        """The classes with their probabilities, likeliest first."""
        counts = Counter(self._columns[f] for f in features if f in self._columns)
        scores = self._bias.astype(np.float64)
        if counts:
            rows = np.fromiter(counts, dtype=np.int64)
            values = np.array([1.0 + log(count) for count in counts.values()]) * self._idf[rows]
            scores = scores + (values / sqrt(float(values @ values))) @ self._weights[rows]
        probabilities = np.exp(scores - scores.max())
        probabilities /= probabilities.sum()
        order = np.argsort(-probabilities)
        return [(self.labels[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write `arrays.npz` and `features.json` into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / "arrays.npz", idf=self._idf, weights=self._weights, bias=self._bias)
        srsly.write_json(folder / "features.json", {"labels": self.labels, "columns": self._columns})

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        """Read what `save` wrote; no code is run from the files."""
        arrays = np.load(folder / "arrays.npz", allow_pickle=False)
        names = srsly.read_json(folder / "features.json")
        return cls(names["labels"], names["columns"], arrays["idf"], arrays["weights"], arrays["bias"])


def _as_given(document: Sequence[str]) -> Sequence[str]:
    return document


def character_ngrams(word: str, shortest: int, longest: int) -> List[str]:
    """The n-grams of a word, with "_" for its edges."""
    padded = f"_{word}_"
    return [
        padded[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(padded) - size + 1)
    ]
