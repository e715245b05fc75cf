"""What a name means in a PHP file: its namespace and its `use` statements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from uninstaller.drupal.modern.provides.code.nodes import first_part
from uninstaller.php.literals import parts
from uninstaller.php.parse import Node, Parsed

BUILTIN_TYPES = frozenset(
    "array bool callable false float int iterable mixed never null object string true void self static parent".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Names:
    """`classes`, `functions` and `constants` map what a file calls something to its full name."""

    namespace: str = ""
    classes: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def find_class(self, written: str) -> str:
        """The full name of a class, without a leading backslash."""
        first, _, rest = written.partition("\\")
        if not first:
            return rest
        if first.lower() == "namespace" and rest:
            return self._local(rest)
        imported = self.classes.get(first.lower())
        if imported:
            return f"{imported}\\{rest}" if rest else imported
        return self._local(written)

    def find_function(self, written: str) -> tuple[str, ...]:
        """The full names that PHP tries in turn."""
        return self._find(written, self.functions, written.lower())

    def find_constant(self, written: str) -> tuple[str, ...]:
        return self._find(written, self.constants, written)

    def _find(self, written: str, imports: Mapping[str, str], key: str) -> tuple[str, ...]:
        if "\\" in written:
            return (self.find_class(written),)
        if key in imports:
            return (imports[key],)
        return tuple(dict.fromkeys((self._local(written), written)))

    def _local(self, name: str) -> str:
        return f"{self.namespace}\\{name}" if self.namespace else name


def read_names(parsed: Parsed) -> Names:
    """One namespace a file is the rule; of several, the last one counts for all."""
    namespace = ""
    imports: dict[str, dict[str, str]] = {"class": {}, "function": {}, "const": {}}
    for statement in _statements(parsed.root):
        if statement.type == "namespace_definition":
            name = statement.child_by_field_name("name")
            namespace = parsed.text(name) if name is not None else ""
        elif statement.type == "namespace_use_declaration":
            for kind, alias, full in _imported(parsed, statement):
                imports[kind][alias if kind == "const" else alias.lower()] = full
    return Names(namespace, imports["class"], imports["function"], imports["const"])


def _statements(root: Node) -> Iterator[Node]:
    for child in root.named_children:
        yield child
        body = child.child_by_field_name("body") if child.type == "namespace_definition" else None
        if body is not None:
            yield from body.named_children


def _imported(parsed: Parsed, statement: Node) -> Iterator[tuple[str, str, str]]:
    kind = _kind(statement, "class")
    prefix = next((parsed.text(child) for child in statement.named_children if child.type == "namespace_name"), "")
    body = statement.child_by_field_name("body")
    for clause in (body if body is not None else statement).named_children:
        if clause.type != "namespace_use_clause" or not parts(clause):
            continue
        alias = clause.child_by_field_name("alias")
        written = parsed.text(first_part(clause)).lstrip("\\")
        full = f"{prefix.strip(chr(92))}\\{written}" if prefix else written
        yield _kind(clause, kind), parsed.text(alias) if alias is not None else full.rpartition("\\")[2], full


def _kind(node: Node, default: str) -> str:
    return next((child.type for child in node.children if child.type in ("function", "const")), default)
