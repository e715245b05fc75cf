"""Reads a folder into a `Tree`: one walk, links followed for reading only and never out of the project."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from uninstaller.codebase.exclusion import SKIPPED, is_public_files, make_filter
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.place import Place, Unread


def walk_tree(root: Path, project: Path, exclude: tuple[str, ...] = ()) -> Tree:
    """All files below `root`, but for version control, `node_modules`, public files (`sites/*/files`) and `exclude`.

    `exclude` holds globs on paths relative to root, where `*` crosses `/`; a folder goes with all that is in it.
    Each real folder is visited once: under its real path where the walk meets it, else under the first link to it.
    A link's value in `links` is its final target, relative to root where it lies below root and absolute elsewhere;
    that of a folder with a repository of its own begins with `gitdir:`. Raises OSError where root cannot be listed.
    """
    real_root = os.path.realpath(root)
    with os.scandir(real_root):
        walk = _Walk(real_root, os.path.realpath(project), make_filter(exclude))
    _walk_folder(walk, "", real_root)
    while walk.pending:
        batch, walk.pending = sorted(walk.pending), []
        for path, parent in batch:
            _follow_link(walk, path, parent)
    _list_file_links(walk)
    files = dict(sorted(walk.files.items()))
    followed = frozenset(path for path, _target in walk.file_links if path in files and not files[path].is_link)
    read = partial(read_below, real_root, followed)
    return Tree(Path(real_root), files, dict(sorted(walk.links.items())), tuple(sorted(set(walk.unread))), read)


def read_below(root: str, followed: frozenset[str], path: str) -> bytes:
    """Bytes of a regular file below root; opens neither a pipe nor a link that is not `followed`: raises OSError."""
    link_flag = 0 if path in followed else os.O_NOFOLLOW
    descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | link_flag)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is no regular file")
        content = os.read(descriptor, status.st_size + 1)
        while len(content) != status.st_size:  # It grows or shrinks, or came in parts: its end is where nothing comes.
            more = os.read(descriptor, status.st_size + 1)
            if not more:
                break
            content += more
        return content
    finally:
        os.close(descriptor)


@dataclass(slots=True)
class _Walk:
    root: str
    project: str
    is_excluded: Callable[[str], bool]
    files: dict[str, Entry] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Real folders visited."""
    pending: list[tuple[str, str]] = field(default_factory=list)
    """Links met and not yet looked at, each with the real folder that holds it."""
    file_links: list[tuple[str, str]] = field(default_factory=list)
    """Links to regular files inside the project, each with its real target."""
    resolved: dict[str, str] = field(default_factory=dict)
    """Folders that links lead into, with their real paths."""

    def refuse(self, path: str, reason: str) -> None:
        self.unread.append(Unread(Place(path), reason))

    def is_skipped(self, path: str, name: str) -> bool:
        return name in SKIPPED or (name == "files" and is_public_files(path)) or self.is_excluded(path)


def _walk_folder(walk: _Walk, path: str, real: str) -> None:
    stack = [(path, real)]
    while stack:
        folder, real_folder = stack.pop()
        if real_folder in walk.seen:
            continue
        walk.seen.add(real_folder)
        stack += _scan_folder(walk, folder, real_folder)


def _scan_folder(walk: _Walk, folder: str, real_folder: str) -> list[tuple[str, str]]:
    """Lists the files and links of one folder; its subfolders are the answer."""
    try:
        with os.scandir(real_folder) as found:
            entries = list(found)
    except OSError as error:
        walk.refuse(folder, _describe(error))
        return []
    prefix = f"{folder}/" if folder else ""
    subfolders: list[tuple[str, str]] = []
    for entry in entries:
        name = entry.name
        path = prefix + name
        if name == ".git" and folder:
            walk.links.setdefault(folder, _describe_repository(entry))
        elif walk.is_skipped(path, name):
            continue
        elif entry.is_symlink():
            walk.pending.append((path, real_folder))
        elif entry.is_dir(follow_symlinks=False):
            subfolders.append((path, f"{real_folder}/{name}"))
        else:
            _add_file(walk, path, entry)
    return subfolders


