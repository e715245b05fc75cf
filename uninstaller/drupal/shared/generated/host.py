"""The way in through a module that sites have already: an update of it that enables the generated module."""

import re

from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.module import check_module_name, update_numbers
from uninstaller.drupal.shared.generated.php_literals import check_identifier
from uninstaller.errors import UserError

_EMPTY = """<?php

/**
 * @file
 * {what} for the {host} module.
 */
"""
_WHAT = {"install": "Install, update and uninstall functions", "module": "Hooks"}


def append_host_update(layout: Layout, install: bytes | None, host: str, name: str) -> bytes:
    """The .install file of a module, with an update function appended that enables the module called `name`.

    `install` is None where the host has no such file. Raises UserError where the file does not end in PHP code.
    """
    check_module_name(name)
    check_identifier(host, "The module")
    number = next_host_update(layout, host, install or b"")
    update = layout.make_text("host_update.php.j2", name=name, host=host, number=number)
    return _append(install, update, host, "install")


def append_host_hooks(layout: Layout, source: bytes | None, host: str, name: str, ending: str, template: str) -> bytes:  # noqa: PLR0917
    """A file of a module, with hooks appended that let its update run; raises UserError where it has one of them."""
    text = layout.make_text(template, name=name, host=host)
    for function in re.findall(r"^function (\w+)\(", text, re.M):
        if re.search(rb"\bfunction\s+&?\s*" + function.encode() + rb"\s*\(", source or b"", re.I):
            raise UserError(f"{host}.{ending} has {function}() already: no update can begin there", _REMEDY)
    return _append(source, text, host, ending)


_REMEDY = "Choose another --host."


def _append(source: bytes | None, text: str, host: str, ending: str) -> bytes:
    whole = _EMPTY.format(what=_WHAT[ending], host=host).encode() if source is None else source
    head = _without_closing_tag(whole, host, ending)
    added = text.encode()
    if b"\r\n" in head:
        added = added.replace(b"\n", b"\r\n")
    return head + (b"" if head.endswith(b"\n") else b"\n") + added


def next_host_update(layout: Layout, host: str, install: bytes) -> int:
    """The number after the highest that the file has or says that it had; the edition's first where there is none."""
    return max([layout.first_update - 1, *update_numbers(host, install)]) + 1


def _without_closing_tag(source: bytes, host: str, ending: str) -> bytes:
    text = source.rstrip()
    is_php = text.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?php")
    if not is_php or (text.rfind(b"?>") > text.rfind(b"<?php") and not text.endswith(b"?>")):
        raise UserError(f"{host}.{ending} is not one piece of PHP code: no update can be appended", _REMEDY)
    return text.removesuffix(b"?>").rstrip() + b"\n" if text.endswith(b"?>") else source
