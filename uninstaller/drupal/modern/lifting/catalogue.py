"""The services of a code base as their files define them, found by id."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.yaml_values import items_of, read_yaml, text_of
from uninstaller.php.values import Key, Value

ALWAYS = frozenset({"service_container", "kernel"})
"""What Drupal puts into its container itself."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`read` gives what the file that declares a service says of it; None where no file does."""

    read: Callable[[str], Value | None]

    def is_available(self, service: str) -> bool:
        """Whether whoever asks the container for the service gets it."""
        if service in ALWAYS:
            return True
        value = self.read(service)
        if value is None or items_of(value).get("public") is False or items_of(value).get("abstract") is True:
            return False
        alias = value[1:] if isinstance(value, str) and value.startswith("@") else text_of(value, "alias")
        return not alias or self.is_available(alias)


def read_services(tree: Tree, files: Iterable[tuple[str, str]]) -> Callable[[Collection[str]], Catalogue]:
    """`files` of services, each with its owner; of two that declare one service the later one counts.

    What is given back takes owners whose services are as if they were not there.
    """
    listed = tuple(files)

    @cache
    def services() -> Mapping[Key, tuple[str, Value]]:
        found: dict[Key, tuple[str, Value]] = {}
        for owner, path in listed:
            for key, value in items_of(read_yaml(tree, path).items.get("services")).items():
                found[key] = owner, value
        return found

    def without(owners: Collection[str]) -> Catalogue:
        def read(service: str) -> Value | None:
            owner, value = services().get(service, ("", None))
            return None if owner in owners else value

        return Catalogue(read)

    return without
