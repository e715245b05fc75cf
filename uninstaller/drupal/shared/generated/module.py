"""Writes the generated module: whole at first, later by appending, never touching what has shipped."""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from uninstaller.artifacts.ledger import LEDGER_FILE, Digest, HostUpdate, Ledger, LedgerEntry, make_ledger
from uninstaller.codebase.change import Write
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.php_literals import WIDTH, make_comment, make_literal
from uninstaller.errors import UserError
from uninstaller.plan.model import Plan, Removal


@dataclass(frozen=True, slots=True)
class ModuleRequest:
    """How to write the module.

    `revision`: git revision of the code base, '' outside of git. `origins`: SHA-256 of the files that code was lifted
    from, paths relative to the tree's root. `hosts`: updates that were appended to other modules in this run.
    """

    name: str = "uninstall"
    revision: str = ""
    origins: tuple[Digest, ...] = ()
    hosts: tuple[HostUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """The generated module as it is: `existing` are the files now in its folder, by path within it; {} if it is new."""

    layout: Layout
    tree: Tree
    folder: str
    existing: Mapping[str, bytes]
    ledger: Ledger


def write_module(module: Module, plan: Plan, request: ModuleRequest) -> tuple[Write, ...]:
    """The files that must change so that the module carries out the plan; none if it does already.

    A plan without removals gives the empty module (`init`). Raises UserError where a name cannot be PHP, a shipped
    file would have to change, or a foreign module is in the folder.
    """
    name, existing, ledger = check_module_name(request.name), module.existing, module.ledger
    _check_owner(existing, module.folder, name)
    files = _runtime_files(module, name, plan)
    files |= {path: content for path, content in _first_files(module.layout, name).items() if path not in existing}
    removals = _new_removals(module, name, plan, files)
    if existing and not removals and not set(request.hosts) - set(ledger.hosts):
        return ()
    if removals:
        install = existing.get(f"{name}.install") or files[f"{name}.install"]
        number = next_update(module.layout, name, install, ledger)
        files[f"{name}.install"] = append_update(module.layout, install, name, number, list(removals))
        files |= {path: content for own in removals.values() for path, content in own.items()}
        ledger = _extend(ledger, list(removals), number, request)
    files |= module.layout.index(name, ledger, {**existing, **files})
    hosts = tuple(sorted({*ledger.hosts, *request.hosts}))
    ledger = replace(ledger, hosts=hosts, generated=digest_files({**existing, **files}))
    files[LEDGER_FILE] = make_ledger(ledger)
    return tuple(
        Write(f"{module.folder}/{path}", content, _reason(path, name, _is_removal(module.layout, plan, path)))
        for path, content in sorted(files.items())
        if existing.get(path) != content
    )


def check_module_name(name: str) -> str:
    """The name, if Drupal can have a module of it; raises UserError."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", name) or re.search(r"_update_\d+$", name):
        raise UserError(
            f"'{name}' is no name for a module", "Lower case letters, digits and underscores, a letter first."
        )
    return name


def update_numbers(module: str, install: bytes) -> tuple[int, ...]:
    """Numbers of the update functions in a .install file, and of the last removed one if it says so."""
    names = re.escape(module.encode())
    numbers = re.findall(rb"^\s*function\s+&?\s*" + names + rb"_update_(\d{1,9})\s*\(", install, re.M | re.I)
    pattern = rb"function\s+" + names + rb"_update_last_removed\s*\(\s*\)\s*\{[^}]*?return\s+(\d{1,9})\s*;"
    return tuple(sorted({int(number) for number in [*numbers, *re.findall(pattern, install, re.I)]}))


def next_update(layout: Layout, name: str, install: bytes, ledger: Ledger) -> int:
    """The number after all that were ever given."""
    given = [*update_numbers(name, install), *(entry.update for entry in ledger.entries)]
    return max([layout.first_update - 1, *given]) + 1


def append_update(layout: Layout, install: bytes, name: str, number: int, removals: Sequence[Removal]) -> bytes:
    """The .install file with one more update function at its end; every byte before stays."""
    modules = [removal.extension.name for removal in removals]
    update = layout.make_text(
        "update.php.j2",
        name=name,
        number=number,
        comment=_update_comment(removals),
        modules=make_literal(modules, indent=2, used=len("  $modules = ;"), arrays=layout.arrays),
    )
    return install + (b"" if install.endswith(b"\n") else b"\n") + update.encode()


def digest_files(files: Mapping[str, bytes]) -> tuple[Digest, ...]:
    """SHA-256 of all files of the generated module but the ledger itself."""
    paths = sorted(path for path in files if path != LEDGER_FILE)
    return tuple(Digest(path, hashlib.sha256(files[path]).hexdigest()) for path in paths)


def _check_owner(existing: Mapping[str, bytes], folder: str, name: str) -> None:
    if existing and LEDGER_FILE not in existing:
        hint = "Give the generated module another name with --module-name, or another folder with --module-dir."
        raise UserError(f"{folder} holds a module '{name}' that uninstaller has not made", hint)


def _first_files(layout: Layout, name: str) -> dict[str, bytes]:
    return {
        path.format(**_names(name)): layout.make_text(template, **_names(name)).encode()
        for path, template in layout.first.items()
    }


def _names(name: str) -> dict[str, str]:
    """The module's name as machine name, as label, and as Drupal begins its classes' names with it."""
    camel = "".join(part[:1].upper() + part[1:] for part in name.split("_"))
    return {"name": name, "label": name.replace("_", " ").capitalize(), "camel": camel}


def _runtime_files(module: Module, name: str, plan: Plan) -> dict[str, bytes]:
    """The runtime, as this version of uninstaller writes it; an optional part only if the plan or a site needs it."""
    layout, existing = module.layout, module.existing
    templates = {path.format(**_names(name)): template for path, template in layout.runtime.items()}
    for pattern, (template, is_needed) in layout.optional.items():
        path = pattern.format(**_names(name))
        if path in existing or is_needed(plan):
            templates[path] = template
    files = {path: layout.make_text(template, **_names(name)).encode() for path, template in templates.items()}
    written = set(module.ledger.generated)
    for path, content in files.items():
        if existing.get(path, content) != content and not written & set(digest_files({path: existing[path]})):
            raise UserError(f"{path} of the module '{name}' was edited by hand", "Delete it: it is written again.")
    return files


def _new_removals(
    module: Module, name: str, plan: Plan, runtime: Mapping[str, bytes]
) -> dict[Removal, Mapping[str, bytes]]:
    """The plan's removals that the module does not know yet, with their files."""
    layout, existing = module.layout, module.existing
    known = {path: content for path, content in existing.items() if not _is_removal(layout, plan, path)} | dict(runtime)
    found: dict[Removal, Mapping[str, bytes]] = {}
    for removal in plan.removals:
        files = layout.removal_files(module.tree, name, removal, plan)
        layout.check_names(files, known)
        known |= files
        entry, target = module.ledger.find(removal.extension.name), removal.extension.name
        if not entry:
            found[removal] = files
        elif any(existing.get(path) != content for path, content in files.items()):
            hint = f"Once every site has run that update: uninstaller prune --before {entry.update + 1}"
            raise UserError(f"{target} is already removed by {name}_update_{entry.update}()", hint)
    return found


def _is_removal(layout: Layout, plan: Plan, path: str) -> bool:
    return any(layout.owns(removal.extension.name, path) for removal in plan.removals)


def _extend(ledger: Ledger, removals: Iterable[Removal], number: int, request: ModuleRequest) -> Ledger:
    digests = {digest.path: digest for digest in request.origins}
    entries = tuple(
        LedgerEntry(
            module=removal.extension.name,
            update=number,
            label=removal.extension.label,
            version=removal.extension.version,
            folder=removal.extension.folder,
            revision=request.revision,
            files=tuple(digests[path] for path, _ in removal.lifted.origins if path in digests),
        )
        for removal in removals
    )
    return replace(ledger, entries=ledger.entries + entries)


def _update_comment(removals: Sequence[Removal]) -> list[str]:
    """Lines of the docblock; update.php shows them to the administrator, as HTML."""
    named = [_title(removal) for removal in removals]
    line = f"Removes the data of {' and '.join(filter(None, [', '.join(named[:-1]), named[-1]]))}."
    if len(line) + 3 <= WIDTH:
        return [line]
    wrapped = textwrap.wrap(", ".join(named) + ".", WIDTH - 3, break_long_words=False, break_on_hyphens=False)
    return ["Removes the data of deleted modules.", "", *wrapped]


def _title(removal: Removal) -> str:
    label, name = make_comment(removal.extension.label), removal.extension.name
    return f"{label} ({name})" if label and len(label) < 50 else name


def _reason(path: str, name: str, is_removal: bool) -> str:
    if is_removal:
        return "what is to be removed, frozen before the code goes"
    return {
        LEDGER_FILE: "what was removed, by which update",
        f"{name}.install": "the update that removes the data",
    }.get(path, f"the module {name} that removes data of deleted modules")
