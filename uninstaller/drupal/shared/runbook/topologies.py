"""The topologies as a table: for each, what visitors see, and the steps in order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from uninstaller.drupal.shared.runbook import aegir, balance, code, copy, data, special
from uninstaller.drupal.shared.runbook.job import Job
from uninstaller.plan.runbook import RunbookStep

Maker = Callable[[Job], Iterable[RunbookStep]]


@dataclass(frozen=True, slots=True)
class Topology:
    """`edition` is the only one that it is for, '' any. `needs_drush`, and `has_drush`: whether drush can be there."""

    name: str
    title: str
    promise: str
    makers: tuple[Maker, ...]
    edition: str = ""
    needs_drush: bool = False
    has_drush: bool = True


_CLOSED = "Maintenance mode from the switch of the code to the end of the updates."
_BEGIN = (data.ahead, data.look_before)
_END = (data.maintenance_off, data.look_after)
_SAVE = (data.maintenance_on, data.backup)

TOPOLOGIES: tuple[Topology, ...] = (
    Topology(
        "single-server",
        "one server, in maintenance mode",
        _CLOSED,
        (*_BEGIN, *_SAVE, code.checkout, data.update, *_END),
    ),
    Topology(
        "symlink",
        "a new folder for each release, and a link that is switched",
        "The new release is prepared while the old one serves; then maintenance mode to the end of the updates.",
        (*_BEGIN, code.prepare_release, *_SAVE, code.switch_link, data.update, *_END),
    ),
    Topology(
        "several-servers",
        "several web servers on one database",
        _CLOSED,
        (*_BEGIN, balance.look_at_each, *_SAVE, code.checkout_each, data.update, *_END, balance.answer_each),
    ),
    Topology(
        "rolling",
        "several web servers behind a load balancer, one after the other",
        "The site answers all the time, but for pages of the removed modules{offline}.",
        (*_BEGIN, balance.look_at_each, data.backup, balance.keep_serving, balance.roll, data.look_after),
    ),
    Topology(
        "read-only-copy",
        "a read-only copy serves while the site is updated",
        "The site answers all the time; nobody can write from the freeze to the switch back.",
        (*_BEGIN, copy.freeze, data.backup, copy.copy_database, copy.open_copy, copy.update_site, data.look_after),
    ),
    Topology(
        "blue-green",
        "two whole stacks, one idle, that are swapped (ying/yang)",
        "The site answers all the time; nobody can write from the freeze to the swap.",
        (*_BEGIN, copy.freeze, data.backup, copy.copy_database, copy.update_idle, copy.swap),
    ),
    Topology(
        "debian",
        "code in a Debian package",
        _CLOSED,
        (*_BEGIN, *_SAVE, code.install_package, data.update, *_END),
    ),
    Topology(
        "tarball",
        "FTP, without git or a shell on the server",
        _CLOSED,
        (*_BEGIN, *_SAVE, code.upload, data.update, *_END),
        has_drush=False,
    ),
    Topology(
        "aegir",
        "Aegir, from one platform to the next",
        "Aegir closes the site while it moves it.",
        (aegir.make_platform, aegir.migrate),
        edition="Drupal 7",
        needs_drush=True,
    ),
    Topology(
        "features",
        "a site whose configuration is in features",
        _CLOSED,
        (*_BEGIN, special.look_at_features, *_SAVE, code.checkout, data.update, special.revert_features, *_END),
        edition="Drupal 7",
        needs_drush=True,
    ),
    Topology(
        "config-sync",
        "a site whose configuration is exported to files",
        _CLOSED,
        (*_BEGIN, special.look_at_configuration, *_SAVE, code.checkout, data.update, *_END),
        edition="Drupal 8 and later",
        needs_drush=True,
    ),
    Topology(
        "many-sites",
        "many sites from one code base",
        "Maintenance mode of all sites from the switch of the code to the end of each site's updates.",
        (*_BEGIN, special.list_sites, *_SAVE, code.checkout, data.update, *_END),
        needs_drush=True,
    ),
)

NAMES: tuple[str, ...] = tuple(topology.name for topology in TOPOLOGIES)
