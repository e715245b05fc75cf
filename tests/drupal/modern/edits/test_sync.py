"""What Drupal's uninstall deletes and changes of exported configuration, each case as Drupal 10.6 did it."""

from pathlib import Path

from tests.drupal.modern.edits.site import apply, edit_sync, entity


def test_what_belongs_to_the_module_goes_with_its_translations(tmp_path: Path) -> None:
    objects = {
        "shop.settings": "a: 1\n",
        "shop.kind.book": entity(),
        "shopping.settings": "a: 1\n",
        "language/de/shop.settings": "a: 2\n",
        "language/de/node.settings": "a: 2\n",
    }
    edits = edit_sync(tmp_path, objects, "shop")
    assert set(apply(tmp_path, edits)) == {"shop.settings", "shop.kind.book", "language/de/shop.settings"}
    assert edits.risks == ()


def test_what_depends_on_what_is_deleted_goes_along_the_chain(tmp_path: Path) -> None:
    objects = {
        "field.storage.node.field_price": entity("node", "shop", rest="module: shop\n"),
        "field.field.node.page.field_price": entity(
            "shop", config=("field.storage.node.field_price", "node.type.page"), rest="bundle: page\n"
        ),
        "node.type.page": entity(),
        "block.block.cart": entity("shop", rest="plugin: shop_cart\n"),
        "image.style.price": entity(rest="effects: {  }\n"),
        "responsive_image.styles.cart": entity(config=("block.block.cart",)),
    }
    edits = edit_sync(tmp_path, objects, "shop")
    gone = apply(tmp_path, edits)
    assert set(gone) == set(objects) - {"node.type.page", "image.style.price"}
    assert set(gone.values()) == {None}
    assert {risk.place.path.rpartition("/")[2] for risk in edits.risks} == {f"{name}.yml" for name in gone}


def test_what_enforces_its_dependency_goes_whatever_it_could_let_go_of(tmp_path: Path) -> None:
    settings = "third_party_settings:\n  shop:\n    a: 1\n"
    edits = edit_sync(tmp_path, {"node.type.product": entity("shop", enforced="shop", rest=settings)}, "shop")
    assert apply(tmp_path, edits) == {"node.type.product": None}


def test_settings_of_a_third_party_go_and_the_entity_stays(tmp_path: Path) -> None:
    before = entity(
        "menu_ui", "shop", rest="third_party_settings:\n  menu_ui:\n    a: 1\n  shop:\n    b: 2\nname: Page\n"
    )
    after = entity("menu_ui", rest="third_party_settings:\n  menu_ui:\n    a: 1\nname: Page\n")
    assert apply(tmp_path, edit_sync(tmp_path, {"node.type.page": before}, "shop")) == {"node.type.page": after}


def test_the_last_settings_and_dependencies_leave_what_drupal_exports_then(tmp_path: Path) -> None:
    before = entity("shop", rest="third_party_settings:\n  shop:\n    b: 2\nname: Page\n")
    edits = edit_sync(tmp_path, {"node.type.page": before}, "shop")
    assert apply(tmp_path, edits) == {"node.type.page": entity(rest="name: Page\n")}


def test_settings_beside_another_dependency_do_not_save_the_entity(tmp_path: Path) -> None:
    settings = "third_party_settings:\n  shop:\n    a: 1\n"
    edits = edit_sync(tmp_path, {"node.type.page": entity("cart", "shop", rest=settings)}, "shop", "cart")
    assert apply(tmp_path, edits) == {"node.type.page": None}


def test_an_entity_that_may_use_a_plugin_as_well_is_left_to_a_person(tmp_path: Path) -> None:
    objects = {"media.type.price": entity("shop", rest="third_party_settings:\n  shop:\n    a: 1\nsource: x\n")}
    code = {"shop/src/Plugin/media/Source/Price.php": "<?php\n"}
    edits = edit_sync(tmp_path, objects, "shop", code=code)
    assert apply(tmp_path, edits) == {}
    assert [todo.place.line for todo in edits.todos] == [4]


def test_an_entity_of_a_module_whose_code_is_not_here_may_let_go(tmp_path: Path) -> None:
    objects = {"tote.bag.a": entity("shop"), "tote.bag.b": entity(config=("tote.bag.a",))}
    edits = edit_sync(tmp_path, objects, "shop")
    assert apply(tmp_path, edits) == {}
    assert [todo.place.path.rpartition("/")[2] for todo in edits.todos] == ["tote.bag.a.yml", "tote.bag.b.yml"]
    assert "unknown" in edits.todos[1].problem


def test_a_view_goes_with_a_module_but_may_lose_a_field_with_its_storage(tmp_path: Path) -> None:
    objects = {
        "views.view.cart": entity("shop"),
        "views.view.prices": entity(config=("field.storage.node.field_price",)),
        "field.storage.node.field_price": entity("shop"),
    }
    edits = edit_sync(tmp_path, objects, "shop")
    assert set(apply(tmp_path, edits)) == {"views.view.cart", "field.storage.node.field_price"}
    assert [todo.place.path.rpartition("/")[2] for todo in edits.todos] == ["views.view.prices.yml"]


