"""Which files are text, told by their names: of all others only the paths count."""

BINARY = (
    ".png", ".gif", ".jpg", ".jpeg", ".ico", ".webp", ".woff", ".woff2", ".ttf", ".eot", ".otf", ".gz", ".zip", ".tar",
    ".phar", ".pdf", ".mp3", ".mp4", ".mov", ".avi", ".wav", ".ogg", ".bz2", ".xz", ".7z", ".psd", ".exe", ".map",
    ".svg", ".po", ".pot", ".sql",
)  # fmt: skip
"""Endings of files that hold no reference that one could mend."""


def is_text(path: str) -> bool:
    return not path.lower().endswith(BINARY)
