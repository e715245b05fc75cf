"""Under which paths a file can be reached: its own, and those that the tree's links open."""

from collections.abc import Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree

MOST_PATHS = 200


@dataclass(frozen=True, slots=True)
class Aliases:
    """`targets`: links that lead out of a path, with their real ends; `sources`: the same, turned round."""

    targets: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]

    def resolve(self, path: str) -> str:
        """Where a path of the tree really lies: relative to root, or absolute where that is outside of it."""
        for folder in _list_folders(path):
            if folder in self.targets:
                return self.targets[folder] + path[len(folder) :]
        return path

    def list_paths(self, path: str) -> tuple[str, ...]:
        """All paths to a file, sorted; each link serves once on the way, and `MOST_PATHS` bounds a hostile maze."""
        found = {self.resolve(path): frozenset[str]()}
        queue = list(found)
        for reached in queue:
            for folder in _list_folders(reached):
                for link in self.sources.get(folder, ()):
                    longer = link + reached[len(folder) :]
                    if link not in found[reached] and longer not in found and len(queue) < MOST_PATHS:
                        found[longer] = found[reached] | {link}
                        queue.append(longer)
        return tuple(sorted({path, *queue}))


def build_aliases(tree: Tree) -> Aliases:
    """From the tree's links; repositories in the tree are no links."""
    targets = {link: target for link, target in tree.links.items() if not target.startswith("gitdir:")}
    bare = Aliases(targets, {})
    sources: dict[str, list[str]] = {}
    for link, target in targets.items():
        folder, slash, name = link.rpartition("/")
        sources.setdefault(target, []).append(bare.resolve(folder) + slash + name)
    return Aliases(targets, {target: tuple(sorted(links)) for target, links in sources.items()})


def _list_folders(path: str) -> list[str]:
    """A path and the folders above it, the longest first, without the root."""
    folders = [path]
    while (path := path.rpartition("/")[0]) != "":
        folders.append(path)
    return folders
