"""The way in through a module that sites have already: an update of it that enables the generated module."""

from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.module import check_module_name, update_numbers
from uninstaller.drupal.shared.generated.php_literals import check_identifier
from uninstaller.errors import UserError

_EMPTY = """<?php

/**
 * @file
 * Install, update and uninstall functions for the {host} module.
 */
"""


def append_host_update(layout: Layout, install: bytes | None, host: str, name: str) -> bytes:
    """The .install file of a module, with an update function appended that enables the module called `name`.

    `install` is None where the host has no such file. Raises UserError where the file does not end in PHP code.
    """
    check_module_name(name)
    check_identifier(host, "The module")
    source = _EMPTY.format(host=host).encode() if install is None else install
    head = _without_closing_tag(source, host)
    number = next_host_update(layout, host, source)
    update = layout.make_text("host_update.php.j2", name=name, host=host, number=number).encode()
    if b"\r\n" in head:
        update = update.replace(b"\n", b"\r\n")
    return head + (b"" if head.endswith(b"\n") else b"\n") + update


def next_host_update(layout: Layout, host: str, install: bytes) -> int:
    """The number after the highest that the file has or says that it had; the edition's first where there is none."""
    return max([layout.first_update - 1, *update_numbers(host, install)]) + 1


def _without_closing_tag(source: bytes, host: str) -> bytes:
    text = source.rstrip()
    is_php = text.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?php")
    if not is_php or (text.rfind(b"?>") > text.rfind(b"<?php") and not text.endswith(b"?>")):
        raise UserError(
            f"{host}.install is not one piece of PHP code: no update can be appended", "Choose another --host."
        )
    return text.removesuffix(b"?>").rstrip() + b"\n" if text.endswith(b"?>") else source
