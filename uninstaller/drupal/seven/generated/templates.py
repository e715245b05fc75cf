"""Text from the templates of Drupal 7's generated module."""

from uninstaller.drupal.shared.generated.rendering import find_templates

make_text = find_templates(__package__)
