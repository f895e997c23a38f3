"""Random choices for the laws of merging, each one that hypothesis can show and make smaller."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

IS_CI = os.environ.get("EVW_CI") == "1"
SHARE_OF_A_DESK = 15


def cases(number):
    """Return the settings of a law that is tried on ``number`` cases in CI, and on fewer at a desk."""
    return settings(
        max_examples=number if IS_CI else number // SHARE_OF_A_DESK,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


class Dice:
    """Draws from one hypothesis ``data``; also gives words that stand nowhere else."""

    def __init__(self, data):
        self._draw = data.draw
        self._words = 0

    def word(self):
        """Return a word that no other one is or begins with."""
        self._words += 1
        return f"qz{self._words:04}"

    def pick(self, options):
        return self._draw(st.sampled_from(options))

    def between(self, least, most):
        return self._draw(st.integers(least, most))

    def chance(self, percent):
        return self._draw(st.integers(1, 100)) > 100 - percent

    def shuffled(self, items):
        return self._draw(st.permutations(items))

    def some(self, items, least=0):
        """Return some of ``items`` in any order, at least so many."""
        return self.shuffled(items)[: self.between(least, len(items))]

    def draw(self, strategy):
        return self._draw(strategy)
