"""Where a site's tables lie: in a file of its own, or under a prefix in one MySQL database."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.real_sites.process import run_php

FILE = "sites/default/files/.ht.sqlite"


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A copy of the site's folder is a copy of its tables."""

    name: str = "sqlite"

    def describe(self, site: str) -> dict[str, str]:
        """Drupal's description of the connection."""
        return {"driver": "sqlite", "database": FILE, "prefix": ""}

    def copy(self, source: str, target: str) -> None:
        pass

    def drop(self, site: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class MySql:
    """All sites share one database. Each has a prefix, so that a table's name without its braces is found out."""

    host: str
    port: str
    user: str
    password: str
    database: str
    name: str = "mysql"

    @classmethod
    def read(cls, text: str) -> "MySql":
        """From `host:port:user:password:database`."""
        parts = text.split(":")
        assert len(parts) == 5, f"not host:port:user:password:database: {text.count(':') + 1} parts"
        return cls(*parts)

    def describe(self, site: str) -> dict[str, str]:
        return {
            "driver": "mysql",
            "host": self.host,
            "port": self.port,
            "username": self.user,
            "password": self.password,
            "database": self.database,
            "prefix": f"{site}_",
        }

    def copy(self, source: str, target: str) -> None:
        info = self.describe(source)
        run_php("copy.php", json.dumps(info), info["prefix"], self.describe(target)["prefix"])

    def drop(self, site: str) -> None:
        info = self.describe(site)
        run_php("copy.php", json.dumps(info), info["prefix"])


Database = Sqlite | MySql


def write_settings(root: Path, database: Database, site: str) -> None:
    info = json.dumps(database.describe(site)).replace("\\", "\\\\").replace("'", "\\'")
    lines = (
        "<?php",
        f"$databases['default']['default'] = json_decode('{info}', TRUE);",
        "$drupal_hash_salt = 'real_sites';",
        "$update_free_access = TRUE;",
        "$conf['cron_safe_threshold'] = 0;",
        "$conf['error_level'] = 2;",
    )
    default = root / "sites" / "default"
    default.chmod(0o755)
    settings = default / "settings.php"
    settings.unlink(missing_ok=True)
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
