"""Law 11: nothing travels that was not meant to."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.tracking.building import Paper, parts_of
from workbench.tracking import write_sheets

ALL = ["POLICY", "DDG/P", "FIELD", "regional offices"]


class Secrets:
    """Hands out words that occur nowhere else and remembers who may read each."""

    def __init__(self):
        self._count = itertools.count(10_000)
        self.readers = {}

    def word(self, *readers):
        word = f"qz{next(self._count)}zq"
        self.readers[word] = set(readers)
        return word


def recommend(paper, secrets, units):
    word = secrets.word
    fields = {
        "headline": word(*units),
        "rationale": f"{word(*units)}[^7] [site](http://{word(*units)}.example)",
    }
    response = {name: word(*units) for name in ("reason", "text", "cleared_by")}
    fields["responsible_units_text"] = word()
    return paper.recommend(
        *units,
        **fields,
        priority=word(*units),
        response=response,
        contributions={unit: word(unit) if unit in units[1:] else word() for unit in ALL},
        actions=[
            {name: word(unit) if unit in units else word() for name in ("description", "status", "progress")}
            | {"responsible_unit": unit}
            for unit in ALL
        ],
    )


def leaks(paper, secrets, folder, **options):
    """Return every word that stands in a workbook although its unit may not read it."""
    written = write_sheets(paper.snapshot(), folder, **options)
    found = []
    for file in written.files:
        text = parts_of(file.path)
        found += [
            (file.unit, word)
            for word, readers in secrets.readers.items()
            if word in text and file.unit not in readers
        ]
    return found


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique=True), min_size=2, max_size=4))
def test_no_part_of_a_workbook_holds_what_its_unit_has_no_share_in(tmp_path_factory, shares):
    paper, secrets = Paper(), Secrets()
    for units in shares:
        recommend(paper, secrets, units)
    folder = tmp_path_factory.mktemp("sheets")
    assert leaks(paper, secrets, folder) == []
    assert leaks(paper, secrets, folder, stage="follow-up") == []


def test_a_unit_does_see_what_it_has_a_share_in(tmp_path):
    paper, secrets = Paper(), Secrets()
    recommend(paper, secrets, ["POLICY", "FIELD"])
    for file in write_sheets(paper.snapshot(), tmp_path).files:
        text = parts_of(file.path)
        missing = [
            word for word, readers in secrets.readers.items() if file.unit in readers and word not in text
        ]
        # The address of a link in a locked text is not shown and so not sent.
        assert len(missing) <= 1


def test_long_texts_do_not_reach_the_sheet_of_texts_of_others(tmp_path):
    paper, secrets = Paper(), Secrets()
    paper.recommend("POLICY", rationale=f"{secrets.word('POLICY')} word " * 900)
    paper.recommend("FIELD", rationale=f"{secrets.word('FIELD')} word " * 900)
    assert leaks(paper, secrets, tmp_path) == []


def test_no_name_of_a_person_path_or_machine_travels(tmp_path):
    import getpass
    import socket

    paper = Paper()
    register = next(paper.tree.of_kind("unit"))
    paper.editor.set(register.id, "focal_point", "Qz Person")
    paper.editor.set(register.id, "email", "qz@agency.example")
    paper.recommend("POLICY")
    text = parts_of(write_sheets(paper.snapshot(), tmp_path / "deep folder").files[0].path)
    for private in ("Qz Person", "qz@agency", "deep folder", str(tmp_path), socket.gethostname()):
        assert private not in text
    assert ">Evaluation Workbench</dc:creator>" in text
    assert "lastModifiedBy" not in text
    assert f">{getpass.getuser()}<" not in text


def test_there_are_no_comments_links_or_macros(tmp_path):
    paper = Paper()
    paper.recommend("POLICY", rationale="[site](http://agency.example)")
    text = parts_of(write_sheets(paper.snapshot(), tmp_path).files[0].path)
    assert not any(part in text for part in ("comments", "externalLink", "vbaProject", "agency.example/"))
