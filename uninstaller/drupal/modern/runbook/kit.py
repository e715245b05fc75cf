"""Drupal 8's and later's own commands: drush 11 to 13, or update.php and SQL where there is no drush."""

from uninstaller.drupal.shared.runbook.job import Job, Kit, drush, sql
from uninstaller.plan.runbook import Command


def _maintain(job: Job, on: bool) -> tuple[Command, ...]:
    value = "1" if on else "0"
    if job.asked.has_drush:
        state = drush(job, "state:set system.maintenance_mode {} --input-format=integer", value)
        return state, drush(job, "cache:rebuild")
    statements = (
        "DELETE FROM $PREFIXkey_value WHERE collection = 'state' AND name = 'system.maintenance_mode';\n"
        "INSERT INTO $PREFIXkey_value (collection, name, value)"
        " VALUES ('state', 'system.maintenance_mode', 'i:{};');\n"
        "DELETE FROM $PREFIXcache_bootstrap;\n"
        "DELETE FROM $PREFIXcache_page;"
    )
    return (sql(job, statements, value),)


def _update(job: Job) -> tuple[Command, ...]:
    """`deploy` runs the updates first, and imports the configuration after them: in this order nothing is orphaned."""
    if not job.asked.has_drush:
        return ()
    if job.has_sync:
        return (drush(job, "deploy --yes"),)
    return drush(job, "updatedb --yes"), drush(job, "cache:rebuild")


def _enable(job: Job) -> tuple[Command, ...]:
    return (drush(job, "pm:install --yes {}", job.generated),) if job.asked.has_drush else ()


def _uninstall(job: Job) -> tuple[Command, ...]:
    if not job.asked.has_drush:
        return ()
    if job.has_sync:
        return (drush(job, "deploy --yes"),)
    return (drush(job, f"pm:uninstall --yes{' {}' * len(job.modules)}", *job.modules),)


def _freeze(job: Job) -> tuple[Command, ...]:
    """Permissions lie in serialized configuration, out of SQL's reach: users lose their roles instead."""
    if job.has_read_only_module and job.asked.has_drush:
        return (drush(job, "config:set --yes readonlymode.settings enabled 1"),)
    statements = (
        "CREATE TABLE $PREFIXuninstaller_frozen AS SELECT * FROM $PREFIXuser__roles;\n"
        "DELETE FROM $PREFIXuser__roles;\n"
        "DELETE FROM $PREFIXcache_entity WHERE cid LIKE 'values:user:%';"
    )
    return (sql(job, statements),)


def _thaw(job: Job) -> tuple[Command, ...]:
    """Roles that are gone meanwhile stay away."""
    if job.has_read_only_module and job.asked.has_drush:
        return (drush(job, "config:set --yes readonlymode.settings enabled 0"),)
    statements = (
        "INSERT INTO $PREFIXuser__roles SELECT f.* FROM $PREFIXuninstaller_frozen f WHERE f.roles_target_id IN"
        " (SELECT SUBSTR(name, 11) FROM $PREFIXconfig WHERE collection = '' AND name LIKE 'user.role.%');\n"
        "DROP TABLE $PREFIXuninstaller_frozen;\n"
        "DELETE FROM $PREFIXcache_entity WHERE cid LIKE 'values:user:%';"
    )
    return (sql(job, statements),)


KIT = Kit(
    edition="Drupal 8 and later",
    drush="drush 11 to 13",
    maintain=_maintain,
    update=_update,
    enable=_enable,
    uninstall=_uninstall,
    freeze=_freeze,
    thaw=_thaw,
    still_there="SELECT name FROM $PREFIXkey_value WHERE collection = 'system.schema' AND name IN ({});",
    not_enabled="SELECT '{} is not enabled' FROM $PREFIXkey_value WHERE collection = 'system.schema'"
    " AND name = 'system' AND NOT EXISTS"
    " (SELECT 1 FROM $PREFIXkey_value WHERE collection = 'system.schema' AND name = '{}');",
    goes_offline=True,
    first_is_ahead=True,
)
