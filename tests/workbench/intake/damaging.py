"""Damages a PDF file in many ways and reads every one: ``python -m … FILE COUNT`` prints what came of it.

It is a program of its own because a library that crashes takes its process along.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

from workbench.errors import UserError
from workbench.intake.pdf import source_of_pdf

_OBJECT = re.compile(rb"\d+ 0 obj")


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def with_flipped_bits(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def without_object(data: bytes, chance: random.Random) -> bytes:
    starts = [match.start() for match in _OBJECT.finditer(data)]
    place = chance.randrange(len(starts) - 1)
    return data[: starts[place]] + data[starts[place + 1] :]


def with_wrong_places(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    start = data.index(b"\nxref") + 1
    for _ in range(chance.choice((1, 20, 200))):
        damaged[chance.randrange(start, len(data))] = chance.randrange(256)
    return bytes(damaged)


def with_hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 3000) :]


def with_copied_stretch(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    to, start, length = chance.randrange(len(data)), chance.randrange(len(data)), chance.randrange(1, 500)
    damaged[to : to + length] = data[start : start + length]
    return bytes(damaged)


WAYS = (cut_off, with_flipped_bits, without_object, with_wrong_places, with_hole, with_copied_stretch)


def outcome(data: bytes, sound: str) -> str:
    try:
        return "read the same" if source_of_pdf(data, "paper.pdf").text == sound else "read otherwise"
    except UserError as refused:
        return str(refused)


def main() -> None:
    data, chance = Path(sys.argv[1]).read_bytes(), random.Random(12)
    sound = source_of_pdf(data, "paper.pdf").text
    count = int(sys.argv[2])
    print(json.dumps(Counter(outcome(WAYS[n % len(WAYS)](data, chance), sound) for n in range(count))))


if __name__ == "__main__":
    main()
