"""Roles lose the permissions of what goes, and are never deleted for that."""

from pathlib import Path

import pytest

from tests.drupal.modern.edits.site import apply, edit_sync, entity


def _role(modules: tuple[str, ...], config: tuple[str, ...], *permissions: str) -> str:
    listed = (
        "permissions:\n" + "".join(f"  - '{one}'\n" for one in permissions) if permissions else "permissions: {  }\n"
    )
    return entity(*modules, config=config, rest=f"id: editor\nis_admin: null\n{listed}")


def test_declared_permissions_go_with_the_dependency(tmp_path: Path) -> None:
    before = _role(("node", "shop"), (), "access content", "administer shop", "view shop")
    code = {"shop/shop.permissions.yml": "administer shop:\n  title: A\nview shop:\n  title: B\n"}
    edits = edit_sync(tmp_path, {"user.role.editor": before}, "shop", code=code)
    assert apply(tmp_path, edits) == {"user.role.editor": _role(("node",), (), "access content")}
    assert edits.todos == ()


def test_the_last_permission_leaves_an_empty_list(tmp_path: Path) -> None:
    code = {"shop/shop.permissions.yml": "view shop:\n  title: B\n"}
    edits = edit_sync(tmp_path, {"user.role.editor": _role(("shop",), (), "view shop")}, "shop", code=code)
    assert apply(tmp_path, edits) == {"user.role.editor": _role((), ())}


@pytest.mark.parametrize(
    "declared",
    [
        "view shop:\n  title: B\npermission_callbacks:\n  - Drupal\\shop\\Permissions::list\n",
        "other:\n  title: A\n",
        "broken: [\n",
    ],
)
def test_permissions_that_code_may_make_are_left_to_a_person(tmp_path: Path, declared: str) -> None:
    before = _role(("shop",), (), "view shop", "edit my book")
    code = {"shop/shop.permissions.yml": declared}
    edits = edit_sync(tmp_path, {"user.role.editor": before}, "shop", code=code)
    assert [(todo.place.path[-15:], todo.place.line) for todo in edits.todos] == [("role.editor.yml", 9)]


def test_permissions_that_core_makes_of_configuration_go_with_it(tmp_path: Path) -> None:
    objects = {
        "node.type.product": entity("shop", enforced="shop"),
        "user.role.editor": _role(
            (),
            ("node.type.page", "node.type.product"),
            *("create page content", "create product content", "edit any product content", "revert product revisions"),
        ),
        "system.action.add_editor": entity(config=("user.role.editor",)),
    }
    edits = edit_sync(tmp_path, objects, "shop")
    role = _role((), ("node.type.page",), "create page content")
    assert apply(tmp_path, edits) == {"node.type.product": None, "user.role.editor": role}
    assert edits.todos == ()


def test_permissions_of_core_modules_that_code_makes_are_known(tmp_path: Path) -> None:
    before = _role(("content_moderation", "node"), (), "access content", "use order transition ship")
    edits = edit_sync(tmp_path, {"user.role.editor": before}, "content_moderation")
    assert apply(tmp_path, edits) == {"user.role.editor": _role(("node",), (), "access content")}
