"""Whether people use a module's name as an ordinary word, as far as the code base tells."""

from collections.abc import Sequence

from uninstaller.drupal.shared.references.judgement import Judgement
from uninstaller.drupal.shared.references.subject import Subject

FEW = 3
SHARE = 0.05


def is_common(subject: Subject, rows: Sequence[tuple[str, Judgement]]) -> bool:
    """A name with an underscore is none; else where several files use it as a noun: `a forum`, `the books`."""
    if "_" in subject.name:
        return False
    files = {path for path, _ in rows}
    ordinary = {path for path, found in rows if found.is_ordinary}
    return len(ordinary) > FEW and len(ordinary) > SHARE * len(files)
