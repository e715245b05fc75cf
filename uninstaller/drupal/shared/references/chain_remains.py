"""What is left without a purpose: texts in folders that else hold nothing, and checksums of files that change."""

import re
from collections.abc import Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, place_at
from uninstaller.plan.finding import Finding

_KEEPER = re.compile(r"(?:^|/)(?:README[\w.]*|\.gitkeep|\.gitignore|index\.html|LICENSE[\w.]*)\Z", re.IGNORECASE)
_HASHED = re.compile(rb"\b(?:md5|sha1|hash|md5_file|sha1_file|hash_file|crc32)\s*\(")
_TESTED = re.compile(r"(?:^|/)[Tt]ests?/.*\.(?:php|test|inc)\Z")


def follow_remains(tree: Tree, files: Mapping[str, Finding]) -> Iterator[Finding]:
    """`files` are those that go as a whole, by path, each with what was found there."""
    for path in sorted(path for path in tree.files if _KEEPER.search(path) and path not in files):
        others = [one.path for one in tree.below(path.rpartition("/")[0]) if not _KEEPER.search(one.path)]
        if others and all(one in files for one in others):
            reason = files[others[0]]
            chain = (*reason.chain, others[0].rpartition("/")[2])
            message = "stands in a folder in which all else goes"
            yield Finding(Place(path), "empty-folder", Kind.FILE, Certainty.POSSIBLE, reason.module, chain, message)


def follow_checksums(tree: Tree, changed: Mapping[str, Finding]) -> Iterator[Finding]:
    """Tests that hold the checksum of a file that changes; they name it by its folder and name."""
    ends = {"/".join(path.split("/")[-2:]): path for path in changed}
    pattern = re.compile(rb"['\"/](?:[\w.-]+/)*?([\w.-]+/[\w.-]+\.\w+)['\"]")
    for path, source in tree.sources(_TESTED.search) if ends else ():
        if path in changed or not _HASHED.search(source):
            continue
        for match in pattern.finditer(source):
            one = ends.get(match[1].decode())
            if one is not None:
                reason = changed[one]
                chain, message = (*reason.chain, one.rpartition("/")[2]), f"holds a checksum of {one}, which changes"
                place, sure = place_at(path, source, match.start()), Certainty.POSSIBLE
                yield Finding(place, "checksum", Kind.FILE, sure, reason.module, chain, message)
                break
