"""What stands beside the document: what was put aside and why, and the doubts of an intake."""

import pytest

from workbench.checks import Checks
from workbench.checks.doubts import keep_doubts, kept_doubts
from workbench.errors import ReadOnlyWorkspace, UserError
from workbench.exchange import dump
from workbench.sentences import Label, Sentence
from workbench.workspace import Workspace


@pytest.fixture
def finding(checks, find):
    return next(f for f in checks.of(find("recommendation", 1)) if f.rule == "off-list")


def test_what_is_put_aside_is_no_longer_shown_but_can_be_asked_for(checks, finding):
    checks.put_aside([finding], "The evaluators’ own word")
    assert finding not in checks.of(finding.node)
    assert finding in checks.all_of(finding.node)
    assert checks.mute_of(finding).reason == "The evaluators’ own word"


def test_it_survives_closing_and_says_who_put_it_aside(workspace, checks, finding):
    checks.put_aside([finding], "Agreed")
    path = workspace.path
    workspace.close()
    with Workspace.open(path, author="B. Person") as again:
        mute = Checks(again).mute_of(finding)
        assert (mute.reason, mute.author) == ("Agreed", "A. Person")


def test_it_is_no_part_of_the_document(workspace, checks, finding):
    before, point = dump(workspace.snapshot()), workspace.point
    checks.put_aside([finding], "Agreed")
    assert (dump(workspace.snapshot()), workspace.point) == (before, point)


def test_it_comes_back_with_another_value(workspace, checks, finding):
    checks.put_aside([finding], "Agreed")
    with workspace.edit("Another") as editor:
        editor.set(finding.node, "priority", "Soon")
    assert [f.about for f in checks.of(finding.node) if f.rule == "off-list" and f.field == "priority"] == [
        "Soon"
    ]


def test_it_can_be_taken_up_again(checks, finding):
    checks.put_aside([finding], "Agreed")
    checks.take_up_again([finding])
    assert finding in checks.of(finding.node)


def test_a_reason_is_asked_for(checks, finding):
    with pytest.raises(UserError, match="Say why"):
        checks.put_aside([finding], "  ")
    assert finding in checks.of(finding.node)


def test_a_reader_cannot_put_aside(workspace, finding):
    path = workspace.path
    workspace.close()
    with Workspace.open(path, writable=False) as reader:
        checks = Checks(reader)
        with pytest.raises(ReadOnlyWorkspace):
            checks.put_aside([finding], "Agreed")
        assert finding in checks.of(finding.node)


def report(node, field="text"):
    doubt = {"line": 4, "node": node, "field": field, "text": "odd", "message": "Is it so?"}
    undecided = {"line": 5, "node": node, "text": "paragraph 9"}
    return {"doubtful": [doubt, {**doubt, "node": None}], "undecided_references": [undecided]}


def test_the_doubts_of_an_intake_are_kept_until_the_place_is_changed(workspace, checks, find, said):
    node = find("paragraph")
    keep_doubts(workspace, report(node))
    checks.read_beside()
    assert said(node) == [("doubtful", "text"), ("doubtful", None)]
    assert [finding.message for finding in checks.of(node)] == [
        "The import was not sure: Is it so?",
        "The import was not sure: “paragraph 9” stays as text: it is not clear what it refers to.",
    ]
    with workspace.edit("Settled") as editor:
        editor.set(node, "text", "It is so.")
    assert said(node) == []


def kept_again(workspace, node, **change):
    """Keep one doubt of a sentence with values, change how it is kept, and return what is read of it."""
    made = Sentence("{0}: “{1}” is not on the list; {2}", Label("Priority"), "So{0}n", Sentence("{0}.", 7))
    keep_doubts(
        workspace,
        {"doubtful": [{**report(node)["doubtful"][0], "message": made}], "undecided_references": []},
    )
    kept = workspace.kept("doubts")
    workspace.keep("doubts", [{**kept[0], **change}])
    return kept_doubts(workspace)[node][0].message


def test_a_doubt_is_kept_with_what_it_was_made_of(workspace, find):
    message = kept_again(workspace, find("paragraph"))
    assert message == "Priority: “So{0}n” is not on the list; 7."
    assert message.pattern == "{0}: “{1}” is not on the list; {2}"
    assert [type(value) for value in message.values] == [Label, str, Sentence]
    assert message.values[2].values == (7,)


@pytest.mark.parametrize(
    "change",
    [
        {"pattern": "{0}"},
        {"pattern": "{0.__class__}"},
        {"pattern": "{0:>99999999}"},
        {"pattern": "{9}"},
        {"pattern": "{0}" * 11},
        {"pattern": 5},
        {"pattern": None},
        {"values": 5},
        {"values": [{"label": 5}]},
        {"values": [{}]},
        {"values": []},
    ],
    ids=str,
)
def test_a_doubt_is_said_as_it_stands_where_nothing_sound_says_what_it_was_made_of(workspace, find, change):
    message = kept_again(workspace, find("paragraph"), **change)
    assert message == "Priority: “So{0}n” is not on the list; 7."
    assert (message.pattern, message.values) == (str(message), ())


def test_a_doubt_within_a_doubt_within_a_doubt_is_read_as_far_as_that_goes(workspace, find):
    deep = "end"
    for _ in range(400):
        deep = {"message": "end", "pattern": "{0}", "values": [deep]}
    message = kept_again(workspace, find("paragraph"), message="end", pattern="{0}", values=[deep])
    assert message == "end"


def test_doubts_survive_closing_and_go_with_their_node(workspace, find):
    node, path = find("paragraph"), workspace.path
    keep_doubts(workspace, report(node))
    keep_doubts(workspace, report(find("paragraph", 1)))
    workspace.close()
    with Workspace.open(path) as again:
        checks = Checks(again)
        again.listen(checks.update)
        assert len(checks.of(node)) == 2
        with again.edit("Remove") as editor:
            editor.remove(node)
        checks.work(len(again.tree))
        assert {finding.node for finding in checks.all() if finding.rule == "doubtful"} == {
            list(again.tree.of_kind("paragraph"))[0].id
        }


def test_a_doubt_about_a_word_off_its_list_is_said_once(workspace, checks, find, said):
    node = find("recommendation", 1)
    keep_doubts(workspace, report(node, "priority"))
    checks.read_beside()
    assert said(node).count(("off-list", "priority")) == 1
    assert ("doubtful", "priority") not in said(node)
