"""Drupal 8 and later as an edition: its functions in one value, loaded when called: a remembered plan needs none."""

from uninstaller.drupal.edition import Edition
from uninstaller.drupal.shared.loading import load_late

_PACKAGE = "uninstaller.drupal.modern"

MODERN = Edition(
    version="8+",
    read_inventory=load_late(f"{_PACKAGE}.discovery.inventory", "read_inventory"),
    plan_removal=load_late(f"{_PACKAGE}.planning.plan", "plan_removal"),
    write_removal=load_late(f"{_PACKAGE}.generated.changes", "write_removal"),
    write_empty=load_late(f"{_PACKAGE}.generated.changes", "write_empty"),
    prune=load_late(f"{_PACKAGE}.generated.changes", "prune_updates"),
    read_removed=load_late(f"{_PACKAGE}.generated.changes", "read_removed"),
    read_ledger=load_late(f"{_PACKAGE}.generated.changes", "read_ledger"),
    plan_runbook=load_late(f"{_PACKAGE}.runbook.make", "plan_runbook"),
    find_required=load_late(f"{_PACKAGE}.planning.obstacles", "find_required"),
)
