"""Whether people use a module's name as an ordinary word, as far as the code base tells."""

from collections.abc import Iterable

from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.references.mention import Mention

FEW = 3
SHARE = 0.05


def is_common(subject: Subject, mentions: Iterable[Mention]) -> bool:
    """A name with an underscore is none; else where several files use it as a noun: `a forum`, `the books`."""
    if "_" in subject.name:
        return False
    own = [one for one in mentions if one.subject is subject]
    files = {one.place.path for one in own}
    ordinary = {one.place.path for one in own if one.found.is_ordinary}
    return len(ordinary) > FEW and len(ordinary) > SHARE * len(files)
