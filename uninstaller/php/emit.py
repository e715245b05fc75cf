"""Lifted declarations as text: every byte as written, but for new names and for loads that are dropped."""

from collections.abc import Callable, Mapping, Sequence

from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.parse import Span
from uninstaller.php.slice import Code, Key, Rewrite, Sliced

Replacement = tuple[Span, bytes]


def make_source(
    code: Code, closure: Sequence[Sliced], names: Mapping[Key, str], drops: Callable[[Sliced], Sequence[Replacement]]
) -> str:
    """PHP without opening tag: constants, then classes, then functions, what is needed before what needs it.

    `names` maps each declaration to its new name; `drops` are further replacements in a declaration.
    """
    pieces: list[str] = []
    seen: set[tuple[str, Span]] = set()
    for kind in (DeclarationKind.CONSTANT, DeclarationKind.CLASS, DeclarationKind.FUNCTION):
        for sliced in closure:
            declaration = sliced.declaration
            place = declaration.path, declaration.span
            if declaration.kind is kind and place not in seen:
                seen.add(place)
                same = [other for other in closure if (other.declaration.path, other.declaration.span) == place]
                pieces.append(_emit(code, declaration, _replacements(same, names, drops)))
    return "\n\n".join(pieces)


def _replacements(
    same: Sequence[Sliced], names: Mapping[Key, str], drops: Callable[[Sliced], Sequence[Replacement]]
) -> list[Replacement]:
    """All replacements in one statement, which may declare several names; a drop swallows what lies inside it."""
    dropped = {replacement for sliced in same for replacement in drops(sliced)}
    renamed = {(sliced.declaration.name_span, names[sliced.declaration.key].encode()) for sliced in same}
    for link in (link for sliced in same for link in sliced.links):
        name = names[link.target.key].encode()
        match link.rewrite:
            case Rewrite.CALL:
                dropped.add((link.need.outer, name + b"()"))
            case Rewrite.NAME:
                renamed.add((_name_part(link.need.span, link.need.name), name))
            case Rewrite.NOTHING:
                pass
    inside = {
        rename for rename in renamed if any(span[0] <= rename[0][0] and rename[0][1] <= span[1] for span, _ in dropped)
    }
    return sorted(dropped | (renamed - inside))


def _name_part(span: Span, name: str) -> Span:
    """The span of the class in 'Class::method'; the whole span elsewhere. A leading backslash stays outside."""
    class_name, colons, _ = name.partition("::")
    return (span[0], span[0] + len(class_name.encode())) if colons else span


def _emit(code: Code, declaration: Declaration, replacements: Sequence[Replacement]) -> str:
    source = code.sources[declaration.path]
    start, end = declaration.span
    pieces: list[bytes] = []
    position = start
    for (first, last), replacement in replacements:
        if first < position:
            continue
        pieces += [source[position:first], replacement]
        position = last
    body = b"".join([*pieces, source[position:end]])
    if declaration.kind is DeclarationKind.CONSTANT and not body.rstrip().endswith(b";"):
        body = b"const " + body + b";"
    doc = source[min(declaration.doc_start, start) : start]
    return (doc + body).decode("utf-8", "surrogateescape")
