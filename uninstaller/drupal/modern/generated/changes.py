"""What writes the generated module, with modern Drupal's layout in it."""

from functools import partial

from uninstaller.drupal.modern.generated.layout import LAYOUT
from uninstaller.drupal.shared.generated import changes

write_removal = partial(changes.write_removal, LAYOUT)
write_empty = partial(changes.write_empty, LAYOUT)
prune_updates = partial(changes.prune_updates, LAYOUT)
read_removed = partial(changes.read_removed, LAYOUT)
read_ledger = partial(changes.read_own_ledger, LAYOUT)
