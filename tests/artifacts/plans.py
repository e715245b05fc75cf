"""Plans as they come out of real modules, drawn by hand: ready, blocked, hostile."""

from uninstaller.codebase.change import Edit
from uninstaller.facts.extension import Dependency, Extension, ExtensionType, Inventory
from uninstaller.facts.model import Certainty, Fate, How, Kind, Stores
from uninstaller.graph.model import Strength
from uninstaller.place import Place, Unread
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import (
    Decision,
    DeletePath,
    Dependent,
    EditFile,
    Lifted,
    OnContent,
    Plan,
    Removal,
    Risk,
    RunRemoval,
    ToDo,
)

CONTRIB = "sites/all/modules/contrib"
CUSTOM = "sites/all/modules/custom"
THEME = "sites/all/themes/acme"


def make_extension(name: str, folder: str, version: str = "7.x-1.4", **more: object) -> Extension:
    values: dict[str, object] = {"label": name.replace("_", " ").title(), "core": "7.x", "package": "Acme", **more}
    return Extension(name, ExtensionType.MODULE, folder, f"{folder}/{name}.info", version=version, **values)  # type: ignore[arg-type]


def make_rows(module: str, kind: Kind, how: How, fate: Fate, *names: str) -> list[Stores]:
    place = Place(f"{CONTRIB}/{module}/{module}.install", 12)
    return [Stores(kind, name, module, how, fate, place) for name in names]


def make_lifted(module: str, lines: int, *functions: str, constants: tuple[str, ...] = ()) -> Lifted:
    names = (f"{module}_uninstall", *functions)
    return Lifted(
        source=f"function _uninstall_{module}_uninstall() {{\n  variable_del('{module}_mode');\n}}\n",
        uninstall=f"_uninstall_{module}_uninstall",
        functions=tuple((name, f"_uninstall_{name}") for name in names),
        constants=tuple((name, f"_UNINSTALL_{name}") for name in constants),
        origins=((f"{CONTRIB}/{module}/{module}.install", lines),),
    )


def make_empty() -> Plan:
    """The smallest plan: one module with nothing but its folder."""
    extension = make_extension("foo_bar", f"{CONTRIB}/foo_bar", "")
    return Plan(
        edition="7",
        targets=("foo_bar",),
        removals=(Removal(extension),),
        shadowed=(),
        dependents=(),
        footprint=(),
        decisions=(),
        risks=(),
        todos=(),
        steps=(DeletePath(extension.folder, "code of foo_bar"),),
        unknown=(),
        unread=(),
    )


