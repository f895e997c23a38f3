"""The dialog that asks what to print into a Word draft."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from ui.dialogs.draft import REMEMBERED, DraftDialog
from ui.dialogs.remarks import RemarksDialog
from workbench.paper import PaperWritten
from workbench.workspace import FileRecord


@pytest.fixture
def ask(window):
    """A function that opens the dialog from the window."""

    def open_dialog():
        window.actions_["draft"].trigger()
        return window.findChildren(DraftDialog)[-1]

    return open_dialog


def wanted(services):
    return dict(services.calls)["write_paper"]


def written(window, qtbot):
    qtbot.waitUntil(lambda: "Draft written to" in " ".join(window.bars.texts()))


def choose(box, start):
    (place,) = [i for i in range(box.count()) if box.itemText(i).startswith(start)]
    box.setCurrentIndex(place)


def test_as_it_stands_it_prints_the_whole_paper(ask, window, services, answers, tmp_path, qtbot):
    answers.save_file = tmp_path / "d.docx"
    ask().accept()
    written(window, qtbot)
    assert wanted(services).choices.record() == {}
    assert (wanted(services).template, wanted(services).language) == (None, "en")


def test_remarks_are_counted_and_listed_where_they_are_asked_for(
    window, workspace, tmp_path, qtbot, qtmodeltester
):
    node = next(workspace.tree.of_kind("recommendation")).id
    remarks = [f"Remark {number}." for number in range(33)]
    path, point = tmp_path / "d.docx", workspace.point
    written = PaperWritten(path, "ab" * 32, remarks, 1, point, {}, {"Remark 2.": node})
    window.files.on_draft_written(workspace.snapshot(), written)
    (bar,) = window.bars.bars("export")
    assert bar.text.text() == "Draft written: d.docx. There are 33 remarks."
    qtbot.mouseClick(bar.findChild(QPushButton, "Show…"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(RemarksDialog)
    model = dialog.table.model()
    qtmodeltester.check(model)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == remarks
    before = window.tree.selected
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.tree.selected == before
    dialog.table.go_to(2)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert window.tree.selected == node
    window.session.close()
    assert not dialog.isVisible()


def test_a_single_remark_is_one(window, workspace, tmp_path):
    written = PaperWritten(tmp_path / "d.docx", "ab" * 32, ["Look."], 1, workspace.point, {})
    window.files.on_draft_written(workspace.snapshot(), written)
    assert "There is 1 remark." in window.bars.texts()[-1]


def test_every_choice_arrives(ask, window, workspace, services, answers, tmp_path, qtbot):
    workspace.mark("Issued")
    template = tmp_path / "own.docx"
    template.write_bytes(b"")
    answers.save_file, answers.open_file = tmp_path / "d.docx", template
    dialog = ask()
    choose(dialog.part, "Part I.")
    choose(dialog.since, "Mark “Issued”")
    dialog.language.setCurrentIndex(dialog.language.findData("fr"))
    dialog.on_browse()
    dialog.responses.setChecked(False)
    dialog.comments.setChecked(True)
    dialog.marks_draft.setChecked(True)
    dialog.watermark.setText(" Not yet ")
    dialog.accept()
    written(window, qtbot)
    asked = wanted(services)
    part = next(workspace.tree.of_kind("evaluation")).id
    assert asked.choices.record() == {
        "part": part,
        "responses": False,
        "watermark": "Not yet",
        "comments": True,
        "changes_since": workspace.marks()[0].batch,
    }
    assert (asked.template, asked.language) == (template, "fr")


def test_the_draft_is_logged_with_its_choices(ask, window, workspace, answers, tmp_path, qtbot):
    answers.save_file = tmp_path / "d.docx"
    dialog = ask()
    dialog.responses.setChecked(False)
    dialog.accept()
    written(window, qtbot)
    assert '"responses": false' in workspace.files()[-1].decisions


def test_the_usual_choices_are_remembered_and_those_of_the_day_are_not(ask, window, workspace):
    workspace.mark("Issued")
    dialog = ask()
    dialog.responses.setChecked(False)
    dialog.marks_draft.setChecked(True)
    choose(dialog.part, "Part I.")
    choose(dialog.since, "Mark")
    dialog.accept()
    QApplication.sendPostedEvents()
    again = ask()
    assert (again.responses.isChecked(), again.marks_draft.isChecked()) == (False, True)
    assert (again.part.currentData(), again.since.currentData()) == (None, None)


def test_settings_that_make_no_sense_do_no_harm(ask, window):
    for text in ("[1", "[1]", '{"watermark": 3, "template": null, "responses": "no"}'):
        window.settings.keep_text(REMEMBERED, text)
        dialog = ask()
        assert (dialog.responses.isChecked(), dialog.marks_draft.isChecked()) == (True, False)
        dialog.reject()
        QApplication.processEvents()


def test_the_watermark_shows_the_word_of_the_language(ask):
    dialog = ask()
    assert dialog.watermark.placeholderText() == "DRAFT"
    dialog.language.setCurrentIndex(dialog.language.findData("es"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert dialog.watermark.placeholderText() == "PROYECTO"
    assert not dialog.watermark.isEnabled()


def test_marks_and_sent_files_are_listed_by_name_newest_first(ask, workspace):
    workspace.record_file(
        FileRecord("out", "old.docx", "ab" * 32, workspace.point, time="2001-01-01T00:00:00Z")
    )
    workspace.mark("Issued")
    dialog = ask()
    shown = [dialog.since.itemText(place) for place in range(dialog.since.count())]
    assert shown[1].startswith("Mark “Issued”, ")
    assert shown[2].startswith("Sent: old.docx, 200")


def test_a_template_that_is_not_there_is_told_in_the_dialog(ask, services):
    dialog = ask()
    dialog.template.setText("/nowhere/T.docx")
    dialog.accept()
    assert dialog.isVisible()
    assert "There is no template" in dialog._error.text()
    assert services.calls == []


def test_tab_walks_the_dialog_in_reading_order(ask, qtbot):
    dialog = ask()
    dialog.marks_draft.setChecked(True)
    dialog.marks_issued.setChecked(True)
    dialog.paper.setFocus()
    order = [
        *(dialog.paper, dialog.part, dialog.language, dialog.template, dialog._browse),
        *(dialog.responses, dialog.comments, dialog.marks_draft, dialog.watermark),
        *(dialog.since, dialog.revise, dialog.marks_issued, dialog.mark),
    ]
    seen = []
    for _ in order:
        seen.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert seen == order


def test_a_revision_is_one_step_before_the_draft(ask, window, workspace, answers, tmp_path, qtbot):
    workspace.mark("Issued")
    (paper,) = workspace.tree.of_kind("paper")
    with workspace.edit("Correct") as editor:
        editor.set(paper.id, "title", "Corrected")
    answers.save_file = tmp_path / "d.docx"
    dialog = ask()
    choose(dialog.revise, "Mark “Issued”")
    dialog.accept()
    written(window, qtbot)
    assert paper["revision"] == 1
    assert workspace.undo_step.label == "Issue Rev.1"
    assert workspace.files()[-1].point == workspace.point


def test_a_revision_of_what_has_not_changed_is_refused(ask, window, workspace, services, answers, tmp_path):
    workspace.mark("Issued")
    answers.save_file = tmp_path / "d.docx"
    dialog = ask()
    choose(dialog.revise, "Mark “Issued”")
    dialog.accept()
    assert "nothing to revise" in " ".join(window.bars.texts())
    assert services.calls == []


def test_a_second_thought_about_the_file_writes_nothing(ask, services, answers):
    answers.save_file = None
    ask().accept()
    assert services.calls == []


def test_a_draft_marked_as_issued_names_what_it_holds(
    ask, window, workspace, services, answers, tmp_path, qtbot
):
    answers.save_file = tmp_path / "d.docx"
    services.gate.clear()
    dialog = ask()
    dialog.marks_issued.setChecked(True)
    assert " issued " in dialog.mark.text()
    dialog.mark.setText("  Issued in November ")
    printed = workspace.point
    dialog.accept()
    with workspace.edit("Meanwhile") as editor:
        editor.set(next(workspace.tree.of_kind("paper")).id, "place", "Elsewhere")
    assert workspace.marks() == []
    services.gate.set()
    written(window, qtbot)
    assert [(mark.name, mark.batch) for mark in workspace.marks()] == [("Issued in November", printed)]


def test_what_is_issued_as_a_revision_is_marked_with_its_number(
    ask, window, workspace, answers, tmp_path, qtbot
):
    workspace.mark("Issued")
    with workspace.edit("Correct") as editor:
        editor.set(next(workspace.tree.of_kind("paper")).id, "title", "Corrected")
    answers.save_file = tmp_path / "d.docx"
    dialog = ask()
    choose(dialog.revise, "Mark “Issued”")
    dialog.marks_issued.setChecked(True)
    dialog.mark.setText("Rev.1")
    dialog.accept()
    written(window, qtbot)
    assert workspace.at(workspace.marks()[-1].batch) == workspace.tree


def test_a_mark_without_a_name_of_its_own_is_told_in_the_dialog(ask, workspace, services):
    workspace.mark("Issued")
    dialog = ask()
    dialog.marks_issued.setChecked(True)
    for name, words in (("Issued", "There is a mark"), (" ", "needs a name")):
        dialog.mark.setText(name)
        dialog.accept()
        assert dialog.isVisible()
        assert words in dialog._error.text()
    assert services.calls == []


def test_files_that_went_out_together_are_one_point(ask, workspace):
    for number in range(3):
        time = f"2001-01-01T00:00:0{number}Z"
        workspace.record_file(FileRecord("out", f"{number}.xlsx", "ab" * 32, workspace.point, time=time))
    dialog = ask()
    (shown,) = [dialog.since.itemText(place) for place in range(1, dialog.since.count())]
    assert shown.startswith("Sent: 2.xlsx and 2 other files, 200")