def test_a_storage_goes_with_its_last_field(tmp_path: Path) -> None:
    storages = {name: f"field.storage.node.{name}" for name in ("field_a", "field_b")}
    objects = {
        f"field.field.node.book.{name}": entity(config=(storage, "shop.kind.book"), rest="bundle: book\n")
        for name, storage in storages.items()
    }
    objects["field.field.node.page.field_b"] = entity(config=(storages["field_b"],))
    objects |= {storage: entity("node") for storage in storages.values()}
    objects["shop.kind.book"] = entity()
    gone = apply(tmp_path, edit_sync(tmp_path, objects, "shop"))
    assert set(objects) - set(gone) == {storages["field_b"], "field.field.node.page.field_b"}


def test_a_storage_that_persists_without_fields_stays(tmp_path: Path) -> None:
    storage = "field.storage.node.field_a"
    objects = {
        "shop.kind.book": entity(),
        "field.field.node.book.field_a": entity(config=(storage, "shop.kind.book"), rest="bundle: book\n"),
        storage: entity("node", rest="persist_with_no_fields: true\n"),
    }
    assert storage not in apply(tmp_path, edit_sync(tmp_path, objects, "shop"))


def test_fields_forget_bundles_that_they_could_refer_to(tmp_path: Path) -> None:
    rest = (
        "bundle: page\nsettings:\n  handler_settings:\n    target_bundles:\n      {}page: page\n"
        "    auto_create: {}\n    auto_create_bundle: {}\n"
    )
    before = entity(
        config=("node.type.product", "node.type.page"), rest=rest.format("product: product\n      ", "true", "product")
    )
    after = entity(config=("node.type.page",), rest=rest.format("", "false", "null"))
    objects = {"node.type.product": entity("shop", enforced="shop"), "field.field.node.page.field_ref": before}
    changed = apply(tmp_path, edit_sync(tmp_path, objects, "shop"))
    assert changed == {"node.type.product": None, "field.field.node.page.field_ref": after}


def test_formats_lose_disabled_filters_and_are_never_guessed_about(tmp_path: Path) -> None:
    rest = "filters:\n  {}html:\n    id: html\n    provider: filter\n    status: true\n"
    own = "price:\n    id: price\n    provider: shop\n    status: {}\n  "
    objects = {
        "filter.format.a": entity("shop", rest=rest.format(own.format("false"))),
        "filter.format.b": entity("shop", rest=rest.format(own.format("true"))),
    }
    edits = edit_sync(tmp_path, objects, "shop")
    assert apply(tmp_path, edits) == {"filter.format.a": entity(rest=rest.format(""))}
    assert [(todo.place.path[-5:], todo.place.line) for todo in edits.todos] == [("b.yml", 8)]


def test_a_workflow_goes_with_its_type(tmp_path: Path) -> None:
    objects = {f"workflows.workflow.{name}": entity("shop", rest=f"type: {name}\n") for name in ("order", "other")}
    code = {"shop/src/Plugin/WorkflowType/Order.php": '<?php\n#[WorkflowType(\n  id: "order",\n)]\nclass Order {}\n'}
    edits = edit_sync(tmp_path, objects, "shop", code=code)
    assert apply(tmp_path, edits) == {"workflows.workflow.order": None}
    assert [todo.place.path.rpartition("/")[2] for todo in edits.todos] == ["workflows.workflow.other.yml"]


def test_a_workflow_forgets_bundles(tmp_path: Path) -> None:
    rest = "type: content_moderation\ntype_settings:\n  entity_types:\n    block_content:\n      - basic\n{}"
    objects = {
        "node.type.product": entity("shop", enforced="shop"),
        "workflows.workflow.order": entity(
            config=("node.type.product",), rest=rest.format("    node:\n      - product\n")
        ),
    }
    changed = apply(tmp_path, edit_sync(tmp_path, objects, "shop"))
    assert changed == {"node.type.product": None, "workflows.workflow.order": entity(rest=rest.format(""))}


def test_what_depends_on_a_role_is_safe_whatever_becomes_of_that(tmp_path: Path) -> None:
    objects = {
        "tote.bag.a": entity("shop"),
        "user.role.editor": entity(config=("tote.bag.a",)),
        "system.action.add_editor": entity(config=("user.role.editor",)),
    }
    edits = edit_sync(tmp_path, objects, "shop")
    assert [todo.place.path.rpartition("/")[2] for todo in edits.todos] == ["tote.bag.a.yml", "user.role.editor.yml"]


def test_an_object_that_cannot_be_read_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    objects = {"node.type.a": "uuid: 1\ndependencies:\n  module:\n    - shop\n   x: 1\n", "shop.settings": "a: 1\n"}
    edits = edit_sync(tmp_path, objects, "shop")
    assert apply(tmp_path, edits) == {"shop.settings": None}
    assert [one.place.path.rpartition("/")[2] for one in edits.unread] == ["node.type.a.yml"]


def test_nothing_of_it_depends_on_the_order_of_files(tmp_path: Path) -> None:
    objects = {f"block.block.{name}": entity("shop", "cart") for name in "cab"}
    edits = edit_sync(tmp_path, objects, "shop", "cart")
    assert [one.path[-5] for one in edits.deletes] == ["a", "b", "c"]
    assert edits == edit_sync(tmp_path, dict(reversed(objects.items())), "cart", "shop")
