"""Texts with more words than their limit."""

import json

import pytest

from main import main
from workbench.word_counts import keep_limits


@pytest.fixture
def limited(workspace, checks, find):
    keep_limits(workspace, {("key_finding", "text"): 4})
    checks.read_beside()
    return find("key_finding")


def write(workspace, node, text):
    with workspace.edit("Write") as editor:
        editor.set(node, "text", text)


def about_length(checks, node):
    return [finding.message for finding in checks.of(node) if finding.rule == "too-long"]


def test_a_text_over_its_limit_is_a_warning(workspace, checks, limited):
    write(workspace, limited, "One two three *four* five")
    found = next(finding for finding in checks.of(limited) if finding.rule == "too-long")
    assert found.message == "The text has 5 words; the limit is 4."
    assert (found.severity, found.field) == ("warning", "text")


def test_a_text_at_its_limit_is_none(workspace, checks, limited):
    write(workspace, limited, "One two three four")
    assert about_length(checks, limited) == []


def test_other_limits_are_followed_at_once(workspace, checks, limited):
    write(workspace, limited, "One two three four five")
    keep_limits(workspace, {("key_finding", "text"): 3})
    checks.read_beside()
    assert about_length(checks, limited) == ["The text has 5 words; the limit is 3."]
    keep_limits(workspace, {})
    checks.read_beside()
    assert about_length(checks, limited) == []


def test_put_aside_stays_so_while_the_text_changes_but_not_the_limit(workspace, checks, limited):
    write(workspace, limited, "One two three four five")
    checks.put_aside([f for f in checks.of(limited) if f.rule == "too-long"], "Agreed to be long")
    write(workspace, limited, "One two three four five six")
    assert about_length(checks, limited) == []
    keep_limits(workspace, {("key_finding", "text"): 2})
    checks.read_beside()
    assert about_length(checks, limited) == ["The text has 6 words; the limit is 2."]


def test_the_command_lists_it(workspace, limited, capsys):
    write(workspace, limited, "One two three four five")
    path = workspace.path
    workspace.close()
    assert main(["check", str(path), "--json"]) == 1
    messages = [finding["message"] for finding in json.loads(capsys.readouterr().out)]
    assert "The text has 5 words; the limit is 4." in messages
