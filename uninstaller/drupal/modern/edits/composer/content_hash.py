"""Composer's `content-hash`: that of the parts of a composer.json that matter to its lock file."""

from hashlib import md5

from uninstaller.drupal.modern.edits.composer.php_json import encode
from uninstaller.yaml.nodes import Value

RELEVANT = (
    *("name", "version", "require", "require-dev", "conflict", "replace", "provide", "minimum-stability"),
    *("prefer-stable", "repositories", "extra"),
)


def make_content_hash(value: Value) -> str:
    """Of the value of a composer.json, as Composer's Locker::getContentHash() makes it."""
    content = value if isinstance(value, dict) else {}
    relevant: dict[str, Value] = {key: content[key] for key in RELEVANT if key in content}
    config = content.get("config")
    if isinstance(config, dict) and config.get("platform") is not None:
        relevant["config"] = {"platform": config["platform"]}
    text = encode({key: relevant[key] for key in sorted(relevant)})
    return md5(text.encode(), usedforsecurity=False).hexdigest()
