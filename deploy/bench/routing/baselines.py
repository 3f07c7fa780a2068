#!/usr/bin/env python3
"""Other learners on the same shuffles of the same sentences, for comparison with the router.

baselines.py FILE SEEDS prints a table for 150 and for 10 experts. scikit-learn is needed, fastText is measured when it
is there. "one pass" learners see every sentence once, in batches of 100 that are answered before they are learned
(the router answers every single one before it learns it); the others go over the sentences many times and have no
progressive accuracy.
"""
import json
import random
import sys
import tempfile
import time

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

BATCH = 100
BINS = 15
COLUMNS = ("progressive", "test", "ece", "oos-auroc", "seconds")


def features(texts):
    """Hashed words, word pairs and character n-grams within words, as the router has them."""
    parts = [("word", (1, 2), 2**18), ("char_wb", (2, 4), 2**17)]
    return hstack([HashingVectorizer(analyzer=kind, ngram_range=span, n_features=size, alternate_sign=False).transform(texts)
                   for kind, span, size in parts]).tocsr()


def calibration_error(confidence, right):
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return sum(abs((confidence - right)[bins == b].sum()) for b in range(BINS)) / len(right)


def figures(progressive, labels, answers, confidence, outside, seconds):
    right = np.array([a == b for a, b in zip(answers, labels)], dtype=float)
    truth = np.r_[np.ones(len(confidence)), np.zeros(len(outside))]
    return (progressive, right.mean(), calibration_error(np.asarray(confidence), right),
            roc_auc_score(truth, np.r_[confidence, outside]), seconds)


class Data:
    def __init__(self, raw, domains, seed):
        names = {i: d for d, intents in raw["domains"].items() for i in intents} if domains else {}
        train = list(raw["train"])
        random.Random(seed).shuffle(train)
        self.train = [t for t, _ in train]
        self.labels = [names.get(i, i) for _, i in train]
        self.test = [t for t, _ in raw["test"]]
        self.expected = [names.get(i, i) for _, i in raw["test"]]
        self.outside = [t for t, _ in raw["oos_test"]]


def sgd_one_pass(data):
    start = time.time()
    model = SGDClassifier(loss="log_loss", alpha=1e-6, random_state=1)
    x = features(data.train)
    classes = sorted(set(data.labels))
    labels = np.array(data.labels)
    hits = 0
    for at in range(0, len(labels), BATCH):
        rows = slice(at, at + BATCH)
        if at:
            hits += (model.predict(x[rows]) == labels[rows]).sum()
        model.partial_fit(x[rows], labels[rows], classes)
    seconds = time.time() - start
    inside, outside = model.predict_proba(features(data.test)), model.predict_proba(features(data.outside))
    answers = model.classes_[inside.argmax(1)]
    return figures(hits / len(labels), data.expected, answers, inside.max(1), outside.max(1), seconds)


def svm_many_passes(data):
    start = time.time()
    tfidf = TfidfTransformer(sublinear_tf=True)
    model = LinearSVC(random_state=1)
    model.fit(tfidf.fit_transform(features(data.train)), data.labels)
    seconds = time.time() - start
    inside = model.decision_function(tfidf.transform(features(data.test)))
    outside = model.decision_function(tfidf.transform(features(data.outside)))
    result = figures(np.nan, data.expected, model.classes_[inside.argmax(1)], inside.max(1), outside.max(1), seconds)
    return (*result[:2], np.nan, *result[3:])  # margins are no probabilities


def fasttext_model(passes):
    def run(data):
        import fasttext
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.writelines(f"__label__{label} {text.lower()}\n" for label, text in zip(data.labels, data.train))
            file.flush()
            start = time.time()
            model = fasttext.train_supervised(file.name, epoch=passes, lr=1.0, wordNgrams=2, minn=2, maxn=4, dim=50,
                                              bucket=200_000, thread=1, verbose=0)
            seconds = time.time() - start
        answer = lambda texts: [model.f.predict(t.lower() + "\n", 1, 0.0, "strict")[0] for t in texts]
        inside, outside = answer(data.test), answer(data.outside)
        return figures(np.nan, data.expected, [label[len("__label__"):] for _, label in inside],
                       np.clip([p for p, _ in inside], 0, 1), np.clip([p for p, _ in outside], 0, 1), seconds)
    return run


def learners():
    yield "SGD, one pass", sgd_one_pass
    yield "SVM, to the end", svm_many_passes
    try:
        import fasttext  # noqa: F401
    except ImportError:
        print("fastText is not measured; Debian's package is python3-fasttext", file=sys.stderr)
        return
    yield "fastText, 1 pass", fasttext_model(1)
    yield "fastText, 25", fasttext_model(25)


def main(path, seeds):
    with open(path, encoding="utf-8") as file:
        raw = json.load(file)
    for domains in (False, True):
        count = len(raw["domains"]) if domains else len({i for _, i in raw["train"]})
        print(f"\n{str(count) + ' experts':18}" + "".join(f"{c:>13}" for c in COLUMNS) + f"   mean of {seeds} seeds")
        for name, run in learners():
            results = np.array([run(Data(raw, domains, seed)) for seed in range(1, seeds + 1)])
            cells = ["" if np.isnan(v) else f"{v:.4f}" for v in results.mean(0)]
            print(f"{name:18}" + "".join(f"{c:>13}" for c in cells), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
