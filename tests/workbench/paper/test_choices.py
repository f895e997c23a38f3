"""What is printed of a paper, and what beside it."""

import re
import subprocess

import pytest
from docx import Document

from tests.workbench.paper.samples import blank, sample, snapshot
from tests.workbench.paper.test_package import audit
from tests.workbench.paper.word import paragraphs, parts, refreshed, root, texts
from workbench.editor import Editor
from workbench.errors import UserError
from workbench.paper import write_paper
from workbench.paper.checks import problems
from workbench.paper.choices import Choices, find_part
from workbench.paper.ooxml import w


@pytest.fixture
def made(tmp_path):
    """A function that prints the sample with choices; ``part`` is the place of an evaluation."""

    def make(state=None, **choices):
        now, ids = state or sample()
        if "part" in choices:
            choices["part"] = ids.evaluations[choices["part"]]
        path = tmp_path / "draft.docx"
        write_paper(now, path, choices=Choices(**choices), replace=True)
        return path

    return make


def bookmarks(path):
    return [mark.get(w("name")) for mark in root(path).iter(w("bookmarkStart"))]


EVERY = [
    {"part": 0},
    {"part": 1},
    {"responses": False},
    {"part": 1, "responses": False},
    {"watermark": ""},
    {"watermark": "Not for <print> & \u0645\u0633\u0648\u062f\u0629"},
    {"comments": True},
    {"part": 1, "watermark": "X", "comments": True, "changes_since": sample()[0]},
    {"responses": False, "comments": True, "changes_since": sample()[0]},
]


@pytest.mark.parametrize("choices", EVERY)
def test_every_choice_is_valid(made, choices):
    path = made(**choices)
    assert audit(path) + problems(path) == []


# Points ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "name"),
    [({}, "whole"), ({"responses": False}, "whole_plain"), ({"part": 1}, "{0}"), (EVERY[3], "{0}_plain")],
)
def test_the_first_paragraph_tells_what_the_draft_was_printed_from(made, choices, name):
    state = sample()
    first = next(root(made(state, **choices)).iter(w("p")))
    names = [mark.get(w("name")) for mark in first.iter(w("bookmarkStart"))]
    assert names[-2:] == ["_evw_at_" + "0" * 32, "_evw_of_" + name.format(state[1].evaluations[1])]


def test_the_log_keeps_the_choices_that_were_made(tmp_path):
    state, ids = sample()
    choices = Choices(part=ids.evaluations[0], responses=False, watermark="", changes_since=state)
    written = write_paper(state, tmp_path / "d.docx", choices=choices)
    assert written.choices == {
        "part": ids.evaluations[0],
        "responses": False,
        "watermark": "",
        "changes_since": "0" * 32,
    }
    assert f'"paper": {ids.paper}' in written.record().decisions
    assert Choices().record() == {}


# Parts -----------------------------------------------------------------------------------------


def whole(tmp_path, state):
    path = tmp_path / "whole.docx"
    write_paper(state, path)
    return path


def test_a_part_has_the_numbers_of_the_whole_paper(made, tmp_path):
    path = made(part=1)
    assert texts(path, "heading 1") == ["Part II. Widget making, take 2, 2024–29"]
    assert texts(path, "caption") == ["Figure 2. Ratings"]
    assert texts(path, "Front Note") == ["Extract from the draft paper: Part II, paragraphs 11–19."]
    (start,) = root(path, "word/numbering.xml").iter(w("startOverride"))
    assert start.get(w("val")) == "11"
    expected = [text for _, text in paragraphs(whole(tmp_path, sample()[0]))]
    printed = [text for _, text in paragraphs(path)]
    start = len(expected) - expected[::-1].index(printed[3]) - 1  # the contents name the part too
    assert printed[3:] == expected[start:][: len(printed) - 3]


def test_a_part_counts_its_own_sequences_as_word_does(made):
    fields = [field for field in refreshed(made(part=1)) if " SEQ " in field[0]]
    assert fields
    assert [field for field in fields if field[1] != field[2]] == []


