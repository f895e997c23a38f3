"""The layers hold: no Qt below the window, heavy libraries only when used, one way of imports."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"openpyxl", "docx", "lxml", "pypdfium2", "PySide6", "ui", "hypothesis", "pytest"}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize(
    "file", sorted((ROOT / "workbench").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_domain_knows_no_qt_and_no_window(file):
    found = {name.split(".")[0] for name in imports(ast.parse(file.read_text(encoding="utf-8")))}
    assert not found & {"PySide6", "shiboken6", "ui", "main"}


MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted((ROOT / "workbench").rglob("*.py"))
]


def test_importing_the_domain_loads_no_heavy_library():
    light = [
        name
        for name in MODULES
        if not name.startswith(
            (
                "workbench.paper.",
                "workbench.returning.",
                "workbench.tracking.",
                "workbench.intake.pdf",
                "workbench.intake.word",
            )
        )
    ]
    code = (
        f"import sys, importlib\nfor name in {light}: importlib.import_module(name)\n"
        f"print(sorted(set(sys.modules) & {HEAVY}))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"


def test_a_simple_command_loads_no_heavy_library(tmp_path):
    code = (
        "import sys; from main import main; code = main(['history', sys.argv[1]]);"
        f"print(code, sorted(set(sys.modules) & {HEAVY}))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "none.evw")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == "2 []"


def test_a_preview_waits_neither_for_the_readers_of_papers_nor_for_the_writers_of_word():
    used = "workbench.passages.front, workbench.paper.labels, workbench.intake.units"
    unused = {"lxml", "docx", "workbench.intake.grammar", "workbench.paper.prose"}
    code = f"import sys, {used}\nprint(sorted(set(sys.modules) & {unused}))"
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"
