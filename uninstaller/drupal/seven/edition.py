"""Drupal 7 as an edition: its functions in one value."""

from uninstaller.drupal.edition import Edition
from uninstaller.drupal.seven.changes import prune_updates, read_removed, write_empty, write_removal
from uninstaller.drupal.seven.discovery import read_inventory
from uninstaller.drupal.seven.planning import plan_removal

SEVEN = Edition(
    version="7",
    read_inventory=read_inventory,
    plan_removal=plan_removal,
    write_removal=write_removal,
    write_empty=write_empty,
    prune=prune_updates,
    read_removed=read_removed,
)
