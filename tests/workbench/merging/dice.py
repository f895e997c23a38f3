"""Random choices for the laws of merging, each one that hypothesis can show and make smaller."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

IS_CI = os.environ.get("EVW_CI") == "1"
SHARE_OF_A_DESK = 15
PHRASES = (
    *("Count fish in every lake", "Hold a conference on ropes", "Paint boats bright blue"),
    *("Publish yearly accounts", "Mend seven old bridges", "Teach swimming at school", "Buy quiet engines"),
    *("Ask villagers what matters", "Draw up maps by hand", "Plant willows along banks"),
    *("Measure dust near mills", "Swap pumps for windwheels"),
)


def cases(number):
    """Return the settings of a law that is tried on ``number`` cases in CI, and on fewer at a desk."""
    phases = [Phase.explicit, Phase.reuse, Phase.generate, *([] if IS_CI else [Phase.shrink])]
    return settings(
        max_examples=number if IS_CI else number // SHARE_OF_A_DESK,
        phases=phases,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )


class Dice:
    """Draws from one hypothesis ``data``; also gives words that stand nowhere else."""

    def __init__(self, data):
        self._draw = data.draw
        self._words = self._phrases = 0

    def word(self):
        """Return a word that no other one is or begins with."""
        self._words += 1
        return f"qz{self._words:04}"

    def phrase(self):
        """Return some words that are not like others, a dozen times."""
        self._phrases += 1
        return PHRASES[self._phrases % len(PHRASES)]

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
