"""Where the workbench says something to a person: every sentence and refusal that its source makes."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import workbench
from workbench.errors import Said
from workbench.sentences import Sentence

ROOT = Path(workbench.__file__).parent
TERMINAL = "commands"
"""The package that speaks to a terminal only, in English."""


class Call(NamedTuple):
    """A call that makes a sentence: in which module, of which class, with which arguments."""

    module: str
    makes: type
    pattern: ast.expr
    values: list[ast.expr]

    @property
    def area(self) -> str:
        """The package of the workbench it stands in, "core" for a module beside the packages."""
        _, *between = self.module.split(".")
        return between[0] if (ROOT / between[0]).is_dir() else "core"

    @property
    def patterns(self) -> list[str] | None:
        """What the pattern can be, None where that cannot be told from the module alone."""
        if isinstance(self.pattern, ast.Constant):
            return [self.pattern.value] if isinstance(self.pattern.value, str) else None
        name = self.pattern
        while isinstance(name, ast.Subscript):
            name = name.value
        found = list(_sentences(getattr(import_module(self.module), name.id, None))) if _is_name(name) else []
        return found or None

    def takes(self, pattern: str) -> bool:
        """Whether as many values are given as the pattern has places; none at all where that comes later."""
        places = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        if any(isinstance(value, ast.Starred) for value in self.values):
            return len(places) >= len(self.values)
        is_for_later = issubclass(self.makes, Sentence) and not self.values
        return is_for_later or places == {str(number) for number in range(len(self.values))}

    def __str__(self) -> str:
        return f"{self.module}: {ast.unparse(self.pattern)}"


@cache
def calls() -> list[Call]:
    """Return every call in the workbench that makes a sentence or an exception that is one."""
    found = []
    for module, tree in _modules():
        names = _makers(module, tree)
        found += [
            Call(module, names[node.func.id], node.args[0], node.args[1:])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _is_name(node.func) and node.func.id in names
        ]
    return found


def handed_on() -> list[str]:
    """Return the calls that are given a class of sentences to make some: what they make is not found here."""
    found = []
    for module, tree in _modules():
        names = _makers(module, tree)
        found += [
            f"{module}: {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) != "isinstance"
            if any(_is_name(value) and value.id in names for value in node.args)
        ]
    return found


def areas() -> dict[str, set[str]]:
    """Return the constant patterns that each package of the workbench has for the window."""
    found = defaultdict(set)
    for call in calls():
        if isinstance(call.pattern, ast.Constant) and call.pattern.value and call.area != TERMINAL:
            found[call.area].add(call.pattern.value)
    return dict(found)


@cache
def _modules() -> list[tuple[str, ast.Module]]:
    """Return every module of the workbench by name, parsed."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append((module, ast.parse(path.read_text("utf-8"))))
    return found


def _makers(module: str, tree: ast.Module) -> dict[str, type]:
    """Return the classes whose objects are sentences, by what a module calls them."""
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workbench"):
            named |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.ClassDef):
            named[node.name] = (module, node.name)
    found = {name: getattr(import_module(home), own, None) for name, (home, own) in named.items()}
    return {
        name: made
        for name, made in found.items()
        if isinstance(made, type) and issubclass(made, Said | Sentence)
    }


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def _sentences(value: Any) -> Any:
    """Yield every sentence in a constant of a module: it, or what a table holds."""
    if isinstance(value, Sentence):
        yield str(value)
    elif isinstance(value, dict):
        yield from _sentences(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _sentences(item)
