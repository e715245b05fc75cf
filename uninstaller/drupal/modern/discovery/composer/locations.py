"""Where composer puts a package (composer/installers)."""

from uninstaller.drupal.modern.discovery.composer.lock import Locked
from uninstaller.drupal.modern.discovery.composer.project import Project

DEFAULTS = {
    "drupal-core": "core",
    "drupal-module": "modules/{$name}",
    "drupal-theme": "themes/{$name}",
    "drupal-profile": "profiles/{$name}",
    "drupal-custom-module": "modules/custom/{$name}",
    "drupal-custom-theme": "themes/custom/{$name}",
    "drupal-custom-profile": "profiles/custom/{$name}",
    "drupal-recipe": "recipes/{$name}",
}
"""DrupalInstaller's, for the types that hold extensions or recipes."""


def find_location(project: Project, package: Locked) -> str:
    """Its folder relative to the tree's root, '' for a package that has nothing to do with Drupal's extensions.

    The first installer path that names the package, its type or its vendor has it.
    """
    if package.type not in DEFAULTS:
        return ""
    vendor, _slash, name = package.name.rpartition("/")
    wanted = {package.name, f"type:{package.type}", f"vendor:{vendor}"}
    default = "/".join(filter(None, (project.folder, DEFAULTS[package.type])))
    template = next((path for path, rules in project.installer_paths if wanted.intersection(rules)), default)
    values = {"name": package.installer_name or name, "vendor": vendor, "type": package.type}
    for key, value in values.items():
        template = template.replace(f"{{${key}}}", value)
    return template
