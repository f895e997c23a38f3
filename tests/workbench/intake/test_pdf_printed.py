"""A made-up paper, drafted and printed as PDF, reads as the text it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.intake.clothes import dress
from tests.workbench.intake.made_up import PAPER
from tests.workbench.intake.pdf_files import printed
from tests.workbench.intake.skeleton import listing, skeleton
from workbench.importing import place_reading
from workbench.intake import read_bytes, read_source
from workbench.paper import write_paper
from workbench.starting import start_workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.needs("soffice")
def test_a_draft_as_pdf_reads_as_its_text_did(tmp_path: Path) -> None:
    of_text = read_bytes(dress(PAPER))
    before = listing(skeleton(of_text))[1:]  # the draft writes a purpose that the text has not
    with start_workspace(tmp_path / "W.evw") as workspace:
        place_reading(workspace, of_text)
        write_paper(workspace.snapshot(), tmp_path / "draft.docx")
    printed(tmp_path / "draft.docx", tmp_path / "profile")
    reading = read_source(tmp_path / "draft.pdf")
    assert listing(skeleton(reading))[1:] == before
    assert reading.unplaced == []
