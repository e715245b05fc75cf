"""Files with one reference each, of every kind, and files that only look like it."""

import re

FOUND: dict[str, tuple[str, str, str, str]] = {
    "a class below the module's namespace": (
        "src/A.php",
        "<?php\nuse Drupal\\shop\\Cart;\n",
        "php-namespace",
        "certain",
    ),
    "a function that the module declares": ("a.module", "<?php\nshop_total($x);\n", "php-function", "certain"),
    "a function by the module's prefix": ("a.module", "<?php\nshop_unknown($x);\n", "php-name", "likely"),
    "a question whether it is there": (
        "a.module",
        "<?php\nif (module_exists('shop')) {}\n",
        "php-extension-call",
        "certain",
    ),
    "a list of modules in a test": (
        "ATest.php",
        "<?php\nclass A { protected static $modules = ['node', 'shop']; }\n",
        "php-extension-list",
        "certain",
    ),
    "a service by its id": ("a.module", "<?php\n\\Drupal::service('shop.cart');\n", "php-service", "certain"),
    "a permission": ("a.module", "<?php\n$a->hasPermission('administer shop');\n", "php-permission", "certain"),
    "an implementation of its hook": (
        "a.module",
        "<?php\nfunction a_shop_price_alter(&$p) {}\n",
        "php-hook",
        "certain",
    ),
    "a preprocess function": (
        "a.theme",
        "<?php\nfunction mine_preprocess_shop_item(&$v) {}\n",
        "php-theme-function",
        "certain",
    ),
    "a library attached in PHP": (
        "a.module",
        "<?php\n$b['#attached']['library'][] = 'shop/cart';\n",
        "php-library",
        "certain",
    ),
    "a library attached in Twig": ("t/a.html.twig", "{{ attach_library('shop/cart') }}\n", "twig-library", "certain"),
    "a template of its theme hook": ("t/shop-item.html.twig", "<p></p>\n", "template", "certain"),
    "a template of a suggestion": ("t/shop-item--5.html.twig", "<p></p>\n", "template", "certain"),
    "an include of its template": (
        "t/a.html.twig",
        "{% include '@shop/shop-item.html.twig' %}\n",
        "twig-file",
        "likely",
    ),
    "a dependency of an info file": ("m/a.info.yml", "dependencies:\n  - shop\n", "info-dependency", "certain"),
    "a dependency with its project": ("m/a.info.yml", "dependencies:\n  - shop:shop\n", "info-dependency", "certain"),
    "a dependency of Drupal 7": ("m/a.info", "name = A\ndependencies[] = shop\n", "info-dependency", "certain"),
    "an enabled module": (
        "config/sync/core.extension.yml",
        "module:\n  node: 0\n  shop: 0\n",
        "config-extension",
        "certain",
    ),
    "a dependency of configuration": (
        "config/sync/a.b.yml",
        "dependencies:\n  module:\n    - shop\n",
        "config-dependency",
        "certain",
    ),
    "third-party settings": (
        "config/sync/a.b.yml",
        "third_party_settings:\n  shop:\n    a: 1\n",
        "config-third-party",
        "certain",
    ),
    "its own configuration": ("config/sync/shop.settings.yml", "a: 1\n", "config-name", "certain"),
    "a provider": ("config/sync/a.b.yml", "plugin:\n  provider: shop\n", "config-provider", "certain"),
    "a library that a theme overrides": (
        "t/a.info.yml",
        "libraries-override:\n  shop/cart: false\n",
        "yaml-library",
        "certain",
    ),
    "a requirement": ("composer.json", '{"require": {"drupal/shop": "^1"}}\n', "composer-requirement", "certain"),
    "a locked package": ("composer.lock", '{"packages": [{"name": "drupal/shop"}]}\n', "composer-package", "certain"),
    "a makefile": ("site.make", "projects[shop][version] = 1.0\n", "makefile-project", "certain"),
    "a rule of a style sheet": ("t/a.css", ".shop-item { color: red; }\n", "style-class", "certain"),
    "a behaviour": ("t/a.js", "Drupal.behaviors.shopCart = {};\n", "script-name", "likely"),
    "a translation": ("translations/shop-8.x-1.9.de.po", "", "path-translation", "certain"),
    "a hook as an attribute": (
        "A.php",
        "<?php\nclass A {\n  #[Hook('shop_price_alter')]\n  public function a() {}\n}\n",
        "php-hook",
        "certain",
    ),
    "a hook on its behalf": (
        "A.php",
        "<?php\nclass A {\n  #[Hook('cron', module: 'shop')]\n  public function a() {}\n}\n",
        "php-extension-key",
        "likely",
    ),
    "an override in settings": (
        "sites/default/settings.php",
        "<?php\n$config['shop.settings']['key'] = 'secret';\n",
        "settings-override",
        "certain",
    ),
    "a theme hook": ("a.module", "<?php\n$b = ['#theme' => 'shop_item'];\n", "php-theme-hook", "likely"),
    "a comment": ("a.module", "<?php\n// See shop_total().\n", "php-comment", "likely"),
    "documentation": ("README.md", "Enable the shop module first.\n", "text-text", "likely"),
    "a script": ("deploy.sh", "drush en shop -y\n", "shell-name", "likely"),
    "a pipeline": (".gitlab-ci.yml", "test:\n  script: drush pm:enable shop\n", "yaml-value", "likely"),
}
"""Kind → path, text, rule, certainty."""