def _describe(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


def _describe_repository(entry: os.DirEntry[str]) -> str:
    """What the `.git` of a folder below root points at: a submodule's or worktree's file says so itself."""
    if entry.is_dir(follow_symlinks=False) or not entry.is_file(follow_symlinks=False):
        return "gitdir: .git"
    try:
        with open(entry.path, "rb") as file:  # noqa: PTH123
            line = os.fsdecode(file.read(4096)).partition("\n")[0].strip()
    except OSError:
        line = ""
    return line if line.startswith("gitdir:") else "gitdir: .git"


def _add_file(walk: _Walk, path: str, entry: os.DirEntry[str]) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        walk.refuse(path, _describe(error))
        return
    if not stat.S_ISREG(status.st_mode):
        walk.refuse(path, "is neither file nor folder: never opened")
        return
    if not status.st_mode & stat.S_IROTH and not os.access(entry.path, os.R_OK):
        walk.refuse(path, "cannot be read: Permission denied")
    walk.files[path] = Entry(path, status.st_size, status.st_mtime_ns)


def _resolve_link(walk: _Walk, parent: str, link: str) -> str:
    """As os.path.realpath(), which takes a third of the walk where hundreds of links lead into one folder."""
    try:
        folder, name = os.path.split(os.path.join(parent, os.readlink(link)))  # noqa: PTH115, PTH118
    except OSError:
        return os.path.realpath(link)
    if folder not in walk.resolved:
        walk.resolved[folder] = os.path.realpath(folder)
    target = f"{walk.resolved[folder].rstrip('/')}/{name}"
    return os.path.realpath(target) if name in ("", ".", "..") or os.path.islink(target) else target  # noqa: PTH114


def _follow_link(walk: _Walk, path: str, parent: str) -> None:
    link = f"{parent}/{path.rpartition('/')[2]}"
    target = _resolve_link(walk, parent, link)
    walk.links[path] = target[len(walk.root) + 1 :] if _is_below(target, walk.root) else target
    if not _is_within(target, walk.project):
        _refuse_link(walk, path, "link leaves the project")
        return
    try:
        mode = os.stat(link).st_mode  # noqa: PTH116
    except OSError as error:
        _refuse_link(walk, path, f"link leads nowhere: {error.strerror}")
        return
    if stat.S_ISREG(mode):
        walk.file_links.append((path, target))
    elif not stat.S_ISDIR(mode):
        _refuse_link(walk, path, "is neither file nor folder: never opened")
    elif target not in walk.seen and not _is_skipped_target(walk, target):
        _follow_folder(walk, path, parent, target)


def _is_skipped_target(walk: _Walk, target: str) -> bool:
    """A link is no way into a folder that the walk leaves out."""
    path = target[len(walk.root) + 1 :] if _is_below(target, walk.root) else target
    folders = [*PurePosixPath(path).parents, PurePosixPath(path)]
    return any(walk.is_skipped(str(folder), folder.name) for folder in folders)


def _follow_folder(walk: _Walk, path: str, parent: str, target: str) -> None:
    if _is_within(parent, target):
        _refuse_link(walk, path, "link leads to a folder that holds it")
    else:
        _walk_folder(walk, path, target)


def _refuse_link(walk: _Walk, path: str, reason: str) -> None:
    walk.refuse(path, reason)
    walk.files[path] = Entry(path, 0, 0, is_link=True)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


def _is_within(path: str, folder: str) -> bool:
    return path == folder or _is_below(path, folder)


def _list_file_links(walk: _Walk) -> None:
    """A link to a file that the tree holds anyway is listed, not followed; any other one is read once."""
    read: set[str] = set()
    for path, target in sorted(walk.file_links):
        is_known = target in read or target.rpartition("/")[0] in walk.seen
        read.add(target)
        try:
            status = os.stat(target)  # noqa: PTH116
        except OSError as error:
            walk.refuse(path, _describe(error))
            continue
        walk.files[path] = Entry(path, status.st_size, status.st_mtime_ns, is_link=is_known)