def make_ready() -> Plan:
    """A contrib module with a submodule, data of each fate and code to lift: nothing blocks."""
    survey = make_extension(
        "survey",
        f"{CONTRIB}/survey",
        "7.x-3.21",
        project="survey",
        files=("survey.views.inc", "tests/survey.test"),
        dependencies=(Dependency("ctools", "(>= 1.7)", Place(f"{CONTRIB}/survey/survey.info", 7)),),
    )
    report = make_extension("survey_report", f"{CONTRIB}/survey/modules/survey_report", "7.x-3.21", project="survey")
    return Plan(
        edition="7",
        targets=("survey",),
        removals=(
            Removal(report, lifted=make_lifted("survey_report", 9), registry_files=("survey_report.inc",)),
            Removal(
                survey,
                tables=("survey_answer", "survey_question", "survey"),
                requires=(("ctools_include", "ctools"),),
                field_types=("survey_reference",),
                node_types=("survey",),
                residue=tuple(make_rows("survey", Kind.VARIABLE, How.WRITTEN, Fate.RESIDUE, "survey_last_export")),
                node_grants=True,
                lifted=make_lifted("survey", 41, "_survey_node_types", "survey_defaults", constants=("SURVEY_OPEN",)),
            ),
        ),
        shadowed=(
            make_extension(
                "survey",
                "profiles/acme/modules/survey",
                "7.x-3.9",
                active=False,
                shadowed_by=f"{CONTRIB}/survey/survey.info",
            ),
        ),
        dependents=(
            Dependent(
                "survey_report",
                "survey",
                Strength.HARD,
                ("survey_report", "survey"),
                "dependencies[]",
                Place(f"{survey.folder}/modules/survey_report/survey_report.info", 5),
                True,
            ),
            Dependent(
                "acme_stats",
                "survey",
                Strength.SOFT,
                ("acme_stats", "survey_report", "survey"),
                "module_exists()",
                Place(f"{CUSTOM}/acme_stats/acme_stats.module", 88, 7),
                False,
            ),
        ),
        footprint=(
            *make_rows("survey", Kind.TABLE, How.DECLARED, Fate.DROPPED, "survey", "survey_answer", "survey_question"),
            *make_rows("survey", Kind.VARIABLE, How.DELETED, Fate.REMOVED, *(f"survey_{n}" for n in VARIABLES)),
            *make_rows("survey", Kind.PERMISSION, How.DECLARED, Fate.CLEANED, "administer survey", "take survey"),
            *make_rows("survey", Kind.BLOCK, How.DECLARED, Fate.CLEANED, "latest"),
            *make_rows("survey", Kind.VARIABLE, How.WRITTEN, Fate.RESIDUE, "survey_last_export"),
            *make_rows("survey", Kind.VARIABLE, How.GUESSED, Fate.RESIDUE, "survey_export_%"),
            *make_rows("survey", Kind.NODE_TYPE, How.DECLARED, Fate.RESIDUE, "survey"),
            *make_rows("survey", Kind.URL_ALIAS, How.GUESSED, Fate.RESIDUE, "survey/%"),
        ),
        decisions=(),
        risks=(
            Risk(
                "node_grants",
                "survey",
                Place(f"{CONTRIB}/survey/survey.module", 211),
                "survey implements hook_node_grants(): rebuilding node access takes long on a site with many nodes",
            ),
            Risk(
                "foreign_data",
                "survey",
                Place(f"{CONTRIB}/survey/survey.install", 60),
                "survey_uninstall() deletes the variable http_request_timeout, which is not its own",
            ),
        ),
        todos=(
            ToDo(
                Place(f"{THEME}/css/acme.css", 310), "the selector .survey-form styles markup that only survey produces"
            ),
            ToDo(Place("scripts/nightly.sh", 12), "calls drush survey-export", Certainty.LIKELY, "shell-name"),
        ),
        references=make_references(),
        steps=(
            EditFile(
                f"{CUSTOM}/acme_stats/acme_stats.module", (Edit(2040, 2210, b"", "branch of module_exists('survey')"),)
            ),
            EditFile(
                "sites/all/drush/acme.make", (Edit(120, 171, b"", "projects[survey]"), Edit(300, 340, b"", "patch"))
            ),
            RunRemoval("survey_report", ("run survey_report_uninstall()",), False, True),
            RunRemoval(
                "survey",
                ("run survey_uninstall()", "drop 3 tables", "rebuild node access", "invoke hook_modules_uninstalled()"),
                True,
                True,
            ),
            DeletePath(f"{CONTRIB}/survey", "code of survey and survey_report"),
        ),
        unknown=("No list of installed modules was given: whether acme_stats is enabled cannot be told.",),
        unread=(Unread(Place("sites/all/libraries/legacy/cp1252.php", 3), "not UTF-8, and no PHP that parses"),),
    )


def make_references() -> tuple[Finding, ...]:
    """One of each outcome: edited, its file deleted, left to a person, guarded, and a word only."""
    branch = (Edit(2040, 2210, b"", "branch of module_exists('survey')"),)
    stats, chain = Place(f"{CUSTOM}/acme_stats/acme_stats.module", 88, 7), ("survey",)
    template = Place(f"{THEME}/templates/survey-form.tpl.php")
    return (
        Finding(stats, "php-extension-call", Kind.MODULE, Certainty.CERTAIN, "survey", chain, "asks for it", branch),
        Finding(
            Place(f"{CUSTOM}/acme_stats/acme_stats.module", 120, 3), "php-function", Kind.FUNCTION, Certainty.CERTAIN,
            "survey", ("survey", "survey_load"), "uses survey_load", guard="function_exists('survey_load')",
        ),
        Finding(
            template, "template", Kind.THEME_HOOK, Certainty.CERTAIN, "survey", chain, "is a template of it", (), True
        ),
        Finding(
            Place("scripts/nightly.sh", 12), "shell-name", Kind.MODULE, Certainty.LIKELY, "survey", chain,
            "calls drush survey-export",
        ),
        *(
            Finding(
                Place("docs/manual.md", line, 4), "text-text", Kind.MODULE, Certainty.POSSIBLE, "survey", chain,
                "has the word",
            )
            for line in (3, 14, 15)
        ),
    )  # fmt: skip


VARIABLES = (
    "anonymous", "cookie", "cron", "default_status", "export", "limit", "mail_body", "mail_subject", "mode", "notify",
    "page_size", "per_user", "results", "roles", "theme", "timeout", "types",
)  # fmt: skip


