"""Drupal 7 as an edition: its functions in one value, loaded when called: a remembered plan needs none."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from uninstaller.drupal.edition import Edition


def _load_late(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"uninstaller.drupal.seven.{module}"), function)(*arguments)

    return call


SEVEN = Edition(
    version="7",
    read_inventory=_load_late("discovery.inventory", "read_inventory"),
    plan_removal=_load_late("planning.plan", "plan_removal"),
    write_removal=_load_late("generated.changes", "write_removal"),
    write_empty=_load_late("generated.changes", "write_empty"),
    prune=_load_late("generated.changes", "prune_updates"),
    read_removed=_load_late("generated.changes", "read_removed"),
)
