"""References and lures of every kind, to be planted: what names a module, and what only looks as if it did.

In all texts `«n»` is the module's name, `«k»` the same with hyphens, `«C»` and `«c»` in camel case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """Each a list of (path, text): files with one reference, and files that only look like it."""

    found: tuple[tuple[str, str], ...]
    lures: tuple[tuple[str, str], ...]


MODULE: dict[str, str] = {
    "modules/«n»/«n».info.yml": "name: '«C»'\ntype: module\ncore_version_requirement: ^10\n",
    "modules/«n»/«n».module": (
        "<?php\ndefine('«n»_limit', 3);\nfunction «n»_theme() {\n"
        "  return ['«n»_item' => ['variables' => ['price' => NULL]]];\n}\nfunction «n»_total($cart) {\n  return 0;\n}\n"
    ),
    "modules/«n»/«n».install": "<?php\nfunction «n»_schema() {\n  $schema['«n»_orders'] = [];\n  return $schema;\n}\n",
    "modules/«n»/«n».api.php": "<?php\nfunction hook_«n»_price_alter(&$price) {\n}\n",
    "modules/«n»/«n».libraries.yml": "cart:\n  css:\n    theme:\n      css/«k».theme.css: {}\n",
    "modules/«n»/«n».services.yml": "services:\n  «n».cart:\n    class: Drupal\\«n»\\Cart\n",
    "modules/«n»/«n».routing.yml": "«n».overview:\n  path: /a\n",
    "modules/«n»/«n».permissions.yml": "administer «n»:\n  title: Administer\n",
    "modules/«n»/src/Cart.php": "<?php\nnamespace Drupal\\«n»;\nclass Cart {\n}\n",
    "modules/«n»/css/«k».theme.css": ".«k»-item { color: red; }\n",
    "modules/«n»/js/«k».js": "Drupal.behaviors.«c»Cart = {};\n$(document).trigger('«c»Open');\n",
    "modules/«n»/templates/«k»-item.html.twig": '<div class="«k»-item «k»-item__price">{{ price }}</div>\n',
    "modules/«n»/modules/«n»_till/«n»_till.info.yml": "name: Till\ntype: module\n",
}
"""A module that declares one name of several kinds, and brings a submodule."""

OTHERS: dict[str, str] = {
    "modules/«n»_cart/«n»_cart.info.yml": "name: Cart of another\ntype: module\n",
    "vendor/autoload.php": "",
    "config/sync/core.extension.yml": "module:\n  node: 0\n",
    "themes/base/templates/teaser.html.twig": '<p class="teaser"></p>\n',
    "composer.json": '{"require": {"drupal/«n»": "^1", "a/http": "*"}}\n',
}
"""What must be there for the lures to be some."""


def _php(*lines: str) -> str:
    return "<?php\n\n" + "".join(f"{line}\n" for line in lines)


KINDS: dict[str, Kind] = {
    "php function": Kind(
        (("a.module", _php("«n»_total($x);")), ("a.inc", _php("$a = call_user_func('«n»_total', 1);"))),
        (
            ("a.module", _php("«n»_cart_total($x);")),
            ("a.module", _php("work«n»_total($x);")),
            ("a.inc", _php("function «n»_of_this_file() {", "}", "«n»_of_this_file();")),
        ),
    ),
    "php class": Kind(
        (("src/A.php", _php("use Drupal\\«n»\\Cart;")), ("src/A.php", _php("$a = new \\Drupal\\«n»\\Cart();"))),
        (("src/A.php", _php("use Drupal\\«n»_cart\\Cart;")), ("src/A.php", _php("use Drupal\\work«n»\\Cart;"))),
    ),
    "php constant": Kind(
        (("a.module", _php("$a = «n»_limit;")),),
        (("a.module", _php("$a = «n»_cart_limit;")), ("a.module", _php("$a->«n»_limit = 1;"))),
    ),
    "service": Kind(
        (
            ("a.module", _php("$a = \\Drupal::service('«n».cart');")),
            ("a.services.yml", "services:\n  a.b:\n    class: A\n    arguments: ['@«n».cart']\n"),
        ),
        (
            ("a.module", _php("$a = \\Drupal::service('work«n».cart');")),
            ("a.services.yml", "services:\n  a.b:\n    class: A\n    arguments: ['@«n»_cart.cart']\n"),
        ),
    ),
    "hook": Kind(
        (
            ("a.module", _php("function a_«n»_price_alter(&$p) {", "}")),
            ("src/A.php", _php("class A {", "  #[Hook('«n»_price_alter')]", "  public function a() {}", "}")),
        ),
        (
            ("a.module", _php("function a_«n»_cart_price_alter(&$p) {", "}")),
            ("src/A.php", _php("class A {", "  #[Hook('work«n»_price_alter')]", "  public function a() {}", "}")),
        ),
    ),
    "question": Kind(
        (
            ("a.module", _php("if (module_exists('«n»')) {", "}")),
            ("src/A.php", _php("if ($this->moduleHandler->moduleExists('«n»')) {", "}")),
        ),
        (
            ("a.module", _php("if (module_exists('«n»_cart')) {", "}")),
            ("a.module", _php("if ($«n» || $a->«n») {", "}")),
        ),
    ),
    "theme hook": Kind(
        (("a.module", _php("$b = ['#theme' => '«n»_item'];")), ("a.module", _php("$b = theme('«n»_item', $v);"))),
        (
            ("a.module", _php("$b = ['#theme' => '«n»_cart_item'];")),
            ("a.module", _php("function find_the_«n»_item() {", "}")),
        ),
    ),
    "preprocess function": Kind(
        (
            ("a.theme", _php("function mine_preprocess_«n»_item(&$v) {", "}")),
            ("template.php", _php("function mine_preprocess_«n»_item__5(&$v) {", "}")),
        ),
        (("a.theme", _php("function mine_preprocess_«n»_cart_item(&$v) {", "}")),),
    ),
    "theme function": Kind(
        (("template.php", _php("function mine_theme_«n»_item($v) {", "}")),),
        (("template.php", _php("function mine_theme_«n»_cart_item($v) {", "}")),),
    ),
    "table": Kind(
        (
            ("a.module", _php("db_query('SELECT a FROM {«n»_orders}');")),
            ("a.module", _php("$q = db_select('«n»_orders', 'o');")),
        ),
        (
            ("a.module", _php("db_query('SELECT a FROM {«n»_cart_orders}');")),
            ("a.module", _php("$q = db_select('work«n»_orders', 'o');")),
        ),
    ),
    "path of the module": Kind(
        (
            ("a.module", _php("$p = drupal_get_path('module', '«n»');")),
            ("a.module", _php("module_load_include('inc', '«n»', '«n».pages');")),
            ("a.module", _php("require_once 'sites/all/modules/«n»/«n».inc';")),
        ),
        (
            ("a.module", _php("$p = drupal_get_path('module', '«n»_cart');")),
            ("a.module", _php("require_once 'sites/all/modules/«n»_cart/«n»_cart.inc';")),
        ),
    ),
    "template": Kind(
        (
            ("themes/t/templates/«k»-item.html.twig", "<p></p>\n"),
            ("themes/t/templates/«k»-item--5.html.twig", "<p></p>\n"),
            ("themes/t/«k»-item.tpl.php", "<p></p>\n"),
        ),
        (
            ("themes/t/templates/«k»-cart.html.twig", "<p></p>\n"),
            ("themes/t/templates/work«k»-item.html.twig", "<p></p>\n"),
        ),
    ),
    "css": Kind(
        (("t/a.css", ".«k»-item { color: red; }\n"), ("t/a.css", "p > .«k»-item__price,\n.a { color: red; }\n")),
        (
            ("t/a.css", ".«k»ping-list { color: red; }\n"),
            ("t/a.css", "p:not(.work«k»-item) { color: red; }\n"),
            ("t/a.css", ".teaser { color: red; } /* As work«k»-item. */\n"),
        ),
    ),
    "scss": Kind(
        (
            ("t/a.scss", ".a {\n  .«k»-item { color: red; }\n}\n"),
            ("t/a.scss", ".«k»-item {\n  &--big { top: 0; }\n}\n"),
        ),
        (
            ("t/a.scss", ".a {\n  .work«k»-item { color: red; }\n}\n"),
            ("t/a.scss", "$work«k»: 3px;\n.teaser { top: $work«k»; }\n"),
        ),
    ),
    "js": Kind(
        (
            ("t/a.js", "Drupal.behaviors.«c»Cart = {};\n"),
            ("t/a.js", "(function ($, Drupal) {\n  $(document).on('«c»Open', a);\n})(jQuery, Drupal);\n"),
            ("t/a.js", "(function ($, Drupal) {\n  $('.«k»-item').hide();\n})(jQuery, Drupal);\n"),
        ),
        (
            ("t/a.js", "Drupal.behaviors.work«C» = {};\n"),
            ("t/a.js", "import x from '@«k»/core';\n"),
            ("t/a.js", "var work«n» = 'work«n»';\n"),
        ),
    ),
    "twig": Kind(
        (
            ("t/a.html.twig", "{{ attach_library('«n»/cart') }}\n"),
            ("t/a.html.twig", "{% include '@«n»/«k»-item.html.twig' %}\n"),
            ("t/a.html.twig", '<p class="«k»-item">{{ a }}</p>\n'),
        ),
        (
            ("t/a.html.twig", "{{ attach_library('«n»_cart/cart') }}\n"),
            ("t/a.html.twig", "{% include '@work«n»/a.html.twig' %}\n"),
            ("t/a.html.twig", '<img alt="the «n»" loading="«n»">\n'),
        ),
    ),
    "asset": Kind(
        (
            ("t/a.css", "p { background: url(/modules/contrib/«n»/images/a.png); }\n"),
            ("t/a.html.twig", '<img src="/modules/«n»/a.png">\n'),
        ),
        (
            ("t/a.css", "p { background: url(/modules/contrib/«n»_cart/images/a.png); }\n"),
            ("t/a.html.twig", '<img src="/modules/work«n»/a.png">\n'),
        ),
    ),
    "library in yaml": Kind(
        (
            ("t/a.info.yml", "libraries-override:\n  «n»/cart: false\n"),
            ("t/a.info.yml", "libraries-extend:\n  «n»/cart:\n    - a/b\n"),
            ("m/a.libraries.yml", "a:\n  dependencies:\n    - «n»/cart\n"),
        ),
        (
            ("t/a.info.yml", "libraries-override:\n  «n»_cart/cart: false\n"),
            ("m/a.libraries.yml", "a:\n  dependencies:\n    - work«n»/cart\n"),
        ),
    ),
    "info file": Kind(
        (
            ("m/a.info.yml", "dependencies:\n  - «n»\n"),
            ("m/a.info.yml", "dependencies:\n  - «n»:«n»\n"),
            ("m/a.info", "name = A\ndependencies[] = «n»\n"),
            ("recipes/a/recipe.yml", "install:\n  - «n»\n"),
        ),
        (("m/a.info.yml", "dependencies:\n  - «n»_cart\n"), ("m/a.info", "name = A\ndependencies[] = work«n»\n")),
    ),
    "enabled": Kind(
        (
            ("config/sync/a/core.extension.yml", "module:\n  node: 0\n  «n»: 0\n"),
            ("config/sync/config_split.config_split.dev.yml", "module:\n  «n»: 0\ntheme: {  }\n"),
            ("config/sync/config_ignore.settings.yml", "ignored_config_entities:\n  - «n».settings\n"),
        ),
        (
            ("config/sync/a/core.extension.yml", "module:\n  node: 0\n  «n»_cart: 0\n"),
            ("config/sync/config_ignore.settings.yml", "ignored_config_entities:\n  - work«n».settings\n"),
        ),
    ),
    "configuration": Kind(
        (
            ("config/sync/a.b.yml", "dependencies:\n  module:\n    - «n»\n"),
            ("config/sync/a.b.yml", "third_party_settings:\n  «n»:\n    a: 1\n"),
            ("config/sync/«n».settings.yml", "a: 1\n"),
            ("config/sync/a.b.yml", "plugin:\n  provider: «n»\n"),
        ),
        (
            ("config/sync/«n»_cart.settings.yml", "a: 1\n"),
            ("config/sync/a.b.yml", "dependencies:\n  module:\n    - node\nsettings:\n  mode: «n»\n"),
        ),
    ),
    "route and permission": Kind(
        (
            ("m/a.routing.yml", "a.b:\n  path: /a\n  requirements:\n    _permission: 'administer «n»'\n"),
            ("m/a.links.menu.yml", "a.b:\n  title: A\n  route_name: «n».overview\n"),
            ("config/sync/user.role.a.yml", "id: a\npermissions:\n  - 'administer «n»'\n"),
            ("a.module", _php("$a->hasPermission('administer «n»');")),
        ),
        (
            ("m/a.routing.yml", "a.b:\n  path: /a\n  requirements:\n    _permission: 'administer work«n»'\n"),
            ("m/a.links.menu.yml", "a.b:\n  title: A\n  route_name: «n»_cart.overview\n"),
        ),
    ),
    "composer": Kind(
        (
            ("composer.json", '{"require": {"drupal/«n»": "^1"}}\n'),
            ("composer.lock", '{"packages": [{"name": "drupal/«n»"}]}\n'),
            ("composer.json", '{"extra": {"installer-paths": {"web/modules/x/{$name}": ["drupal/«n»"]}}}\n'),
        ),
        (
            ("composer.json", '{"require": {"drupal/«n»_cart": "^1"}}\n'),
            ("composer.json", '{"require": {"a/work«n»": "^1"}}\n'),
            ("package.json", '{"dependencies": {"@«k»/core": "^1"}}\n'),
        ),
    ),
    "makefile": Kind(
        (("site.make", "projects[«n»][version] = 1.0\n"), ("site.make", "projects[] = «n»\n")),
        (("site.make", "projects[«n»_cart][version] = 1.0\n"), ("site.make", "projects[] = work«n»\n")),
    ),
    "settings": Kind(
        (
            ("sites/default/settings.php", _php("$config['«n».settings']['key'] = 'a';")),
            ("sites/default/settings.local.php", _php("$settings['«n»'] = 'a';")),
        ),
        (
            ("sites/default/settings.php", _php("$config['work«n».settings']['a'] = 1;")),
            ("sites/default/settings.php", _php("$config['«n»_cart.settings']['a'] = 1;")),
        ),
    ),
    "script": Kind(
        (
            ("deploy.sh", "drush en «n» -y\n"),
            (".gitlab-ci.yml", "test:\n  script: drush pm:enable «n»\n"),
            (".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: drush en «n»\n"),
        ),
        (("deploy.sh", "drush en «n»_cart -y\n"), (".gitlab-ci.yml", "test:\n  script: drush pm:enable work«n»\n")),
    ),
    "test": Kind(
        (
            ("tests/src/ATest.php", _php("class A {", "  protected static $modules = ['node', '«n»'];", "}")),
            (
                "tests/src/ATest.php",
                _php("class A {", "  function setUp() {", "    parent::setUp(['«n»']);", "  }", "}"),
            ),
        ),
        (
            ("tests/src/ATest.php", _php("class A {", "  protected static $modules = ['node', '«n»_cart'];", "}")),
            ("tests/fixtures/drupal7.php", _php("$a = ['name' => '«n»', 'module' => '«n»'];")),
        ),
    ),
    "documentation": Kind(
        (("README.md", "Enable the «n» module first.\n"), ("docs/a.txt", "See modules/contrib/«n»/README.\n")),
        (("README.md", "Enable the «n»_cart module first.\n"), ("docs/a.txt", "The work«n» module is fine.\n")),
    ),
    "translation": Kind(
        (("translations/«n»-8.x-1.9.de.po", ""), ("translations/«n»-2.0.0.fr.po", "")),
        (("translations/«n»_cart-8.x-1.9.de.po", ""), ("translations/work«n»-2.0.0.fr.po", "")),
    ),
    "submodule": Kind(
        (
            ("m/a.info.yml", "dependencies:\n  - «n»:«n»_till\n"),
            ("a.module", _php("if (module_exists('«n»_till')) {", "}")),
        ),
        (("m/a.info.yml", "dependencies:\n  - «n»_tiller\n"),),
    ),
    "what others installed": Kind(
        (("a.module", _php("«n»_total();")),),
        (("vendor/a/a.php", _php("«n»_total();")), ("libraries/a/a.min.js", "var a = '«n»';\n")),
    ),
}
"""A lure is a longer name that begins or ends the same, another's class, another's file, a word."""


def _library(number: int, is_found: bool) -> tuple[dict[str, str], str]:
    """A template, the library that it attaches, the style sheet of that; a lure is attached by another template too."""
    theme = f"themes/t{number}"
    files = {
        f"{theme}/templates/«k»-item.html.twig": f"{{{{ attach_library('t{number}/prices') }}}}\n",
        f"{theme}/t{number}.libraries.yml": "prices:\n  css:\n    theme:\n      css/prices.css: {}\n",
        f"{theme}/css/prices.css": "p { top: 0; }\n",
    }
    other = {f"{theme}/templates/page.html.twig": f"{{{{ attach_library('t{number}/prices') }}}}\n"}
    return files if is_found else {**files, **other}, f"{theme}/css/prices.css"


def _hidden(number: int, is_found: bool) -> tuple[dict[str, str], str]:
    """A field of the module's type, its use in a node type, a display that hides it; a lure hides another field."""
    field, label = f"node.b{number}.field_a{number}", f"field_a{number}" if is_found else f"field_a{number}b"
    display = f"config/sync/core.entity_view_display.node.b{number}.teaser.yml"
    storage = f"field.storage.node.field_a{number}"
    return {
        f"config/sync/{storage}.yml": "dependencies:\n  module:\n    - «n»\n",
        f"config/sync/field.field.{field}.yml": f"dependencies:\n  config:\n    - {storage}\n",
        display: f"langcode: en\ndependencies: {{  }}\nhidden:\n  {label}: true\n",
    }, display


