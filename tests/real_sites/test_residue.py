"""What `--deep-clean` removes more than Drupal does, held against a list that was made by hand."""

import json
from collections.abc import Callable

from tests.real_sites.conftest import Sites
from tests.real_sites.site import Site, difference

Populate = Callable[..., Site]

RESIDUE: list[tuple[str, dict[str, object]]] = [
    ("actions", {"callback": "shelf_remind_action"}),
    ("authmap", {"module": "shelf"}),
    ("block", {"module": "menu", "delta": "shelf-menu", "theme": "bartik"}),
    ("block", {"module": "menu", "delta": "shelf-menu", "theme": "seven"}),
    ("date_format_type", {"type": "shelf_due"}),
    ("file_usage", {"module": "shelf", "type": "node"}),
    ("file_usage", {"module": "shelf", "type": "user"}),
    ("filter", {"name": "shelf_isbn"}),
    ("image_effects", {"name": "shelf_stamp"}),
    ("menu_custom", {"menu_name": "shelf-menu"}),
    ("menu_links", {"menu_name": "shelf-menu"}),
    ("queue", {"name": "shelf_reminders"}),
    ("url_alias", {"source": "shelf"}),
    ("users", {"uid": "1", "data": {"shelf_loans": 1, "shelves": 1}}),
    ("variable", {"name": "date_format_shelf_due"}),
    ("variable", {"name": "shelf_gone"}),
    ("variable", {"name": "shelf_lent"}),
]
"""What content.php and the module's own code put there, and neither hook_uninstall() nor core removes."""


def test_deep_clean_removes_the_residue_and_nothing_else(sites: Sites, populate: Populate) -> None:
    native = sites.native("shelf")
    site = populate("shelf")
    site.prepare()
    site.generate("shelf", "--deep-clean")
    site.update()
    lines = difference(native, site.settle())
    written = [line.removeprefix("> ROW ") for line in lines if line.startswith("> ")]
    assert [line.partition(" ")[0] for line in written] == ["users", "variable"], "users without a key of their data"
    assert '"data":{"shelves":1}' in written[0]
    assert '"name":"menu_default_active_menus"' in written[1], "menu_delete() of core notes which menus are left"
    assert "shelf" not in written[1]
    gone = sorted(line.removeprefix("< ROW ") for line in lines if line.startswith("< "))
    assert len(gone) == len(RESIDUE), "\n".join(gone)
    for line, (table, values) in zip(gone, RESIDUE, strict=True):
        name, _, row = line.partition(" ")
        assert (name, values) == (table, {key: json.loads(row)[key] for key in values})
