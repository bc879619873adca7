"""Typing errors: the word that somebody will have meant, from the words that the pages use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

LONG = 8  # from here on two typing errors are forgiven, below it one
SHORTEST = 4  # shorter words look too much like each other to offer
SHORTEST_GUESSED = 5  # `halt` is not a mistyped `half`: of so few letters each may make another word, so ask
EACH_EDIT_TOUCHES = 3  # pairs of letters: swapping two letters changes three pairs
MOST_CANDIDATES = 60
ALIKE = 0.6


class Vocabulary:
    """Words with how often they are used."""

    def __init__(self, used: Mapping[str, int]) -> None:
        self._used = dict(used)
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for word in self._used:
            for pair in set(_pairs(word)):
                self._by_pair[pair].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._used

    def correct(self, word: str) -> str | None:
        """The nearest word within one or two typing errors; of equals the one used most."""
        most = _forgiven(word)
        near = [(errors, -self._used[other], other) for other, errors in self._within(word, most)]
        return min(near)[2] if near else None

    def suggest(self, word: str, *, most: int) -> list[str]:
        """Words that look somewhat like it, best first: to ask, not to assume."""
        shared = Counter(other for pair in set(_pairs(word)) for other in self._by_pair.get(pair, ()))
        rated = [(_likeness(word, other), other) for other, _ in shared.most_common(MOST_CANDIDATES)]
        good = sorted((pair for pair in rated if pair[0] >= ALIKE and len(pair[1]) >= SHORTEST), reverse=True)
        return [other for _, other in good[:most]]

    def _within(self, word: str, most: int) -> Iterable[tuple[str, int]]:
        if not most:
            return
        shared = Counter(other for pair in set(_pairs(word)) for other in self._by_pair.get(pair, ()))
        needed = len(set(_pairs(word))) - EACH_EDIT_TOUCHES * most
        for other, pairs in shared.items():
            if pairs >= needed and len(other) >= SHORTEST and abs(len(other) - len(word)) <= most:
                errors = typing_errors(word, other)
                if errors <= most:
                    yield other, errors


def typing_errors(one: str, other: str) -> int:
    """How many letters are missing, added, changed or swapped with their neighbour (optimal string alignment)."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_above, above, row = above, row, [i]
        for j, counterpart in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _forgiven(word: str) -> int:
    if len(word) < SHORTEST_GUESSED or word.isdigit():
        return 0
    return 2 if len(word) >= LONG else 1


def _pairs(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[place : place + 2] for place in range(len(edged) - 1)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