def make_blocked() -> Plan:
    """Four modules together, of which two cannot go yet, and lists that are too long for one screen."""
    names = ("search_hub", "search_hub_solr", "search_hub_views", "h5x")
    removals = tuple(Removal(make_extension(name, f"{CONTRIB}/{name}"), lifted=make_big_lift(name)) for name in names)
    install = f"{CONTRIB}/search_hub/search_hub.install"
    return Plan(
        edition="7",
        targets=names,
        removals=(*removals, Removal(make_extension("search_hub_test", f"{CONTRIB}/search_hub/tests"), is_test=True)),
        shadowed=(),
        dependents=tuple(make_dependent(number) for number in range(12)),
        footprint=(
            *make_rows("h5x", Kind.FIELD_TYPE, How.DECLARED, Fate.REFUSED, "h5x_content"),
            *make_rows("search_hub", Kind.TABLE, How.DECLARED, Fate.DROPPED, *(f"hub_{n:02}" for n in range(14))),
        ),
        decisions=(
            Decision(
                "cannot_lift",
                "search_hub",
                Place(install, 141, 3),
                "search_hub_disable() makes objects of the entity class SearchHubIndex, whose code will be gone",
                ("--skip-hook search_hub:disable", "replace the call by SQL in the module, and plan again"),
            ),
            Decision(
                "installed_dependent",
                "h5x",
                Place("sites/all/modules/custom/acme_course/acme_course.info", 9),
                "acme_course is installed and requires h5x",
                ("--with-dependents", "remove the line from acme_course.info"),
            ),
        ),
        risks=tuple(
            Risk("maybe_enabled", name, Place(f"{CUSTOM}/{name}/{name}.info", 4), f"{name} may be enabled on a site")
            for name in ("acme_a", "acme_b")
        ),
        todos=tuple(ToDo(Place(f"docs/page_{number}.md", number), "names search_hub") for number in range(1, 24)),
        steps=tuple(RunRemoval(name, ("run hook_uninstall()", "drop tables"), True, False) for name in names)
        + tuple(DeletePath(f"{CONTRIB}/{name}", f"code of {name}") for name in names)
        + tuple(EditFile(f"{CUSTOM}/a{n}/a{n}.info", (Edit(4, 9, b"", "dependencies[] = h5x"),)) for n in range(20)),
        unknown=(),
        unread=tuple(Unread(Place(f"sites/default/files/php/{n}.php"), "permission denied") for n in range(9)),
        on_content=OnContent.ABORT,
        deep_clean=True,
    )


def make_big_lift(name: str) -> Lifted:
    functions = tuple(f"{name}_helper_{number}" for number in range(44))
    return make_lifted(name, 612, *functions, constants=tuple(f"{name.upper()}_{number}" for number in range(22)))


def make_dependent(number: int) -> Dependent:
    name = f"acme_feature_{number}"
    place = Place(f"sites/all/modules/features/{name}/{name}.info", 6)
    chain = (name, "search_hub_views", "search_hub") if number % 2 else (name, "search_hub")
    return Dependent(name, "search_hub", Strength.HARD, chain, "dependencies[]", place, number > 9)


HOSTILE = "x\x1b[31m*/?>\n\u202egpj`|@admin<img src=x>\udcff#1 ::error::"


def make_hostile(text: str = HOSTILE) -> Plan:
    """A plan in which each free text is the given one."""
    place = Place(text, 1, 2)
    rows = tuple(Stores(kind, text, text, How.GUESSED, fate, place) for kind in Kind for fate in Fate)
    extension = make_extension(text, text, text, label=text, shadowed_by=text, site=text, profile=text, files=(text,))
    pair = ((text, text),)
    lifted = Lifted(text, text, text, (text,), pair, pair, pair, ((text, 3),))
    return Plan(
        edition=text,
        targets=(text,),
        removals=(Removal(extension, (text,), (text,), pair, (text,), (text,), (text,), rows[:1], lifted=lifted),),
        shadowed=(extension,),
        dependents=(Dependent(text, text, Strength.HARD, (text, text), text, place, False),),
        footprint=rows,
        decisions=(Decision(text, text, place, text, (text, text)),),
        risks=(Risk(text, text, place, text),),
        todos=(ToDo(place, text, rule=text),),
        references=(
            Finding(
                place,
                text,
                Kind.MODULE,
                Certainty.CERTAIN,
                text,
                (text, text),
                text,
                (Edit(0, 1, b"", text),),
                guard=text,
            ),
        ),
        steps=(
            DeletePath(text, text),
            EditFile(text, (Edit(0, 1, text.encode("utf-8", "surrogatepass"), text),)),
            RunRemoval(text, (text,), True, False),
        ),
        unknown=(text,),
        unread=(Unread(place, text),),
    )


def make_inventory() -> Inventory:
    extensions = (
        make_extension("survey", f"{CONTRIB}/survey", "7.x-3.21"),
        make_extension("survey", "profiles/acme/modules/survey", "7.x-3.9", active=False, shadowed_by="the first"),
        make_extension("ctools", f"{CONTRIB}/ctools", "7.x-1.21"),
        make_extension("acme_stats", f"{CUSTOM}/acme_stats", ""),
        Extension("acme", ExtensionType.THEME, THEME, f"{THEME}/acme.info", version="7.x-3.10"),
    )
    unread = (Unread(Place("sites/all/modules/broken/broken.info", 3), "a line that is no assignment"),)
    return Inventory(extensions, "", "7.105", ("default",), ("Which profile is installed cannot be told.",), unread)