def _translated(number: int, is_found: bool) -> tuple[dict[str, str], str]:
    """A block of the module and its translation; a lure translates a block of another."""
    block, path = f"block.block.b{number}", f"config/sync/language/de/block.block.b{number}.yml"
    module = "«n»" if is_found else "«n»_cart"
    return {f"config/sync/{block}.yml": f"dependencies:\n  module:\n    - {module}\n", path: "label: A\n"}, path


CHAINS: dict[str, Callable[[int, bool], tuple[dict[str, str], str]]] = {
    "library of a template": _library,
    "hidden field": _hidden,
    "translated block": _translated,
}
"""Chains of three, by number and whether it is one: files, and the path of the last."""


def plant_chains(name: str, copies: int) -> Iterator[tuple[str, bool, dict[str, str], str]]:
    for kind, make in CHAINS.items():
        for number in range(2 * copies):
            files, last = make(number, number < copies)
            yield kind, number < copies, {spell(path, name): spell(text, name) for path, text in files.items()}, last


def spell(text: str, name: str) -> str:
    """A text for a module of that name."""
    camel = "".join(part.title() for part in name.split("_"))
    forms = {"«n»": name, "«k»": name.replace("_", "-"), "«C»": camel, "«c»": camel[0].lower() + camel[1:]}
    for mark, form in forms.items():
        text = text.replace(mark, form)
    return text


def plant(name: str, copies: int) -> Iterator[tuple[str, bool, str, str]]:
    """Kind, whether it is a reference, path and text: as many references as lures, each in a folder of its own.

    A path that a tree has once (`composer.lock`) is as good in a folder; `vendor` counts at the top alone.
    """
    for number, (kind, rows) in enumerate(KINDS.items()):
        for is_found, some in ((True, rows.found), (False, rows.lures)):
            for copy in range(copies):
                path, text = some[copy % len(some)]
                folder = "" if path.startswith("vendor/") else f"place{number}/{'found' if is_found else 'lure'}{copy}/"
                where = path.replace("vendor/", f"vendor/v{copy}/", 1) if not folder else folder + path
                yield kind, is_found, spell(where, name), spell(text, name)


def draw(name: str) -> Mapping[str, str]:
    """The module itself, and what must be there beside it."""
    return {spell(path, name): spell(text, name) for path, text in {**MODULE, **OTHERS}.items()}
