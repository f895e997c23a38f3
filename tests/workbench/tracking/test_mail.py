"""E-mail drafts: what a mail program finds in them, to whom they go, and what they never hold."""

import datetime
import email
import email.policy
import getpass
import hashlib
import os
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.tracking.building import Paper
from workbench.errors import UserError
from workbench.tracking import write_sheets
from workbench.tracking.files import file_names, new_files
from workbench.tracking.letter import template_from, usual_template
from workbench.tracking.mail import Letter, addresses, write_draft
from workbench.workspace import Snapshot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DUE = datetime.date(2027, 10, 1)


def opened(path):
    """Return a draft as a mail program reads it."""
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def text_of(message):
    return message.get_body().get_content().replace("\r\n", "\n")


def entry(paper, unit, **fields):
    """Fill in the register entry of a unit."""
    node = next(node for node in paper.tree.of_kind("unit") if unit in (node["abbreviation"], node["name"]))
    for name, value in fields.items():
        paper.editor.set(node.id, name, value)


def drafts_of(paper, folder, text=None, **options):
    """Write sheets with drafts and return the messages by unit, and the warnings."""
    template = (
        template_from(text, "sheet") if text else usual_template(paper.tree[paper.id]["language"], "sheet")
    )
    written = write_sheets(paper.snapshot(), folder, mail=template, **options)
    messages = {draft.unit: opened(draft.path) for draft in written.drafts}
    return messages, [draft.warning for draft in written.drafts if draft.warning]


@pytest.fixture
def paper():
    paper = Paper(title="River *reviews*")
    paper.recommend("POLICY", "FIELD", headline="Plan **together** with [[symbol]].")
    paper.recommend("FIELD", headline="Only the field sees this.")
    entry(paper, "POLICY", focal_point="Focal point of Policy", email="policy@agency.example")
    return paper


def test_a_draft_opens_for_writing_with_the_workbook_attached(paper, tmp_path):
    messages, _ = drafts_of(paper, tmp_path, due=DUE)
    message = messages["POLICY"]
    assert message["X-Unsent"] == "1"
    assert message["To"] == "policy@agency.example"
    assert message["Subject"] == "RG.12/EVA/3: tracking sheet for POLICY (return date: 1 October 2027)"
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == XLSX
    assert attached.get_filename() == "RG.12-EVA-3 POLICY.xlsx"
    assert attached.get_content() == (tmp_path / "RG.12-EVA-3 POLICY.xlsx").read_bytes()
    assert message.defects == []


def test_the_text_says_what_the_sheet_holds(paper, tmp_path):
    messages, _ = drafts_of(paper, tmp_path, due=DUE)
    text = text_of(messages["POLICY"])
    assert text.startswith(
        "Dear Focal point of Policy,\n\nAttached is the tracking sheet of your unit, Policy Dep"
    )
    assert "“River reviews” (RG.12/EVA/3)" in text
    assert "Recommendations in it: 1\n\n– RG.12 I-1: Plan together with RG.12/EVA/3.\n\n" in text
    assert "Questions go to review@agency.example." in text


def test_a_draft_lists_only_what_its_unit_has_a_share_in(paper, tmp_path):
    messages, _ = drafts_of(paper, tmp_path)
    assert "Only the field sees this." in text_of(messages["FIELD"])
    assert "Only the field sees this." not in text_of(messages["POLICY"])


def test_a_draft_names_nobody_but_its_addressee(paper, tmp_path):
    folder = tmp_path / "deep folder"
    drafts_of(paper, folder)
    head, _, rest = (folder / "RG.12-EVA-3 FIELD.eml").read_bytes().decode("ascii").partition("\r\n\r\n")
    names = {line.split(":")[0] for line in head.splitlines() if not line.startswith(" ")}
    assert names == {"X-Unsent", "Subject", "MIME-Version", "Content-Type"}
    text = head + rest.partition("Content-Disposition")[0]
    for private in ("policy@", "Focal point of Policy", "deep folder", str(tmp_path), socket.gethostname()):
        assert private not in text
    assert getpass.getuser() not in head


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [
        (
            "fr",
            "fiche de suivi pour FIELD (date de retour : 1er octobre 2027)",
            "Bonjour à toutes et à tous,",
        ),
        ("es", "ficha de seguimiento para FIELD (fecha de devolución: 1", "Estimada/o colega:"),
    ],
)
def test_a_draft_speaks_the_language_of_the_paper(language, subject, greeting, tmp_path):
    paper = Paper(language=language)
    paper.recommend("FIELD")
    messages, _ = drafts_of(paper, tmp_path, due=DUE)
    assert subject in messages["FIELD"]["Subject"].replace("\u00a0", " ")
    assert text_of(messages["FIELD"]).startswith(greeting)


def test_what_is_not_known_is_said_in_words(tmp_path):
    paper = Paper(symbol=None, title=None)
    paper.editor.set(paper.tree.root_id, "contact", None)
    paper.recommend("nobody’s unit", headline=None)
    messages, _ = drafts_of(paper, tmp_path)
    message = messages["nobody’s unit"]
    text = text_of(message)
    assert message["Subject"] == (
        "Governing Body paper: tracking sheet for nobody’s unit (return date: to be agreed)"
    )
    for words in (
        "Dear colleague",
        "nobody’s unit, for Governing Body paper. ",
        "the sender of this message",
    ):
        assert words in text
    assert "– I-1\n" in text
    assert text.endswith("Kind regards\n\n"), "nobody is known who could sign"


def test_whom_to_ask_signs(paper, tmp_path):
    paper.editor.set(paper.tree.root_id, "contact", "Evaluation, evaluation@agency.example")
    messages, _ = drafts_of(paper, tmp_path)
    assert text_of(messages["FIELD"]).endswith("Kind regards\nEvaluation, evaluation@agency.example\n")