def test_a_part_has_no_front_page_and_no_decision(made):
    styles = {style for style, _ in paragraphs(made(part=0))}
    assert not {"Front Organ", "Title", "Front Box Heading", "Draft Decision"} & styles


def test_a_reference_out_of_the_part_is_plain_text_with_the_right_number(made):
    state, ids = sample()
    text = f"See [[{ids.introduction}]], [[{ids.advice[0]}]], Part [[{ids.evaluations[0]}]]."
    Editor(state.tree, 1000).set(ids.recs[1][0], "rationale", text)
    path = made((state, ids), part=1)
    assert "See 1, 5–7, Part I." in [text for _, text in paragraphs(path)]
    assert problems(path) == []


def test_a_footnote_marked_in_another_part_too_is_printed_with_this_one(made):
    state, ids = sample()
    editor = Editor(state.tree, 1000)
    editor.set(ids.recs[1][0], "rationale", f"As noted.[^{ids.note}]")
    path = made((state, ids), part=1)
    (mark,) = root(path).iter(w("footnoteReference"))
    assert mark.get(w("customMarkFollows")) == "1"
    assert "As noted.1" in [text for _, text in paragraphs(path)]
    assert "1 On the site." in [text for _, text in paragraphs(path, "word/footnotes.xml")]
    assert audit(path) + problems(path) == []


@pytest.mark.parametrize("name", ["II", "ii", "Part II", "Part II.", "widget making, take 2, 2024–29"])
def test_a_part_is_found_by_number_or_title(name):
    state, ids = sample()
    assert find_part(state.tree, state.numbers, state.tree[ids.paper], name) == ids.evaluations[1]


def test_an_unknown_part_is_refused_with_those_there_are():
    state, ids = sample()
    with pytest.raises(UserError, match=r"No part is called “IV”; this paper has I Widget making, take 1"):
        find_part(state.tree, state.numbers, state.tree[ids.paper], "IV")


def test_the_part_of_another_paper_is_refused(tmp_path):
    e = blank()
    e.insert(1, "paper", {"symbol": "A"})
    other = e.insert(e.insert(1, "paper", {"symbol": "B"}), "evaluation")
    for part in (other, 1, 999):
        with pytest.raises(UserError, match="not a part of this paper"):
            write_paper(snapshot(e), tmp_path / "d.docx", paper="A", choices=Choices(part=part))
    assert not (tmp_path / "d.docx").exists()


# Without Office responses -----------------------------------------------------------------------


def test_without_responses_nothing_of_the_office_is_printed_and_numbers_have_no_gap(made):
    path = made(responses=False)
    everything = " ".join(text for _, text in paragraphs(path))
    assert "Office response" not in everything
    assert "The Office is glad" not in everything
    assert [field for field in refreshed(path) if field[1] != field[2]] == []


def test_a_reference_to_a_response_left_out_keeps_its_number_and_is_told(tmp_path):
    state, ids = sample()
    editor = Editor(state.tree, 1000)
    response = state.tree.children(ids.recs[0][0], "response")[0].id
    editor.set(ids.introduction, "text", f"See [[{response}]].")
    number = state.numbers.label[response]
    written = write_paper(state, tmp_path / "d.docx", choices=Choices(responses=False))
    assert f"See {number}." in [text for _, text in paragraphs(tmp_path / "d.docx")]
    assert "something that this draft leaves out" in " ".join(written.warnings)


# Watermark --------------------------------------------------------------------------------------


def test_the_watermark_is_on_every_page_and_word_knows_it(made):
    path = made(watermark="")
    headers = [name for name in parts(path) if re.fullmatch(r"word/header\d+\.xml", name)]
    assert len(headers) == 2, "the first page and the others"
    for name in headers:
        (shape,) = root(path, name).iter("{urn:schemas-microsoft-com:vml}shape")
        assert shape.get("id").startswith("PowerPlusWaterMarkObject")
        assert shape.find("{urn:schemas-microsoft-com:vml}textpath").get("string") == "DRAFT"


