"""Exported configuration objects and what they depend on (ConfigEntityDependency), without reading all of each file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from uninstaller.codebase.tree import Tree
from uninstaller.place import Place, Unread
from uninstaller.yaml.nodes import Malformed, Value
from uninstaller.yaml.parse import load

_DEPENDENCIES = re.compile(rb"^dependencies:[^\n]*(?:\n(?:[ \t][^\n]*|#[^\n]*|\r?)(?=\n|\Z))*", re.MULTILINE)
_UUID = re.compile(rb"^uuid:", re.MULTILINE)
_PERSISTS = re.compile(rb"^persist_with_no_fields: true\s*$", re.MULTILINE)
PATCH = "config_split.patch."


@dataclass(frozen=True, slots=True)
class ConfigObject:
    """An object by name. `paths`: its file in the sync folder, then what splits keep of it.

    `translations` lie in collections, `patches` are what a split changes. `enforced` are names among `modules` and
    `config` that cannot be talked away.
    """

    name: str
    paths: tuple[str, ...]
    translations: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()
    is_entity: bool = False
    persists: bool = False
    """A field storage that stays without fields."""
    modules: frozenset[str] = frozenset()
    config: frozenset[str] = frozenset()
    enforced: frozenset[str] = frozenset()

    @property
    def owner(self) -> str:
        return self.name.partition(".")[0]

    @property
    def kind(self) -> str:
        """The prefix of its entity type, by the rule that most follow: two parts of the name."""
        return ".".join(self.name.split(".")[:2])


def read_objects(
    tree: Tree, folders: Iterable[str], *, shipped: bool = False
) -> tuple[dict[str, ConfigObject], list[Unread]]:
    """Objects of a sync folder, given first, and of the folders of its splits. Shipped entities need no uuid."""
    files: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted(entry.path for entry in tree.below(folder) if entry.path.endswith(".yml")):
            inside = path[len(folder) + 1 :] if folder else path
            name = path.rpartition("/")[2].removesuffix(".yml")
            is_whole = "/" not in inside and not name.startswith(PATCH)
            if is_whole:
                files.setdefault(name, []).append(path)
            elif inside.count("/") in (0, 2) and "." in name:
                others.setdefault(name.removeprefix(PATCH), []).append(path)
    unread: list[Unread] = []
    objects = {name: _read_object(tree, name, paths, others.get(name, []), unread) for name, paths in files.items()}
    objects.update({name: _make(name, (), paths) for name, paths in others.items() if name not in objects})
    if shipped:
        objects = {name: _as_entity(one) for name, one in objects.items()}
    return dict(sorted(objects.items())), sorted(set(unread))


def _read_object(tree: Tree, name: str, paths: list[str], others: list[str], unread: list[Unread]) -> ConfigObject:
    made = _make(name, tuple(paths), others)
    try:
        source = tree.read(paths[0])
    except OSError as error:
        unread.append(Unread(Place(paths[0]), f"cannot be read: {error.strerror or error}"))
        return made
    dependencies = read_dependencies(source)
    if isinstance(dependencies, Malformed):
        unread.append(dependencies.unread(paths[0]))
        return made
    enforced = dependencies.get("enforced")
    both = [dependencies, enforced if isinstance(enforced, dict) else {}]
    return replace(
        made,
        is_entity=_UUID.search(source) is not None,
        persists=_PERSISTS.search(source) is not None,
        modules=frozenset(text for part in both for text in _texts(part.get("module"))),
        config=frozenset(text for part in both for text in _texts(part.get("config"))),
        enforced=frozenset(text for kind in ("module", "config") for text in _texts(both[1].get(kind))),
    )


def _make(name: str, paths: tuple[str, ...], others: Iterable[str]) -> ConfigObject:
    split = [path for path in others if path.rpartition("/")[2].startswith(PATCH)]
    return ConfigObject(name, paths, tuple(sorted(set(others) - set(split))), tuple(sorted(split)))


def _as_entity(one: ConfigObject) -> ConfigObject:
    return replace(one, is_entity=bool(one.modules or one.config))


def read_dependencies(source: bytes) -> dict[str, Value] | Malformed:
    """The value of the key `dependencies`, from its lines alone where they can be read alone."""
    match = _DEPENDENCIES.search(source)
    if not match:
        return {}
    value = load(match[0] + b"\n")
    if isinstance(value, Malformed):
        value = load(source)
    if isinstance(value, Malformed):
        return value
    found = value.get("dependencies") if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _texts(value: Value) -> Iterator[str]:
    items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return (item for item in items if isinstance(item, str))


def sort_objects(objects: Mapping[str, ConfigObject]) -> Iterator[ConfigObject]:
    """Each object after those that it depends on; where they depend on each other, in the order of their names."""
    done: set[str] = set()
    for start in sorted(objects):
        stack = [(start, iter(sorted(objects[start].config)))] if start not in done else []
        done.add(start)
        while stack:
            name, needs = stack[-1]
            need = next((one for one in needs if one in objects and one not in done), None)
            if need is None:
                stack.pop()
                yield objects[name]
            else:
                done.add(need)
                stack.append((need, iter(sorted(objects[need].config))))
