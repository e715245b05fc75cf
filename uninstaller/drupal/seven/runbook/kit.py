"""Drupal 7's own commands: drush 8, or update.php and SQL where there is no drush."""

from uninstaller.drupal.shared.runbook.job import SHARED, Job, Kit, drush, name_all, sql
from uninstaller.plan.commands import command
from uninstaller.plan.runbook import Command

_READING = (
    "access content",
    "access comments",
    "access user profiles",
    "access news feeds",
    "access printer-friendly version",
    "access site in maintenance mode",
    "search content",
    "use advanced search",
)
"""Permissions that let nobody write."""


def _maintain(job: Job, on: bool) -> tuple[Command, ...]:
    """Pages that are cached for visitors are served even in maintenance mode: they must go."""
    value = "1" if on else "0"
    if job.asked.has_drush:
        forget = "cache_clear_all('*', 'cache_page', TRUE);"
        return drush(job, "variable-set --exact maintenance_mode {}", value), drush(job, "php-eval {}", forget)
    statements = (
        "DELETE FROM $PREFIXvariable WHERE name = 'maintenance_mode';\n"
        "INSERT INTO $PREFIXvariable (name, value) VALUES ('maintenance_mode', 'i:{};');\n"
        "DELETE FROM $PREFIXcache_bootstrap WHERE cid = 'variables';\n"
        "DELETE FROM $PREFIXcache_page;"
    )
    return (sql(job, statements, value),)


def _update(job: Job) -> tuple[Command, ...]:
    if job.asked.has_drush:
        return (drush(job, "updatedb --yes"),)
    url = "$HEALTH" if job.asked.topology in SHARED else job.stack.url
    return (command(f"update_php {url}", is_script=True, is_here=True),)


def _enable(job: Job) -> tuple[Command, ...]:
    return (drush(job, "pm-enable --yes {}", job.generated),) if job.asked.has_drush else ()


def _uninstall(job: Job) -> tuple[Command, ...]:
    if not job.asked.has_drush:
        return ()
    slots = " {}" * len(job.modules)
    return (
        drush(job, f"pm-disable --yes{slots}", *job.modules),
        drush(job, f"pm-uninstall --yes{slots}", *job.modules),
    )


def _freeze(job: Job) -> tuple[Command, ...]:
    if job.has_read_only_module and job.asked.has_drush:
        return (drush(job, "variable-set --exact site_readonly 1"),)
    statements = (
        "CREATE TABLE $PREFIXuninstaller_frozen AS SELECT rid, permission, module FROM $PREFIXrole_permission;\n"
        "DELETE FROM $PREFIXrole_permission WHERE permission NOT LIKE 'view %' AND permission NOT IN ({});"
    )
    return (sql(job, statements, name_all(_READING)),)


def _thaw(job: Job) -> tuple[Command, ...]:
    """Permissions of what was removed meanwhile stay away, as do those of roles that are gone."""
    if job.has_read_only_module and job.asked.has_drush:
        return (drush(job, "variable-set --exact site_readonly 0"),)
    statements = (
        "INSERT INTO $PREFIXrole_permission (rid, permission, module) SELECT f.rid, f.permission, f.module"
        " FROM $PREFIXuninstaller_frozen f WHERE f.rid IN (SELECT rid FROM $PREFIXrole)"
        " AND f.module IN (SELECT name FROM $PREFIXsystem WHERE type = 'module' AND schema_version > -1)"
        " AND NOT EXISTS (SELECT 1 FROM $PREFIXrole_permission p"
        " WHERE p.rid = f.rid AND p.permission = f.permission);\n"
        "DROP TABLE $PREFIXuninstaller_frozen;"
    )
    return (sql(job, statements),)


KIT = Kit(
    edition="Drupal 7",
    drush="drush 8",
    maintain=_maintain,
    update=_update,
    enable=_enable,
    uninstall=_uninstall,
    freeze=_freeze,
    thaw=_thaw,
    still_there="SELECT name FROM $PREFIXsystem WHERE type = 'module' AND schema_version > -1 AND name IN ({});",
    not_enabled="SELECT '{} is not enabled' FROM $PREFIXsystem WHERE name = 'system' AND NOT EXISTS"
    " (SELECT 1 FROM $PREFIXsystem WHERE type = 'module' AND status = 1 AND name = '{}');",
    goes_offline=False,
    first_is_ahead=False,
)
