"""What `check` hands over: each format is what its readers expect, and hostile text stays text in all of them."""

import json
import re
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.conftest import read_official
from uninstaller.artifacts.catalogue import CHECK_REPORTS, Look
from uninstaller.plan.checked import Checked

from .findings import CHECKED, make_failing, make_hostile
from .snapshots import assert_expected
from .test_json import make_validator

FORMATS = dict(CHECK_REPORTS)
ENDINGS = {"text": "txt", "json": "json", "sarif": "sarif", "github": "txt", "gitlab": "json"}
every_value = pytest.mark.parametrize("name", CHECKED)


def make(format_: str, checked: Checked) -> str:
    return FORMATS[format_](checked, Look())


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", ["clean", "failing", "hostile"])
def test_report_is_as_expected(format_: str, name: str) -> None:
    text = re.sub(r'("version": )"\d+\.\d+\.\d+"', r'\1"0.0.0"', make(format_, CHECKED[name]))
    assert_expected(f"check_{name}.{format_}.{ENDINGS.get(format_, 'xml')}", text)


@pytest.mark.parametrize("format_", FORMATS)
@every_value
def test_report_is_printable_and_can_be_encoded(format_: str, name: str) -> None:
    text = make(format_, CHECKED[name])
    text.encode("utf-8")
    assert [line for line in text.split("\n") if not line.isprintable()] == []
    assert text == "" or text.endswith("\n")


@every_value
def test_json_is_valid(name: str) -> None:
    make_validator("check-1.schema.json").validate(json.loads(make("json", CHECKED[name])))


@every_value
def test_sarif_is_valid(name: str, official_schemas: str) -> None:
    from jsonschema import Draft7Validator  # type: ignore[import-untyped]

    schema = json.loads(read_official(official_schemas, "sarif-schema-2.1.0.json"))
    Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER).validate(
        json.loads(make("sarif", CHECKED[name]))
    )


@every_value
def test_gitlab_is_valid(name: str, official_schemas: str) -> None:
    from jsonschema import Draft7Validator

    schema = json.loads(read_official(official_schemas, "codeclimate.json"))
    rows = json.loads(make("gitlab", CHECKED[name]))
    for row in rows:
        Draft7Validator(schema).validate(row)


@every_value
def test_junit_is_valid(name: str, official_schemas: str) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="left out: official schemas")
    schema = xmlschema.XMLSchema(read_official(official_schemas, "junit-10.xsd"))
    schema.validate(make("junit", CHECKED[name]))


class TestSarif:
    def run(self, checked: Checked) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(make("sarif", checked))["runs"][0]
        return loaded

    def test_uris_are_relative_to_the_repository(self) -> None:
        for checked in CHECKED.values():
            for result in self.run(checked)["results"]:
                uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                assert re.fullmatch(r"[\w.~/%-]+", uri)
                assert not uri.startswith("/")
        first = self.run(make_failing())["results"][0]["locations"][0]["physicalLocation"]
        assert first["artifactLocation"] == {"uri": "web/modules/front/front.module", "uriBaseId": "%SRCROOT%"}
        assert first["region"] == {"startLine": 9, "startColumn": 10}

    def test_finding_about_a_file_has_no_region(self) -> None:
        assert "region" not in self.run(make_failing())["results"][2]["locations"][0]["physicalLocation"]

    def test_results_point_at_their_rules(self) -> None:
        run = self.run(make_hostile())
        rules = run["tool"]["driver"]["rules"]
        assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
            result["ruleId"] for result in run["results"]
        ]
        assert all(rule["help"]["text"] and rule["defaultConfiguration"]["level"] for rule in rules)

    def test_text_makes_no_link(self) -> None:
        for result in self.run(make_hostile())["results"]:
            assert re.search(r"(?<!\\)[\[\]]", result["message"]["text"]) is None

    def test_what_could_not_be_read_is_told(self) -> None:
        [told] = self.run(make_failing())["invocations"][0]["toolExecutionNotifications"]
        assert told["message"]["text"] == "modules/odd/odd.module PHP that cannot be parsed; it spells shop"


class TestGithub:
    def test_one_command_a_line(self) -> None:
        text = make("github", make_hostile())
        for line in text.splitlines():
            assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+(,(line|col|title)=[^,:]*)*::(?!.*::).*", line)

    def test_percent_is_escaped_first(self) -> None:
        assert "%250A" in make("github", make_hostile())

    def test_nothing_to_say(self) -> None:
        assert make("github", CHECKED["clean"]) == ""


class TestXml:
    def test_checkstyle_as_a_parser_reads_it(self) -> None:
        root = ElementTree.fromstring(make("checkstyle", make_failing()))
        rows = [
            (file.get("name"), error.get("line"), error.get("severity"), error.get("source"))
            for file in root.iter("file")
            for error in file.iter("error")
        ]
        assert rows == [
            ("web/modules/front/front.module", "9", "info", "uninstaller.php-function"),
            ("web/modules/front/front.module", "4", "error", "uninstaller.php-function"),
            ("web/themes/garden/shop-item.tpl.php", "1", "warning", "uninstaller.template-override"),
            ("web/modules/odd/odd.module", "1", "warning", "uninstaller.unread"),
        ]

    def test_checkstyle_as_another_program_reads_it(self) -> None:
        """diff-quality is one that does."""
        readers = pytest.importorskip(
            "diff_cover.violationsreporters.java_violations_reporter", reason="left out: official schemas"
        )
        found = readers.CheckstyleXmlDriver().parse_reports([make("checkstyle", make_failing())])
        assert [row.line for row in found["web/modules/front/front.module"]] == [9, 4]

    def test_junit_counts_what_is_there(self) -> None:
        root = ElementTree.fromstring(make("junit", make_failing()))
        assert (root.get("tests"), root.get("failures")) == ("4", "2")
        for suite in root:
            assert suite.get("tests") == str(len(suite))
            assert suite.get("failures") == str(sum(case.find("failure") is not None for case in suite))
            assert suite.get("skipped") == str(sum(case.find("skipped") is not None for case in suite))

    @pytest.mark.parametrize("format_", ["checkstyle", "junit"])
    def test_hostile_text_stays_text(self, format_: str) -> None:
        root = ElementTree.fromstring(make(format_, make_hostile()))
        tags = {element.tag for element in root.iter()}
        assert tags <= {"checkstyle", "file", "error", "testsuites", "testsuite", "testcase", "failure", "skipped"}


def test_gitlab_severities_and_places() -> None:
    rows = json.loads(make("gitlab", make_failing()))
    assert [(row["severity"], row["location"]["lines"]["begin"]) for row in rows] == [
        ("info", 9),
        ("major", 4),
        ("minor", 1),
    ]
    assert rows[0]["location"]["path"] == "web/modules/front/front.module"


def test_uri_of_any_path_leads_back_to_it() -> None:
    uri = json.loads(make("sarif", make_hostile()))["runs"][0]["results"][0]["locations"][0]
    path = unquote(uri["physicalLocation"]["artifactLocation"]["uri"], errors="surrogateescape")
    assert path == make_hostile().prefix + make_hostile().reported[0].finding.place.path
