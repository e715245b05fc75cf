"""Makes runbooks, with Drupal 8's and later commands in them."""

from functools import partial

from uninstaller.drupal.modern.runbook.kit import KIT
from uninstaller.drupal.shared.runbook import build

plan_runbook = partial(build.plan_runbook, KIT)