@pytest.mark.parametrize(("language", "word"), [("fr", "PROJET"), ("es", "PROYECTO")])
def test_the_usual_watermark_speaks_the_language_of_the_paper(made, language, word):
    path = made(sample(language=language), watermark="")
    assert f'string="{word}"'.encode() in b"".join(parts(path).values())


def test_a_watermark_of_ones_own_is_printed_as_it_is(made):
    assert b'string="A &lt; B"' in b"".join(parts(made(watermark=" A < B ")).values())


# Comments ---------------------------------------------------------------------------------------


def doubtful():
    """The sample with something to see to in several places."""
    state, ids = sample()
    editor = Editor(state.tree, 1000)
    editor.set(ids.recs[0][0], "priority", "Urgent")
    editor.set(ids.recs[0][0], "headline", "See [[999]].")
    editor.set(ids.introduction, "text", "")
    for response in state.tree.children(ids.recs[0][0], "response"):
        editor.remove(response.id)
    return state, ids


def test_comments_stand_at_what_they_are_about(made):
    path = made(doubtful(), comments=True)
    document = Document(path)
    told = {comment.text: comment for comment in document.comments}
    assert "There is no Office response yet." in told
    assert "“Urgent” is not in the list for “Priority”; it is kept as it came." in told
    (about,) = [comment for text, comment in told.items() if "something that is gone" in text]
    (start,) = [
        mark for mark in root(path).iter(w("commentRangeStart")) if mark.get(w("id")) == str(about.comment_id)
    ]
    text = "".join(t.text for t in start.getparent().iter(w("t")))
    assert text == "Recommendation 1"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("paragraph", "text"),
        ("key_finding", "text"),
        ("recommendation", "headline"),
        ("response", "text"),
        ("evaluation", "title"),
        ("criterion", "heading"),
        ("recommendation", "priority"),
        ("rating", "score"),
    ],
)
def test_what_is_empty_is_told_in_one_comment(made, kind, field):
    def told(state):
        comments = Document(made(state, comments=True)).comments
        empty = "is empty|is missing|has no (?!number)|not set"  # what is not printed has no number either
        return sum(bool(re.search(empty, comment.text)) for comment in comments)

    before = told(sample())
    state, ids = sample()
    node = next(node for node in state.tree.of_kind(kind) if node[field] not in (None, ()))
    Editor(state.tree, 1000).set(node.id, field, None)
    assert told((state, ids)) == before + 1


def test_comments_name_the_program_and_nobody_else(made):
    path = made(doubtful(), comments=True)
    comments = list(Document(path).comments)
    assert {(comment.author, comment.initials) for comment in comments} == {("Evaluation Workbench", "EW")}
    assert all(comment.timestamp.second == 0 for comment in comments)


def test_a_comment_shares_no_id_with_a_footnote(made):
    path = made(doubtful(), comments=True)
    ids = {mark.get(w("id")) for mark in root(path).iter(w("commentReference"))}
    assert not ids & {note.get(w("id")) for note in root(path, "word/footnotes.xml")}


def test_without_being_asked_a_draft_has_no_comments(made):
    assert "word/comments.xml" not in parts(made(doubtful()))


def test_a_draft_with_nothing_to_see_to_has_no_part_for_comments(tmp_path):
    e = blank()
    e.insert(1, "paper", {"title": "T", "symbol": "S"})
    path = tmp_path / "d.docx"
    write_paper(snapshot(e), path, choices=Choices(comments=True))
    assert "word/comments.xml" not in parts(path)
    assert problems(path) + audit(path) == []


# Looked at by another program --------------------------------------------------------------------


@pytest.mark.needs("soffice")
def test_libreoffice_counts_a_part_as_we_do(made, tmp_path):
    path = made(part=1, comments=True, watermark="X")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, path]
    subprocess.run(run, check=True, capture_output=True)
    text = path.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "See Recommendation 1 in paragraph 14." in text
    assert re.search(r"^\s*11\.\s+As key finding 1 under A in Part II says\.", text, re.MULTILINE)
