"""Lets an exception leave an overridden method of Qt's without stopping the whole program.

Up to Python 3.11 an exception that C code raised (a TypeError of ``list(5)``, the RuntimeError of an object
that Qt has deleted) has no instance yet when it leaves a method. PySide then reads the arguments of what is
none, and the process ends with a segmentation fault, wherever Qt was called from Python. To catch an
exception makes its instance.
"""

from __future__ import annotations

import functools
import inspect
from types import FunctionType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable


def guard_overrides() -> None:
    """Have methods that override one of Qt's raise exceptions with an instance, in classes yet to be made."""
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, arg-type]


def _guard(cls: Any, **_: Any) -> None:
    qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and name[0] != "_" and any(name in vars(base) for base in qt):
            setattr(cls, name, _with_instance(method))


def _with_instance(method: FunctionType) -> Callable[..., Any]:
    code = method.__code__
    most = None if code.co_flags & inspect.CO_VARARGS else code.co_argcount  # a signal may carry more

    @functools.wraps(method)
    def guarded(*arguments: Any) -> Any:
        try:
            return method(*arguments[:most])
        except BaseException:
            raise

    return guarded
