"""Mentions of removed extensions in text: their namespaces, libraries, services and configuration."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import is_test_file
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, place_at
from uninstaller.plan.finding import Finding

TEXTS = (".php", ".module", ".inc", ".install", ".profile", ".theme", ".engine", ".yml", ".twig")
_CONFIG = re.compile(r"(?:^|/)(?:config|sync)/(?:.*/)?([a-z0-9_]+)\.[^/]+\.yml$")
_TEST_CLASS = re.compile(rb"^\s*(?:use|abstract|final|class)\s|\bnew\s+\\?$|\bextends\s+\\?$")
"""Where a test's class is meant in earnest: elsewhere it stands in data of tests about tests."""
_COMMENT = re.compile(rb"^\s*(?://|#|\*|/\*)")


def find_mentions(
    tree: Tree,
    names: Sequence[str],
    services: Mapping[str, str],
    is_skipped: Callable[[str], bool],
    *,
    with_tests: bool,
) -> Iterator[Finding]:
    """`services` maps names of services to their modules; files below removed folders are skipped."""
    words = "|".join(map(re.escape, sorted(names)))
    namespace = re.compile(rf"(?<![\w])Drupal\\{{1,2}}(?:Tests\\{{1,2}})?({words})\\{{1,2}}[\w\\]*".encode())
    library = re.compile(rf"""(?<=['"\s])({words})/[\w.-]+(?=['"\s]|$)""".encode(), re.M)
    asked = "|".join(map(re.escape, sorted(services)))
    service = re.compile(rf"""['"]@?\??({asked})['"]""".encode()) if asked else None
    needles = [name.encode() for name in names]
    for path, entry in tree.files.items():
        if entry.is_link or not path.endswith(TEXTS) or is_skipped(path) or (is_test_file(path) and not with_tests):
            continue
        yield from _find_config_object(path, names)
        try:
            source = tree.read(path)
        except OSError:
            continue  # collect_uses() says so
        if any(needle in source for needle in needles):
            yield from _find_classes(path, source, namespace)
            yield from _find_libraries(path, source, library)
        if service is not None:
            yield from _find_services(path, source, service, services)


def _find_config_object(path: str, names: Sequence[str]) -> Iterator[Finding]:
    found = _CONFIG.search(path)
    if found and found[1] in names and "/schema/" not in path and not is_test_file(path):
        message = f"configuration of {found[1]}, which is removed: delete the file"
        yield Finding(Place(path), "config-object", Kind.FILE, Certainty.LIKELY, found[1], (found[1],), message)


def _find_classes(path: str, source: bytes, namespace: re.Pattern[bytes]) -> Iterator[Finding]:
    for found in namespace.finditer(source):
        module, name = found[1].decode(), found[0].decode("utf-8", "replace").replace("\\\\", "\\").rstrip("\\")
        line = source[source.rfind(b"\n", 0, found.start()) + 1 : found.start()]
        is_data = b"Drupal\\Tests\\" in found[0] and not _TEST_CLASS.search(line)
        is_sure = not _COMMENT.match(line) and not is_data and not _is_guarded(source, module)
        certainty = Certainty.CERTAIN if is_sure else Certainty.POSSIBLE
        message = f"uses {name} of {module}, which is removed: take it out"
        place = place_at(path, source, found.start())
        yield Finding(place, "php-class", Kind.CLASS, certainty, module, (module, name), message)


def _is_guarded(source: bytes, module: str) -> bool:
    """Somewhere in the file: this stand-in does not know what the condition covers."""
    asked = rf"""(?:moduleExists|module_exists)\(\s*['"]{re.escape(module)}['"]""".encode()
    return re.search(asked, source) is not None


def _find_libraries(path: str, source: bytes, library: re.Pattern[bytes]) -> Iterator[Finding]:
    is_listed = path.endswith((".libraries.yml", ".info.yml"))
    for found in library.finditer(source):
        start = source.rfind(b"\n", 0, found.start()) + 1
        line = source[start : source.find(b"\n", found.end())]
        if is_listed or (b"librar" in line and b"://" not in line):
            module, name = found[1].decode(), found[0].decode("utf-8", "replace")
            message = f"asks for the library {name} of {module}, which is removed: take it out"
            place = place_at(path, source, found.start())
            certainty = Certainty.POSSIBLE if _COMMENT.match(line) or _is_guarded(source, module) else Certainty.CERTAIN
            yield Finding(place, "library", Kind.FILE, certainty, module, (module, name), message)


def _find_services(
    path: str, source: bytes, service: re.Pattern[bytes], services: Mapping[str, str]
) -> Iterator[Finding]:
    for found in service.finditer(source):
        name = found[1].decode()
        is_optional = found[0][1:3] == b"@?" or _is_guarded(source, services[name])
        certainty = Certainty.POSSIBLE if is_optional else Certainty.LIKELY
        message = f"asks for the service {name} of {services[name]}, which is removed: take it out"
        chain = (services[name], name)
        place = place_at(path, source, found.start(1))
        yield Finding(place, "service", Kind.FUNCTION, certainty, services[name], chain, message)
