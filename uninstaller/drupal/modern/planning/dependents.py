"""Who needs what goes, told as the plan tells it, and what that means where they are enabled."""

from collections.abc import Iterator

from uninstaller.drupal.modern.discovery.config.stores import StoreKind
from uninstaller.drupal.modern.discovery.services import find_owners
from uninstaller.drupal.modern.discovery.site import Site
from uninstaller.drupal.shared.selection import Selection
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.graph.model import ExtensionGraph, Strength
from uninstaller.graph.questions import dependents_of
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Dependent, Risk


def plan_dependents(inventory: Inventory, graph: ExtensionGraph, selection: Selection) -> tuple[Dependent, ...]:
    """Extensions and recipes that need a removed module, but those that go in its folder, or exist for tests.

    `graph` has the extra edges. A dependent of a soft one is told of if it uses the module itself.
    """
    untold = selection.names - set(selection.targets) | {one.name for one in inventory.extensions if one.for_tests}
    rows = [
        Dependent(
            name=one.name,
            needs=one.needs,
            strength=one.strength,
            chain=one.chain,
            reason=one.reason,
            place=one.place,
            is_removed=one.name in selection.names,
        )
        for one in dependents_of(graph, sorted(selection.names))
        if one.name not in untold and (one.strength is Strength.HARD or len(one.edges) == 1)
    ]
    return tuple(sorted(row for row in rows if row.name not in selection.targets))


def find_dependent_decisions(site: Site, selection: Selection) -> Iterator[Decision]:
    """Extensions that stay, are enabled in exported configuration, and require a removed module in their info files."""
    for extension, needed, place in _list_staying(site, selection):
        for enabled in site.stores.find_enabled(extension.name)[:1]:
            problem = f"{extension.name} requires {needed} and is enabled ({enabled.place}): Drupal would refuse"
            settle = (
                f"name {extension.name}, too, or use --with-dependents",
                f"or uninstall {extension.name} a release earlier, and export the configuration",
            )
            yield Decision("dependent-enabled", needed, place, problem, settle)


def find_service_decisions(site: Site, selection: Selection) -> Iterator[Decision]:
    """Services of what stays that name one of a removed module: Drupal could not even start to run the update.

    Extensions that are known not to be enabled do no harm; those that require the module are told of anyway.
    """
    owners = find_owners(site.services, site.inventory)
    staying = {extension.name for extension, _needed, _place in _list_staying(site, selection)}
    harmless = {one.name for one in site.inventory.extensions if one.for_tests} | selection.names | staying
    for use in site.services.uses:
        owner = owners.get(use.service, "")
        if use.optional or owner not in selection.names or use.extension in harmless:
            continue
        if site.stores.find_enabled(use.extension) or not _is_all_known(site):
            problem = f"{use.extension} needs the service {use.service} of {owner}: Drupal fails to start without it"
            settle = (f"remove it there, or write @?{use.service} and do without, commit, and run again",)
            yield Decision("service-fatal", owner, use.place, problem, settle)


def find_dependent_risks(site: Site, selection: Selection) -> Iterator[Risk]:
    """Extensions that stay and require a removed module, where it is not known of all sites what is enabled."""
    for extension, needed, place in _list_staying(site, selection) if not _is_all_known(site) else ():
        if not site.stores.find_enabled(extension.name):
            problem = f"{extension.name} requires it and stays: the update refuses to begin where this is installed"
            yield Risk("dependent-stays", needed, place, problem)


def _is_all_known(site: Site) -> bool:
    """Whether there is exported configuration for every site."""
    exported = [store for store in site.stores.found if store.kind is StoreKind.SYNC]
    return len(exported) >= max(1, len(site.inventory.sites))


def find_package_risks(site: Site, selection: Selection) -> Iterator[Risk]:
    """Removed modules that composer installs together with what stays: their code comes back."""
    for one in selection.removed:
        package = None if one.for_tests else site.packages.find(one.folder)
        if package is not None and package.is_installed and package.folder not in selection.folders:
            problem = f"it comes with {package.name}, which stays and brings its code back: do not enable it again"
            yield Risk("package-stays", one.name, Place(one.info_path), problem)


def staying_extensions(site: Site, selection: Selection, name: str) -> tuple[str, ...]:
    """Modules, themes and install profiles outside of the removal whose info files require the module, sorted."""
    return tuple(sorted({one.name for one, needed, _place in _list_staying(site, selection) if needed == name}))


def _list_staying(site: Site, selection: Selection) -> Iterator[tuple[Extension, str, Place]]:
    """As the uninstall validators: what an install profile only installs counts for nothing."""
    for extension in site.inventory.extensions:
        is_engine = extension.type is ExtensionType.ENGINE
        if is_engine or not extension.active or extension.for_tests or extension.name in selection.names:
            continue
        for dependency in extension.dependencies:
            if dependency.name in selection.names:
                yield extension, dependency.name, dependency.place
