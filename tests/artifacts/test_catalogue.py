import json
import subprocess
import sys

from uninstaller.artifacts.catalogue import CHECK_REPORTS, PLAN_REPORTS, POLICY_REPORTS, Look
from uninstaller.artifacts.dossier import Dossier
from uninstaller.gates import CHECK_FORMATS, POLICY_FORMATS

from .plans import make_ready


def test_each_format_reports() -> None:
    reports = {name: report(Dossier(make_ready()), Look()) for name, report in PLAN_REPORTS}
    assert reports["text"].startswith("survey can be removed")
    assert reports["markdown"].startswith("## `survey` can be removed")
    assert json.loads(reports["json"])["verdict"] == "ready"
    assert all(text.endswith("\n") for text in reports.values())


def test_look_reaches_the_terminal() -> None:
    text = dict(PLAN_REPORTS)["text"]
    assert "\x1b[" in text(Dossier(make_ready()), Look(colour=True))
    assert "\x1b[" not in text(Dossier(make_ready()), Look())


def test_catalogue_loads_no_format() -> None:
    code = "import sys, uninstaller.artifacts.catalogue; print([n for n in sys.modules if '.reports.' in n])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_commands_offer_what_the_catalogue_has() -> None:
    assert tuple(name for name, _ in CHECK_REPORTS) == CHECK_FORMATS
    assert tuple(name for name, _ in POLICY_REPORTS) == POLICY_FORMATS
