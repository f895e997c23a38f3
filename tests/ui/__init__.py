import pytest

pytest.register_assert_rewrite("tests.ui.seen")  # so that a failed comparison tells what differs
