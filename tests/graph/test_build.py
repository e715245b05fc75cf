"""The extension graph that info files make."""

from uninstaller.facts.extension import Dependency, Extension, ExtensionType, Inventory
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place


def _extension(
    name: str, *needs: str, kind: ExtensionType = ExtensionType.MODULE, base: str = "", active: bool = True
) -> Extension:
    path = f"{name}/{name}.info"
    dependencies = tuple(Dependency(need, "(>=2)", Place(path, 3)) for need in needs)
    return Extension(name, kind, name, path, dependencies=dependencies, base_theme=base, active=active)


def _inventory(*extensions: Extension) -> Inventory:
    return Inventory(extensions, "", "7.105", (), (), ())


def test_edges_say_why_and_where() -> None:
    graph = build_graph(
        _inventory(
            _extension("shop", "cart"),
            _extension("store", "shop", kind=ExtensionType.PROFILE),
            _extension("fancy", kind=ExtensionType.THEME, base="plain"),
        )
    )
    assert graph.names == ("cart", "fancy", "plain", "shop", "store")
    assert graph.list_edges("shop", "cart") == (
        Edge("shop", "cart", Strength.HARD, "requires it in its info file (>=2)", Place("shop/shop.info", 3)),
    )
    assert list(graph.digraph) == ["cart", "fancy", "plain", "shop", "store"]
    assert graph.digraph.edges["shop", "cart"]["edges"] == graph.list_edges("shop", "cart")
    assert "install profile" in graph.list_edges("store", "shop")[0].reason
    assert graph.list_edges("fancy", "plain")[0].place == Place("fancy/fancy.info")


def test_shadowed_copy_needs_nothing() -> None:
    graph = build_graph(_inventory(_extension("shop"), _extension("shop", "cart", active=False)))
    assert graph.list_needed("shop") == ()
    assert graph.names == ("shop",)


def test_extra_edges_join() -> None:
    soft = Edge("theme", "cart", Strength.SOFT, "calls it, guarded", Place("t.php", 1))
    hard = Edge("shop", "cart", Strength.SOFT, "calls it too", Place("shop.module", 9))
    graph = build_graph(_inventory(_extension("shop", "cart")), [soft, hard, hard])
    assert [edge.strength for edge in graph.list_edges("shop", "cart")] == [Strength.HARD, Strength.SOFT]
    assert graph.list_dependents("cart") == ("shop", "theme")
    assert graph.list_dependents("cart", Strength.HARD) == ("shop",)
    assert graph.list_dependents("nobody") == ()
