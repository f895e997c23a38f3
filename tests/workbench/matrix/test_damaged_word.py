"""Word files that were cut, flipped, emptied and swapped: each is read or refused in one sentence."""

import io
import random
import struct
import zipfile

import docx
import pytest

from tests.workbench.matrix.building import word
from workbench.errors import UserError
from workbench.matrix.source import open_matrix

SEED = 20_261_121


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The content of a Word file with a matrix in it."""
    return word(tmp_path_factory.mktemp("word") / "m.docx").read_bytes()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def flipped(content, chance):
    """Yield the file cut off, with bits wrong, and with wrong bytes in what is packed."""
    for _ in range(60):
        yield content[: chance.randrange(len(content))]
    for _ in range(120):
        wrong = bytearray(content)
        for _ in range(chance.choice((1, 8, 40))):
            wrong[chance.randrange(len(wrong))] = chance.randrange(256)
        yield bytes(wrong)
    for entry in zipfile.ZipFile(io.BytesIO(content)).infolist():
        wrong = bytearray(content)
        start = entry.header_offset + 30 + sum(struct.unpack_from("<HH", content, entry.header_offset + 26))
        wrong[start : start + entry.compress_size // 2] = b"\xff" * (entry.compress_size // 2)
        yield bytes(wrong)


def with_other_parts(content, chance):
    """Yield the file with parts missing, emptied, cut, swapped or with other letters in them."""
    parts = parts_of(content)
    for name in parts:
        yield packed({key: part for key, part in parts.items() if key != name})
        for other in (b"", b"<a/>", parts[name][: len(parts[name]) // 2], parts["word/document.xml"]):
            yield packed(parts | {name: other})
    pieces = (b"<", b'"', b"/", b"-1", b"99999999999", b"", b"\xff", b"&amp;", b"x")
    for _ in range(120):
        name = chance.choice(("word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"))
        part = bytearray(parts[name])
        start = chance.randrange(len(part))
        part[start : start + chance.choice((0, 1, 5, 40))] = chance.choice(pieces)
        yield packed(parts | {name: bytes(part)})


def refusal(content, path):
    """Return the sentence a file is refused with, "" where it is read; any other failure is the test's."""
    path.write_bytes(content)
    try:
        open_matrix(path)
    except UserError as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("kind", [flipped, with_other_parts])
def test_a_damaged_word_file_is_read_or_refused_in_one_sentence(original, tmp_path, kind):
    path = tmp_path / "m.docx"
    assert refusal(original, path) == ""
    said = [refusal(content, path) for content in kind(original, random.Random(f"{SEED} {kind.__name__}"))]
    assert len(said) > 180
    refusals = [sentence for sentence in said if sentence]
    assert len(refusals) > 60
    for sentence in refusals:
        assert "m.docx" in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_a_part_that_is_named_and_not_there_is_no_failure_of_ours(original, tmp_path):
    parts = parts_of(original)
    rels = parts["_rels/.rels"].replace(b"word/document.xml", b"word/none.xml")
    assert "is no Word file" in refusal(packed(parts | {"_rels/.rels": rels}), tmp_path / "m.docx")


def test_a_whole_file_without_tables_is_refused_for_that(tmp_path):
    content = io.BytesIO()
    docx.Document().save(content)
    assert "m.docx" in refusal(content.getvalue(), tmp_path / "m.docx")
