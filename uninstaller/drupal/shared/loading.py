"""Functions that are imported when they are first called, so that a remembered answer costs no import."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load_late(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        return getattr(import_module(module), function)(*arguments)

    return call