def test_somebodys_own_text_is_used(paper, tmp_path):
    text = "Subject: {symbol} {unit_name}: {file}\n\n{{{count}}} {title}"
    messages, _ = drafts_of(paper, tmp_path, text)
    assert messages["FIELD"]["Subject"] == "RG.12/EVA/3 Field Programmes: RG.12-EVA-3 FIELD.xlsx"
    assert text_of(messages["FIELD"]) == "{2} River reviews\n"


def test_the_hash_is_that_of_the_draft(paper, tmp_path):
    written = write_sheets(paper.snapshot(), tmp_path, mail=usual_template("en", "sheet"))
    for draft in written.drafts:
        assert hashlib.sha256(draft.path.read_bytes()).hexdigest() == draft.sha256


def test_the_report_names_the_drafts(paper, tmp_path):
    written = write_sheets(paper.snapshot(), tmp_path, units=["FIELD"], mail=usual_template("en", "sheet"))
    assert written.report()[0]["draft"] == str(tmp_path / "RG.12-EVA-3 FIELD.eml")
    assert "draft" not in write_sheets(paper.snapshot(), tmp_path).report()[0]


@pytest.mark.parametrize(
    ("text", "sound", "refused"),
    [
        (None, [], []),
        (" ", [], []),
        ("a@b.example", ["a@b.example"], []),
        ("a@b.example; c.d+e@f-g.h.io ,x_1@b.io", ["a@b.example", "c.d+e@f-g.h.io", "x_1@b.io"], []),
        ("a@b.example, a@b.example;", ["a@b.example"], []),
        ("Focal point <a@b.example>; c@d.example", ["a@b.example", "c@d.example"], []),
        ("Point, Focal <a@b.example>", ["a@b.example"], ["Point"]),
        ("a@b", [], ["a@b"]),
        ("a b@c.example", [], ["a b@c.example"]),
        ("a@b..example", [], ["a@b..example"]),
        (".a@b.example", [], [".a@b.example"]),
        ("é@b.example", [], ["é@b.example"]),
        ("a@b.example\nBcc: c@d.example", ["a@b.example"], ["Bcc: c@d.example"]),
        ("a@b.example>\r\nX: y", [], ["a@b.example>", "X: y"]),
        ("see intranet", [], ["see intranet"]),
    ],
)  # fmt: skip
def test_addresses_are_taken_where_they_are_sound(text, sound, refused):
    assert addresses(text) == (tuple(sound), tuple(refused))


def test_a_missing_or_unsound_address_leaves_the_draft_open_and_is_named(paper, tmp_path):
    entry(paper, "FIELD", email="field at agency")
    paper.recommend("DDG/P")
    messages, warnings = drafts_of(paper, tmp_path)
    assert messages["FIELD"]["To"] is None
    assert warnings == [
        "The register gives FIELD “field at agency”, which is no e-mail address.",
        "The register has no e-mail address for DDG/P.",
    ]


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=200, deadline=None)
@given(
    LINES, LINES, st.sampled_from(["A", "DWT/CO–Lima", "à l’été 東京", "x" * 90, "é" * 90, 'a;b="c"\'%41'])
)
def test_no_text_breaks_out_of_its_place(tmp_path_factory, subject, body, unit):
    name = file_names("GB.340/PFA/7", [unit])[unit]
    body = body.replace("\r", "\n")
    letter = Letter(unit, f"a@b.example,{subject}", subject, f"{body}\n", (name, b"PK\x00\r\n."))
    folder = tmp_path_factory.mktemp("drafts")
    with new_files(folder) as files:
        draft = write_draft(files, "x.eml", letter)
    message = opened(draft.path)
    printed = "".join(letter if letter.isprintable() else " " for letter in subject)
    assert message["Subject"] == " ".join(printed.split())
    assert set(message.keys()) == {"X-Unsent", "Subject", "To", "MIME-Version", "Content-Type"}
    assert message["To"].startswith("a@b.example")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == name
    assert attached.get_content() == b"PK\x00\r\n."
    assert text_of(message) == f"{body}\n"
    assert all(len(line) <= 998 for line in draft.path.read_bytes().split(b"\r\n"))


@pytest.mark.parametrize(
    "words", ["évaluation à l’étranger " * 12, "plain words " * 20, "=?utf-8?q?x?= a", "y" * 300]
)
def test_a_long_subject_comes_through(words, tmp_path):
    with new_files(tmp_path) as files:
        draft = write_draft(files, "x.eml", Letter("U", None, words, "B"))
    assert opened(draft.path)["Subject"] == " ".join(words.split())


def test_a_changed_draft_in_the_way_stops_sheets_and_drafts(paper, tmp_path):
    template = usual_template("en", "sheet")
    (tmp_path / "RG.12-EVA-3 FIELD.eml").write_text("mine")
    snapshot = Snapshot("id", "a" * 32, paper.tree)
    with pytest.raises(UserError, match="FIELD.eml is there already"):
        write_sheets(snapshot, tmp_path, mail=template)
    assert [path.name for path in tmp_path.iterdir()] == ["RG.12-EVA-3 FIELD.eml"]
    assert len(write_sheets(snapshot, tmp_path).files) == 2, "without drafts nothing is in the way"


def test_a_draft_that_cannot_take_its_place_takes_the_sheets_along(paper, tmp_path, monkeypatch):
    replace = os.replace

    def refusing(source, target):
        if str(target).endswith("FIELD.eml"):
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(UserError, match="FIELD.eml"):
        write_sheets(paper.snapshot(), tmp_path, mail=usual_template("en", "sheet"))
    assert list(tmp_path.iterdir()) == []
