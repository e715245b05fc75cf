"""Displays lose components and settings; what becomes of a component that a module shows is a person's to see."""

from pathlib import Path

from tests.drupal.modern.edits.site import apply, edit_sync, entity

NAME = "core.entity_form_display.node.page.default"
PRICE = "field.field.node.page.field_price"
WIDGET = {"shop/src/Plugin/Field/FieldWidget/Price.php": '<?php\n/**\n * @FieldWidget(\n *   id = "price"\n * )\n */\n'}


def _display(
    modules: tuple[str, ...], config: tuple[str, ...], content: str, hidden: str = " {  }\n", top: str = ""
) -> str:
    rest = f"{top}id: node.page.default\nbundle: page\nmode: default\ncontent:{content}hidden:{hidden}"
    return entity(*modules, config=config, rest=rest)


def _component(name: str, kind: str, third: str = " {  }\n", settings: str = " {  }\n") -> str:
    return f"  {name}:\n    type: {kind}\n    weight: 1\n    settings:{settings}    third_party_settings:{third}"


def test_deleted_fields_are_shown_no_more(tmp_path: Path) -> None:
    title = _component("title", "string_textfield")
    price = _component("field_price", "price", settings="\n      style: large\n")
    objects = {
        "field.storage.node.field_price": entity("shop"),
        PRICE: entity("shop", config=("field.storage.node.field_price",)),
        NAME: _display(
            ("shop", "text"),
            (PRICE, "image.style.large", "node.type.page"),
            f"\n{price}{title}",
            "\n  field_price: true\n",
        ),
    }
    after = _display(("text",), ("node.type.page",), f"\n{title}")
    assert apply(tmp_path, edit_sync(tmp_path, objects, "shop", code=WIDGET))[NAME] == after


def test_settings_of_the_module_go_from_components_and_from_the_display(tmp_path: Path) -> None:
    def with_settings(display: str, component: str) -> str:
        content = "\n" + _component("title", "string_textfield", component)
        return _display(("shop",) if display else (), (), content, top=display)

    before = with_settings("third_party_settings:\n  shop:\n    a: 1\n", "\n      shop:\n        b: 1\n")
    edits = edit_sync(tmp_path, {NAME: before}, "shop", code={"shop/shop.module": "<?php\n"})
    assert apply(tmp_path, edits) == {NAME: with_settings("", " {  }\n")}
    assert edits.todos == ()


def test_a_component_that_the_module_shows_is_left_to_a_person(tmp_path: Path) -> None:
    objects = {NAME: _display(("shop",), (), "\n" + _component("field_price", "price"))}
    edits = edit_sync(tmp_path, objects, "shop", code=WIDGET)
    assert apply(tmp_path, edits) == {}
    (todo,) = edits.todos
    assert "field_price" in todo.problem
    assert todo.place.line == 11


def test_a_dependency_that_nothing_explains_is_left_to_a_person(tmp_path: Path) -> None:
    objects = {NAME: _display(("shop",), (), "\n" + _component("title", "string_textfield"))}
    edits = edit_sync(tmp_path, objects, "shop", code=WIDGET)
    assert apply(tmp_path, edits) == {}
    assert [todo.place.line for todo in edits.todos] == [5]


def test_a_display_goes_with_its_mode_and_its_bundle(tmp_path: Path) -> None:
    mode = "core.entity_form_mode.node.shop"
    objects = {
        mode: entity("shop", enforced="shop"),
        "core.entity_form_display.node.page.shop": _display((), (mode,), " {  }\n"),
        "node.type.page": entity("shop", enforced="shop"),
        NAME: _display((), ("node.type.page",), " {  }\n"),
    }
    assert set(apply(tmp_path, edit_sync(tmp_path, objects, "shop")).values()) == {None}


def test_layouts_lose_the_blocks_and_sections_of_the_module(tmp_path: Path) -> None:
    def layout(sections: str, *modules: str) -> str:
        top = f"third_party_settings:\n  layout_builder:\n    sections:\n{sections}"
        return _display(("layout_builder", *modules), (), " {  }\n", top=top)

    section = "      -\n        layout_id: {}\n        components:\n{}"
    block = "          {0}:\n            uuid: {0}\n            configuration:\n              provider: {1}\n"
    kept = section.format("one", block.format("u1", "node"))
    before = layout(
        section.format("one", block.format("u1", "node") + block.format("u2", "shop"))
        + section.format("shop_two", block.format("u3", "node")),
        "shop",
    )
    name = "core.entity_view_display.node.page.default"
    code = {"shop/shop.layouts.yml": "shop_two:\n  label: Two\n"}
    assert apply(tmp_path, edit_sync(tmp_path, {name: before}, "shop", code=code)) == {name: layout(kept)}


def test_displays_of_layout_builder_itself_are_edited_and_looked_at(tmp_path: Path) -> None:
    top = "third_party_settings:\n  layout_builder:\n    enabled: true\n"
    objects = {NAME: _display(("layout_builder",), (), " {  }\n", top=top)}
    edits = edit_sync(tmp_path, objects, "layout_builder")
    assert apply(tmp_path, edits) == {NAME: _display((), (), " {  }\n")}
    assert len(edits.todos) == 1
