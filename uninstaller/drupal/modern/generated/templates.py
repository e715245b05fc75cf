"""Text from the templates of modern Drupal's generated module."""

from uninstaller.drupal.shared.generated.rendering import find_templates

make_text = find_templates(__package__)
