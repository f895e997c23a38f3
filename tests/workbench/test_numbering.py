import pytest

from workbench.edits import Edit
from workbench.markup import Reference
from workbench.numbering import letters, number, roman


@pytest.fixture
def build(workspace):
    """Build ``(kind, fields, children)`` under the root and give the ids in order of writing."""

    def build(*pieces):
        ids = []
        with workspace.edit("Build") as editor:

            def insert(parent, kind, fields, *children):
                ids.append(editor.insert(parent, kind, fields))
                here = ids[-1]
                for child in children:
                    insert(here, *child)

            for piece in pieces:
                insert(1, *piece)
        return ids

    return build


def labels(workspace, ids):
    return [workspace.numbers.label.get(id) for id in ids]


P = ("paragraph", {"text": "p"})


def test_paragraphs_run_through_the_paper_and_the_rest_restarts_in_each_part(workspace, build):
    part = (
        "evaluation",
        {},
        (
            "section",
            {"role": "findings"},
            ("criterion", {"heading": "Use"}, ("key_finding", {}), P),
            ("criterion", {"heading": "Reach"}),
        ),
        ("section", {"role": "overall_assessment"}, ("figure", {})),
        ("section", {"role": "recommendations"}, ("recommendation", {})),
    )
    ids = build(("paper", {}, ("section", {}, P), part, part))
    assert labels(workspace, ids) == [
        *[None, None, "1"],
        *["I", None, "A", "1", "2", "B", None, "1", None, "1"],
        *["II", None, "A", "1", "4", "B", None, "2", None, "1"],
    ]
    assert [
        workspace.numbers.paragraph.get(id) for id in ids if workspace.tree[id].kind == "recommendation"
    ] == [3, 5]


def test_a_criterion_that_the_source_does_not_name_takes_no_letter(workspace, build):
    unnamed = ("criterion", {}, ("key_finding", {}))
    section = ("section", {"role": "findings"}, unnamed, ("criterion", {"heading": "Use"}), unnamed)
    ids = build(("paper", {}, ("evaluation", {}, section)))
    assert labels(workspace, ids)[3:] == [None, "1", "A", None, "2"]
    with workspace.edit("Name it") as editor:
        editor.set(ids[3], "heading", "Reach")
    assert labels(workspace, ids)[3:] == ["A", "1", "B", None, "2"]


@pytest.fixture
def answered(build):
    """Two recommendations with answers, general remarks before and after."""
    return build(
        (
            "paper",
            {"symbol": "GB.1"},
            (
                "evaluation",
                {},
                (
                    "section",
                    {"role": "recommendations"},
                    ("recommendation", {}, ("response", {"text": "first"})),
                    ("recommendation", {}, ("response", {"text": "second"})),
                    ("recommendation", {}, ("response", {})),
                ),
                (
                    "section",
                    {"role": "office_response"},
                    ("paragraph", {"text": "after", "position": "after"}),
                    ("paragraph", {"text": "before", "position": "before"}),
                    ("paragraph", {"text": "heading", "numbered": False}),
                ),
            ),
        )
    )


def test_answers_are_printed_between_the_general_remarks(workspace, answered):
    _, _, _, r1, a1, r2, a2, r3, a3, _, after, before, unnumbered = answered
    paragraph = workspace.numbers.paragraph
    assert [paragraph[id] for id in (r1, r2, r3, before, a1, a2, after)] == [1, 2, 3, 4, 5, 6, 7]
    assert a3 not in paragraph
    assert unnumbered not in paragraph


def test_a_section_prints_the_range_of_its_paragraphs(workspace, answered):
    def printed(target, form=None):
        return workspace.numbers.printed(Reference(target, form), answered[0])

    assert printed(answered[2]) == "1–3"
    assert printed(answered[9]) == "4–7"
    assert printed(answered[1]) == "I"
    assert printed(answered[5]) == "2"
    assert printed(answered[6], "paragraph") == "6"
    assert printed("symbol") == "GB.1"
    assert printed("evaluations") == "one"
    assert printed(999) == printed("nonsense") == printed(answered[5], "page") == "?"


def test_numbers_follow_an_answer_that_gets_its_text(workspace, answered):
    after = answered[10]
    assert workspace.numbers.paragraph[after] == 7
    with workspace.edit("x") as editor:
        editor.set(answered[8], "text", "third")
    assert workspace.numbers.paragraph[after] == 8


