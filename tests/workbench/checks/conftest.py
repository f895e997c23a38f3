import pytest

from tests.ui.rich import make_rich
from workbench.checks import Checks


@pytest.fixture
def workspace(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        yield workspace


@pytest.fixture
def checks(workspace):
    checks = Checks(workspace)
    workspace.listen(checks.update)
    return checks


@pytest.fixture
def find(workspace):
    """Return the n-th node of a kind in document order."""

    def of_kind(kind, number=0):
        return list(workspace.tree.of_kind(kind))[number].id

    return of_kind


@pytest.fixture
def said(checks):
    """Return (rule, field) of every finding in a node."""

    def of_node(node):
        return [(finding.rule, finding.field) for finding in checks.of(node)]

    return of_node
