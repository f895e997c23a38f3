"""Texts of e-mails: what may stand in braces, what is refused, and ours in three languages."""

import itertools
import string

import pytest

from workbench.errors import UserError
from workbench.tracking.letter import (
    PLACEHOLDERS,
    Template,
    fixed_words,
    read_template,
    template_from,
    usual_template,
)

LANGUAGES = ("en", "fr", "es")


def test_the_first_line_is_the_subject_and_the_rest_the_text():
    template = template_from("Subject: Sheet for {unit}\n\nDear {focal_point},\n\nPlease.\n", "sheet")
    assert template == Template("Sheet for {unit}", "Dear {focal_point},\n\nPlease.\n")


@pytest.mark.parametrize(
    "text", ["\ufeffSUBJECT:  A \r\n\r\nB\r\n", "\n subject: A\nB", "Subject: A\n\n\nB\n\n"]
)
def test_what_editors_make_of_a_text_file_does_no_harm(text):
    assert template_from(text, "sheet") == Template("A", "B\n")


def test_a_template_is_kept_as_it_is_read():
    template = template_from("Subject: A {unit}\nB\n\nC {{x}}", "sheet")
    assert template_from(template.text, "sheet") == template


@pytest.mark.parametrize("text", ["", "Dear all", "Subject:\n\nText", "Subject:   \n", "Dear\nSubject: late"])
def test_a_text_without_subject_is_refused(text):
    with pytest.raises(UserError, match="must begin with a line “Subject: …”"):
        template_from(text, "sheet")


@pytest.mark.parametrize("name", ["units", "", " unit", "unit.__class__", "unit!r", "0", "sent"])
def test_an_unknown_placeholder_is_named_with_those_there_are(name):
    with pytest.raises(UserError) as caught:
        template_from(f"Subject: A\n\nB {{{name}}}", "sheet")
    assert f"holds {{{name}}}, which means nothing" in str(caught.value)
    assert "{unit}, {unit_name}, {focal_point}" in str(caught.value)


def test_an_unknown_placeholder_in_the_subject_is_refused_too():
    with pytest.raises(UserError, match="{nobody}"):
        template_from("Subject: {nobody}\n\nB", "sheet")


def test_reminders_know_when_the_sheet_was_sent():
    assert template_from("Subject: A\n\n{sent} {attached}", "reminder").body == "{sent} {attached}\n"


@pytest.mark.parametrize("text", ["a { b", "a } b", "{unit", "unit}", "{{{unit", "{un\nit}"])
def test_a_single_brace_is_refused(text):
    with pytest.raises(UserError, match="single"):
        template_from(f"Subject: A\n\n{text}", "sheet")


def test_braces_written_twice_stand_for_themselves():
    template = template_from("Subject: {{{unit}}}\n\n{{x}}", "sheet")
    assert template.fill({"unit": "A"}) == ("{A}", "{x}\n")


def test_braces_in_a_value_mean_nothing():
    template = template_from("Subject: {unit}\n\n{title}", "sheet")
    assert template.fill({"unit": "{title}", "title": "{{due}}"}) == ("{title}", "{{due}}\n")


@pytest.mark.parametrize(("language", "purpose"), list(itertools.product(LANGUAGES, PLACEHOLDERS)))
def test_ours_leaves_nothing_open_in_any_language(language, purpose):
    values = {name: f"<{name}>" for name in PLACEHOLDERS[purpose]}
    subject, body = usual_template(language, purpose).fill(values)
    assert "{" not in subject + body
    for name in ("unit", "symbol", "due"):
        assert f"<{name}>" in subject
    assert "<contact>" in body
    assert "<recommendations>" in body


def test_ours_differ_between_languages_and_purposes():
    texts = [usual_template(*each).text for each in itertools.product(LANGUAGES, PLACEHOLDERS)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", [None, "de"])
def test_other_languages_get_english(language):
    assert usual_template(language, "sheet") == usual_template("en", "sheet")


def test_fixed_words_are_the_same_in_every_language():
    known = fixed_words("en")
    for language in LANGUAGES:
        words = fixed_words(language)
        assert words.keys() == known.keys()
        fields = [[name for _, name, _, _ in string.Formatter().parse(words[key]) if name] for key in known]
        filled = {"attached": ["file"], "paper": ["title", "symbol"]}
        assert fields == [filled.get(key, []) for key in known]


def test_a_text_is_read_from_a_file(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("Subject: Été {unit}\n\nText", encoding="utf-8-sig")
    assert read_template(path, "sheet") == Template("Été {unit}", "Text\n")


def test_a_file_that_holds_no_text_is_refused_by_its_name(tmp_path):
    path = tmp_path / "own.txt"
    with pytest.raises(UserError, match="own.txt could not be read: No such file"):
        read_template(path, "sheet")
    path.write_bytes(b"Subject: \xe9t\xe9")
    with pytest.raises(UserError, match="own.txt is not a text file in UTF-8"):
        read_template(path, "sheet")
    path.write_text("Subject: {x}")
    with pytest.raises(UserError, match="own.txt: The text of the e-mail holds {x}"):
        read_template(path, "sheet")
