"""Makes runbooks, with Drupal 7's commands in them."""

from functools import partial

from uninstaller.drupal.seven.runbook.kit import KIT
from uninstaller.drupal.shared.runbook import build

plan_runbook = partial(build.plan_runbook, KIT)
