"""XML of strangers as a stream: no tree in memory, no document type, no depth, no endless tag.

Python's own expat is used rather than lxml because nothing of it stays in memory: a sheet of a hundred
megabytes costs as little as its longest tag.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from workbench.spreadsheets.refusing import DAMAGED, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

MAX_DEPTH = 200
MAX_TAG = 2**20
"""Bytes of one tag: expat reads an unfinished one again with every chunk, so a long one takes for ever."""

_CHUNK = 2**18
_PROLOG = 2**16


class Element(NamedTuple):
    """An element that has ended; names without namespaces, ``text`` is what stands before its end tag."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str


def parse(
    part: IO[bytes],
    root: str,
    starts: Mapping[str, Callable[[dict[str, str]], None]],
    ends: Mapping[str, Callable[[str], None]],
    *,
    skip: Collection[str] = (),
    text: Callable[[str], None] | None = None,
) -> None:
    """Call ``starts`` with attributes and ``ends`` with the text before the end tag, as elements come.

    Names are "namespace name"; ``root`` is the name, without namespace, that the first element must
    have. Nothing is called within the elements of ``skip``. ``text`` gets all characters in their order.
    """
    parser = _parser()
    collected: list[str] = []
    depth = skipping = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, skipping
        depth += 1
        _check(name, root, depth)
        collected.clear()
        if skipping:
            return
        if name in starts:
            starts[name](attributes)
        if name in skip:
            skipping = depth

    def end(name: str) -> None:
        nonlocal depth, skipping
        if not skipping and name in ends:
            ends[name]("".join(collected))
        if skipping == depth:
            skipping = 0
        depth -= 1
        collected.clear()

    def characters(data: str) -> None:
        if text is not None and not skipping:
            text(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = collected.append if text is None else characters
    for _ in _feed(parser, part):
        pass


def elements(part: IO[bytes], root: str) -> Iterator[Element]:
    """Yield the elements of a part as they end, children before parents."""
    parser = _parser()
    ended: list[Element] = []
    path: list[tuple[str, dict[str, str]]] = [("", {})]
    collected: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        _check(name, root, len(path))
        collected.clear()
        path.append((local(name), attributes))

    def end(_: str) -> None:
        name, attributes = path.pop()
        attributes = {local(key): value for key, value in attributes.items()}
        ended.append(Element(name, path[-1][0], attributes, "".join(collected)))
        collected.clear()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = collected.append
    for _ in _feed(parser, part):
        yield from ended
        ended.clear()


def refuse_document_type(part: IO[bytes]) -> None:
    """Raise Refused where a part declares a document type; what is no XML at all is left alone."""
    parser = _parser()
    parser.StartElementHandler = _stop
    try:
        for _ in range(_PROLOG // 1024):
            chunk = part.read(1024)
            parser.Parse(chunk, not chunk)
            if not chunk:
                return
    except (_Begun, expat.ExpatError):
        return
    raise Refused(DAMAGED)


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


class _Begun(Exception):
    """The first element has been met."""


def _stop(*_: object) -> None:
    raise _Begun


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refused("holds XML entity declarations, which no office program writes; it was not opened")


def _check(name: str, root: str, depth: int) -> None:
    if depth > MAX_DEPTH or (depth == 1 and local(name) != root):
        raise Refused(DAMAGED)


def _feed(parser: expat.XMLParserType, part: IO[bytes]) -> Iterator[None]:
    fed = 0
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > MAX_TAG:
            raise Refused(DAMAGED)
        yield
    parser.Parse(b"", True)
    yield
