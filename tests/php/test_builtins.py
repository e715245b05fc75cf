import pytest

from uninstaller.php.builtins import REMOVED, is_builtin
from uninstaller.php.outline import DeclarationKind


@pytest.mark.parametrize(
    "name", ["strlen", "STRLEN", "array_map", "isset", "mb_strtolower", "str_contains", "json_encode"]
)
def test_functions_of_php(name: str) -> None:
    assert is_builtin(DeclarationKind.FUNCTION, name)


@pytest.mark.parametrize("name", ["variable_del", "db_query", "t", "", "E_ALL", "create_function", "each"])
def test_other_functions(name: str) -> None:
    assert not is_builtin(DeclarationKind.FUNCTION, name)


@pytest.mark.parametrize("name", ["Exception", "exception", "ArrayAccess", "Countable", "PDO", "DateTime", "stdClass"])
def test_classes_of_php(name: str) -> None:
    assert is_builtin(DeclarationKind.CLASS, name)
    assert not is_builtin(DeclarationKind.CLASS, f"Drupal{name}")


def test_constants_have_a_case() -> None:
    assert is_builtin(DeclarationKind.CONSTANT, "E_ALL")
    assert is_builtin(DeclarationKind.CONSTANT, "PHP_EOL")
    assert not is_builtin(DeclarationKind.CONSTANT, "e_all")
    assert not is_builtin(DeclarationKind.CONSTANT, "WATCHDOG_ERROR")


def test_what_php_has_removed_it_does_not_declare() -> None:
    assert not [name for name in sorted(REMOVED) if is_builtin(DeclarationKind.FUNCTION, name) and name != "dl"]
