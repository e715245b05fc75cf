"""The files of one module by the part they play."""

from tests.drupal.modern.provides.drawn import FOLDER, FOO, draw
from uninstaller.drupal.modern.provides.code.files import Role, read_own_files


def test_roles_and_nested_extensions() -> None:
    paths = {
        "foo.module": Role.MODULE,
        "foo.install": Role.INSTALL,
        "foo.post_update.php": Role.POST_UPDATE,
        "foo.api.php": Role.API,
        "foo.views.inc": Role.INCLUDE,
        "inc/help.inc": Role.CODE,
        "src/Plugin/Block/B.php": Role.CLASS,
        "tests/src/Unit/T.php": Role.TEST,
        "foo.services.yml": Role.YAML,
        "config/install/foo.settings.yml": Role.CONFIG_INSTALL,
        "config/optional/views.view.foo.yml": Role.CONFIG_OPTIONAL,
        "config/schema/foo.schema.yml": Role.CONFIG_SCHEMA,
        "migrations/foo.yml": Role.MIGRATION,
        "components/card/card.twig": Role.COMPONENT,
        "templates/foo.html.twig": Role.TEMPLATE,
        "css/foo.css": Role.ASSET,
        "README.md": Role.OTHER,
    }
    nested = {"modules/sub/sub.info.yml": "", "modules/sub/sub.module": "<?php"}
    found = {file.path: file.role for file in read_own_files(draw(dict.fromkeys(paths, "") | nested), FOO)}
    assert found == {f"{FOLDER}/{path}": role for path, role in {**paths, "foo.info.yml": Role.INFO}.items()}
