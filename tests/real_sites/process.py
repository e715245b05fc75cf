"""Runs the PHP scripts beside this file."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "php"
PHP = ("php", "-d", "memory_limit=1G", "-d", "sendmail_path=/bin/true", "-d", "error_log=/dev/null")


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    text: str

    @property
    def is_done(self) -> bool:
        """Whether the script came to its end: PHP's status does not say, since Drupal catches what is fatal."""
        return self.status == 0 and self.text.endswith("[done]\n")


def start_php(script: str, *arguments: str, **environment: str) -> Outcome:
    command = [*PHP, str(SCRIPTS / script), *arguments]
    done = subprocess.run(
        command,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"))


def run_php(script: str, *arguments: str, **environment: str) -> str:
    """What the script prints; a script that does not come to its end, or says that it failed, fails the test."""
    outcome = start_php(script, *arguments, **environment)
    assert outcome.is_done, f"{script} {' '.join(arguments[1:])}: status {outcome.status}\n{outcome.text}"
    assert not [line for line in outcome.text.splitlines() if line.startswith("failed")], outcome.text
    return outcome.text