LURES: dict[str, tuple[str, str]] = {
    "another word": ("a.module", "<?php\nworkshop_total();\n$x = 'shopping';\n"),
    "another module's name": ("a.module", "<?php\nshop_cart_total();\nuse Drupal\\shop_cart\\A;\n"),
    "another module's configuration": ("config/sync/shop_cart.settings.yml", "a: 1\n"),
    "another module's package": ("composer.json", '{"require": {"drupal/shop_cart": "^1"}}\n'),
    "another module's library": ("t/a.html.twig", "{{ attach_library('shop_cart/cart') }}\n"),
    "another module's template": ("t/shop-cart.html.twig", "<p></p>\n"),
    "another module's translation": ("translations/shop_cart-8.x-1.9.de.po", ""),
    "a setting of another name": ("sites/default/settings.php", "<?php\n$config['workshop.settings']['a'] = 1;\n"),
    "another thing's configuration": ("a.inc", "<?php\n$conf['workshop'] = 1;\n"),
    "a file of another module": ("a.module", "<?php\n$a = 'includes/shopping.theme.inc';\n"),
    "a class that goes on": ("t/a.css", ".shopping-list { }\n"),
    "a function that ends as a theme hook": ("a.module", "<?php\nfunction find_the_shop_item() {}\n"),
    "a variable": ("a.module", "<?php\n$shop = 1;\n"),
    "a member": ("a.module", "<?php\n$a->shop();\n"),
    "an attribute of HTML": ("t/a.html.twig", '<img alt="the shop" loading="shop">\n'),
    "configuration that does not depend on it": (
        "config/sync/a.b.yml",
        "dependencies:\n  module:\n    - node\nsettings:\n  mode: shop\n",
    ),
    "a database of an older site": (
        "m/tests/fixtures/drupal7.php",
        "<?php\n$a = ['name' => 'shop', 'module' => 'shop'];\n",
    ),
    "what composer installed": ("vendor/a/a.php", "<?php\nshop_total();\n"),
    "somebody else's code": ("libraries/a/a.min.js", "var shop = 'shop';\n"),
    "a class inside of :not()": ("t/a.css", "p:not(.shopping) { color: red; }\n"),
    "a scope of npm": ("t/a.js", "import x from '@shop/core';\n"),
}
OTHER: dict[str, str] = {"modules/shop_cart/shop_cart.info.yml": "name: Cart\n", "vendor/autoload.php": ""}
"""What must be there for the lures to be some."""


def rename(text: str, name: str) -> str:
    """The same for a module of another name."""
    camel = "".join(part.title() for part in name.split("_"))
    text = re.sub(r"shop(?=-item)", name.replace("_", "-"), text)
    text = re.sub(r"shop(?=[A-Z])", camel[0].lower() + camel[1:], text)
    return text.replace("shop", name).replace("Shop", camel)
