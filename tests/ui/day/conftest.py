"""The sample is open, as the first menu opens it, and the services are the real ones."""

import pytest

from tests.ui.day.desk import Day
from tests.ui.hands import Keyboard, wait
from ui.services import Services


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def day(empty_window, services, answers, tmp_path):
    answers.chosen_folder = tmp_path
    answers.save_file = tmp_path / "Draft.docx"
    day = Day(empty_window, services, answers, tmp_path)
    hands = Keyboard()
    hands.press("Alt+F")
    hands.choose("Open sample")
    wait(lambda: empty_window.session.is_open)
    day.rest()
    return day
