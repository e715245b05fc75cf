"""Writes the generated module of Drupal 7: whole at first, later by appending, never touching what has shipped."""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from uninstaller.artifacts.ledger import Digest, HostUpdate, Ledger, LedgerEntry, make_ledger
from uninstaller.codebase.change import Write
from uninstaller.drupal.seven.generated.php_literals import WIDTH, make_comment, make_literal
from uninstaller.drupal.seven.generated.removal_file import make_removal_file
from uninstaller.drupal.seven.generated.rendering import make_text
from uninstaller.errors import UserError
from uninstaller.plan.model import Plan, Removal

LEDGER_FILE = "uninstall.ledger.yml"
FIRST_UPDATE = 7001


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


def write_module(
    existing: Mapping[str, bytes], folder: str, plan: Plan, ledger: Ledger, request: ModuleRequest
) -> tuple[Write, ...]:
    """The files that must change so that the module in `folder` carries out the plan; none if it does already.

    `existing`: the files now in the folder, by path within it. A plan without removals gives the empty module
    (`init`). Raises UserError where a name cannot be PHP, a shipped file would have to change, or a foreign module is
    in the folder.
    """
    name = check_module_name(request.name)
    _check_owner(existing, folder, name)
    files = _runtime_files(name, existing, plan, ledger)
    files |= {path: content for path, content in _first_files(name).items() if path not in existing}
    removals = _new_removals(name, existing, plan, ledger)
    if existing and not removals and not set(request.hosts) - set(ledger.hosts):
        return ()
    if removals:
        install = existing.get(f"{name}.install") or files[f"{name}.install"]
        number = next_update(name, install, ledger)
        files[f"{name}.install"] = append_update(install, name, number, [removal for removal, _ in removals])
        files |= {removal_path(removal.extension.name): content for removal, content in removals}
        ledger = _extend(ledger, [removal for removal, _ in removals], number, request)
    hosts = tuple(sorted({*ledger.hosts, *request.hosts}))
    ledger = replace(ledger, hosts=hosts, generated=digest_files({**existing, **files}))
    files[LEDGER_FILE] = make_ledger(ledger)
    return tuple(
        Write(f"{folder}/{path}", content, _reason(path, name))
        for path, content in sorted(files.items())
        if existing.get(path) != content
    )


def check_module_name(name: str) -> str:
    """The name, if Drupal 7 can have a module of it; raises UserError."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", name) or re.search(r"_update_\d+$", name):
        raise UserError(
            f"'{name}' is no name for a module", "Lower case letters, digits and underscores, a letter first."
        )
    return name


def removal_path(module: str) -> str:
    """Path of the file about a removed module, within the generated module."""
    return f"removals/{module}.inc"


def update_numbers(module: str, install: bytes) -> tuple[int, ...]:
    """Numbers of the update functions in a .install file, and of the last removed one if it says so."""
    names = re.escape(module.encode())
    numbers = re.findall(rb"^\s*function\s+&?\s*" + names + rb"_update_(\d{1,9})\s*\(", install, re.M | re.I)
    pattern = rb"function\s+" + names + rb"_update_last_removed\s*\(\s*\)\s*\{[^}]*?return\s+(\d{1,9})\s*;"
    return tuple(sorted({int(number) for number in [*numbers, *re.findall(pattern, install, re.I)]}))


def next_update(name: str, install: bytes, ledger: Ledger) -> int:
    """The number after all that were ever given."""
    given = [*update_numbers(name, install), *(entry.update for entry in ledger.entries)]
    return max([FIRST_UPDATE - 1, *given]) + 1


def append_update(install: bytes, name: str, number: int, removals: Iterable[Removal]) -> bytes:
    """The .install file with one more update function at its end; every byte before stays."""
    removals = tuple(removals)
    modules = [removal.extension.name for removal in removals]
    update = make_text(
        "update.php.j2",
        name=name,
        number=number,
        comment=_update_comment(removals),
        modules=make_literal(modules, indent=2, used=len("  $modules = ;")),
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


def _first_files(name: str) -> dict[str, bytes]:
    label = name.replace("_", " ").capitalize()
    texts = {path: make_text(f"module.{path}.j2", name=name, label=label) for path in ("info", "module", "install")}
    return {f"{name}.{path}": text.encode() for path, text in texts.items()}


def _runtime_files(name: str, existing: Mapping[str, bytes], plan: Plan, ledger: Ledger) -> dict[str, bytes]:
    """The runtime, as this version of uninstaller writes it; the part for `--deep-clean` only if a removal needs it."""
    templates = {f"{name}.inc": "runtime.inc.j2", f"{name}.check.inc": "check.inc.j2"}
    residue = f"{name}.residue.inc"
    if residue in existing or (plan.deep_clean and any(removal.residue for removal in plan.removals)):
        templates[residue] = "residue.inc.j2"
    files = {path: make_text(template, name=name).encode() for path, template in templates.items()}
    written = set(ledger.generated)
    for path, content in files.items():
        if existing.get(path, content) != content and not written & set(digest_files({path: existing[path]})):
            raise UserError(f"{path} of the module '{name}' was edited by hand", "Delete it: it is written again.")
    return files


def _new_removals(name: str, existing: Mapping[str, bytes], plan: Plan, ledger: Ledger) -> list[tuple[Removal, bytes]]:
    """The plan's removals that the module does not know yet, with their files."""
    taken = _taken_names(name, existing, plan)
    found = []
    for removal in plan.removals:
        content = make_removal_file(name, removal, plan)
        _check_collisions(content, taken)
        entry, module = ledger.find(removal.extension.name), removal.extension.name
        if not entry:
            found.append((removal, content))
        elif existing.get(removal_path(module)) != content:
            hint = f"Once every site has run that update: uninstaller prune --before {entry.update + 1}"
            raise UserError(f"{module} is already removed by {name}_update_{entry.update}()", hint)
    return found


def _taken_names(name: str, existing: Mapping[str, bytes], plan: Plan) -> set[bytes]:
    """Functions and classes that PHP may have loaded when it loads the new files."""
    own = {removal_path(removal.extension.name) for removal in plan.removals}
    runtime = (
        make_text(template, name=name).encode() for template in ("runtime.inc.j2", "check.inc.j2", "residue.inc.j2")
    )
    shipped = (content for path, content in existing.items() if path.startswith("removals/") and path not in own)
    return {declared for php in (*runtime, *shipped) for declared in _declared(php)}


def _check_collisions(php: bytes, taken: set[bytes]) -> None:
    """Refuses what PHP would: a name declared twice. Adds the names of this file to `taken`."""
    for declared in _declared(php):
        if declared in taken:
            raise UserError(f"The name {declared.decode()} would be declared twice in the generated module")
        taken.add(declared)


def _declared(php: bytes) -> list[bytes]:
    return re.findall(rb"^(?:(?:abstract |final )?class|interface|trait|function) +&?(\w+)", php.lower(), re.M)


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


def _update_comment(removals: tuple[Removal, ...]) -> list[str]:
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


def _reason(path: str, name: str) -> str:
    if path.startswith("removals/"):
        return "what is to be removed, frozen before the code goes"
    return {
        LEDGER_FILE: "what was removed, by which update",
        f"{name}.install": "the update that removes the data",
    }.get(path, f"the module {name} that removes data of deleted modules")
