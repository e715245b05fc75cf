"""Values that were read as a plan keeps them."""

from collections.abc import Mapping

from uninstaller.drupal.modern.provides.yaml_values import items_of
from uninstaller.php.values import Array, Key, Unknown, Value
from uninstaller.plan.model import ServiceValue


class NotKnownError(Exception):
    """Some part of the value cannot be told."""


def freeze(value: Value) -> ServiceValue:
    """Raises NotKnownError."""
    if isinstance(value, Array):
        if value.gaps:
            raise NotKnownError
        return freeze_items(items_of(value))
    if isinstance(value, Unknown):
        raise NotKnownError
    return value


def freeze_items(items: Mapping[Key, Value]) -> tuple[tuple[str | int, ServiceValue], ...]:
    return tuple((key, freeze(value)) for key, value in items.items())


def freeze_known(items: Mapping[Key, Value]) -> tuple[tuple[str, ServiceValue], ...]:
    """The entries that are known as a whole, sorted."""
    found: list[tuple[str, ServiceValue]] = []
    for key, value in items.items():
        try:
            found.append((str(key), freeze(value)))
        except NotKnownError:
            continue
    return tuple(sorted(found, key=lambda entry: entry[0]))