def test_footnotes_are_numbered_by_first_anchor_in_printed_order(workspace, build):
    paper, section, first, note, second, other = build(
        (
            "paper",
            {},
            (
                "section",
                {},
                ("paragraph", {"text": "a"}, ("footnote", {})),
                ("paragraph", {"text": "b"}, ("footnote", {})),
            ),
        )
    )
    with workspace.edit("x") as editor:
        editor.set(first, "text", f"a[^{note}] and again[^{note}]")
        editor.set(second, "text", f"b[^{other}][^{note}]")
    assert labels(workspace, [note, other]) == ["1", "2"]
    with workspace.edit("x") as editor:
        editor.move(second, section, 0)
    assert workspace.numbers.footnotes == {second: [1, 2], first: [2, 2]}


def test_signs():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]


def test_an_edit_in_one_paper_leaves_the_numbers_of_the_others(workspace, build):
    paper = ("paper", {}, ("section", {"role": "introduction"}, P, P))
    ids = build(paper, paper)
    before = workspace.numbers
    with workspace.edit("Add") as editor:
        new = editor.insert(ids[1], "paragraph", {"text": "p"}, 0)
    assert labels(workspace, [new, *ids[2:4]]) == ["1", "2", "3"]
    assert labels(workspace, ids[6:]) == ["1", "2"]
    assert workspace.numbers == number(workspace.tree)
    assert before.label[ids[2]] == "1"  # whoever holds the numbers of before is not surprised


def test_numbers_follow_a_node_from_one_paper_to_the_other_and_a_paper_that_goes(workspace, build):
    paper = ("paper", {}, ("section", {"role": "introduction"}, P, P))
    ids = build(paper, paper)
    assert workspace.numbers == number(workspace.tree)
    with workspace.edit("Move") as editor:
        editor.move(ids[2], ids[5])
    with workspace.edit("Remove") as editor:
        editor.remove(ids[0])
    assert labels(workspace, ids) == [None, None, "3", None, None, None, "1", "2"]
    assert workspace.numbers == number(workspace.tree)


def test_a_paper_that_anchors_a_footnote_of_another_is_numbered_with_it(workspace, build):
    first, _, text, second, _, other = build(
        ("paper", {}, ("section", {"role": "introduction"}, P)),
        ("paper", {}, ("section", {"role": "introduction"}, P)),
    )
    with workspace.edit("Note") as editor:
        note = editor.insert(other, "footnote", {"text": "n"})
    for node in (text, other):
        with workspace.edit("Anchor") as editor:
            editor.replay(Edit("set", node, "text", "p", f"p[^{note}]"))
        assert workspace.numbers == number(workspace.tree)
    assert workspace.numbers.label[note] == "1"


def test_a_change_in_one_paper_leaves_the_numbers_of_others_as_they_are(workspace, build):
    section = ("section", {}, P, P)
    one, _, first, second, other, *_ = build(("paper", {}, section), ("paper", {}, section))
    before = workspace.numbers
    with workspace.edit("Remove") as editor:
        editor.remove(first)
    after = workspace.numbers
    assert after.relabelled(before) == {first, second}
    assert after.nodes[other] is before.nodes[other]
    assert after.nodes[one] == tuple(node.id for node in workspace.tree.walk(one))
    assert after == number(workspace.tree)
    assert after.relabelled(after) == set()


def test_what_goes_to_another_paper_or_with_its_own_is_relabelled(workspace, build):
    one, home, first, other, there, last = build(
        ("paper", {}, ("section", {}, P)), ("paper", {}, ("section", {}, P))
    )
    before = workspace.numbers
    with workspace.edit("Move") as editor:
        editor.move(first, there, 1)
    moved = workspace.numbers
    assert moved.relabelled(before) == {first}
    with workspace.edit("Remove") as editor:
        editor.remove(other)
    assert workspace.numbers.relabelled(moved) == {first, last}
    assert workspace.numbers == number(workspace.tree)


def test_a_footnote_that_stands_in_no_paper_is_relabelled_too(workspace, build):
    _, _, first, second = build(("paper", {}, ("section", {"role": "introduction"}, P, P)))
    with workspace.edit("Apart") as editor:
        apart = editor.insert(editor.insert(workspace.tree.root_id, "challenge_set", {}), "challenge", {})
        note = editor.insert(apart, "footnote", {"text": "n"})
        other = editor.insert(apart, "footnote", {"text": "m"})
        editor.set(apart, "text", f"[^{note}][^{other}]")
    with workspace.edit("Anchor") as editor:
        editor.replay(Edit("set", second, "text", "p", f"p[^{note}]"))
    before = workspace.numbers
    with workspace.edit("Anchor another before it") as editor:
        editor.replay(Edit("set", first, "text", "p", f"p[^{other}]"))
    assert [workspace.numbers.label[id] for id in (note, other)] == ["2", "1"]
    assert workspace.numbers.relabelled(before) == {note, other}
