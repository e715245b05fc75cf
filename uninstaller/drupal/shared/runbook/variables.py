"""What a runbook leaves open: its variables, with what each is when nobody sets it."""

from collections.abc import Iterable

from uninstaller.drupal.shared.runbook.job import Job
from uninstaller.plan.commands import word
from uninstaller.plan.runbook import Ref, RunbookStep, Variable, Where

_SERVERS = frozenset([Where.EACH, Where.FIRST, Where.OTHERS])
OF_SERVER = frozenset(["HOST", "CODE", "ROOT", "HEALTH"])
"""Set for each web server in turn from its entry in WEBS."""


def _make(docroot: str, sites: tuple[str, ...]) -> tuple[Variable, ...]:
    """In the order in which they are set; derived ones follow those that they are made of."""
    below = f"/{docroot}" if docroot else ""
    return (*_list_sites(below, sites), *_list_folders(below), *_list_programs())


_CODE = "/var/www/example"


def _list_sites(below: str, sites: tuple[str, ...]) -> tuple[Variable, ...]:
    """What is deployed, and where to."""
    return (
        Variable("REVISION", "the tag or commit that is deployed"),
        Variable("PREVIOUS", "the tag or commit that runs now, to go back to"),
        Variable("VERSION", "the version of the package that is deployed"),
        Variable("PREVIOUS_VERSION", "the version of the package that runs now"),
        Variable("PACKAGE", "the Debian package that holds the code", ("example-site",)),
        Variable("HOST", "the web server, for ssh; localhost: this machine", ("localhost",)),
        Variable(
            "WEBS",
            "the web servers, each as host|code base|URL of this server alone; localhost: this machine",
            (f"web1|{_CODE}|http://web1.internal", f"web2|{_CODE}|http://web2.internal"),
            is_list=True,
        ),
        Variable("URL", "where visitors find the site, without a final /", ("https://www.example.org",)),
        Variable("SITES", "the URLs of the sites", sites or ("https://www.example.org",), is_list=True),
        Variable("CODE", "the code base on the server: what --root is here", (_CODE,)),
        Variable("ROOT", "its folder with index.php", derived=word("$CODE{}", below)),
        Variable("CODE_URL", "the site itself, while visitors get the copy", ("http://localhost:8081",)),
    )


def _list_folders(below: str) -> tuple[Variable, ...]:
    """What some topologies have beside the code base that is served."""
    return (
        Variable("REPOSITORY", "a clone on the server, or the address of the repository", (f"{_CODE}/repository",)),
        Variable("SHARED", "the folder with settings.php and files that all releases share", (f"{_CODE}/shared",)),
        Variable("OLD", "the folder of the release that is served now", (f"{_CODE}/releases/1",)),
        Variable("NEW", "the folder of the new release, which is not there yet", (f"{_CODE}/releases/2",)),
        Variable("NEW_ROOT", "its folder with index.php", derived=word("$NEW{}", below)),
        Variable("LIVE", "the link that the web server follows", ("/var/www/live",)),
        Variable("OTHER", "the second code base, whose settings.php names a database of its own", (f"{_CODE}-other",)),
        Variable("OTHER_ROOT", "its folder with index.php", derived=word("$OTHER{}", below)),
        Variable("OTHER_URL", "where the second stack answers by itself", ("http://localhost:8082",)),
        Variable("HERE", "a clone of the code base on this machine", ("site",)),
        Variable("FTP", "the folder of the site at the hoster", ("ftp://user@ftp.example.org/htdocs",)),
    )


def _list_programs() -> tuple[Variable, ...]:
    """What the commands run, and what they tell them."""
    return (
        Variable("PLATFORM", "the alias of the new platform", ("@platform_example2",)),
        Variable("OLD_PLATFORM", "the alias of the platform that the site is on", ("@platform_example1",)),
        Variable("SITE", "the alias of the site", ("@www.example.org",)),
        Variable("HEALTH_FILE", "the file that the load balancer asks for", ("health.txt",)),
        Variable("DRAIN", "seconds in which the load balancer sees that it is gone, and requests end", ("30",)),
        Variable("DRUSH", "drush", ("drush",), is_list=True),
        Variable("SQL", "reads statements for the site's database, and runs them", _mysql("mysql"), is_list=True),
        Variable("DUMP", "prints the site's whole database", _mysql("mysqldump"), is_list=True),
        Variable("LOAD", "reads such a dump, and replaces the database by it", _mysql("mysql"), is_list=True),
        Variable("OTHER_SQL", "as SQL, for the second stack", _mysql("mysql", "_other"), is_list=True),
        Variable("OTHER_LOAD", "as LOAD, for the second stack", _mysql("mysql", "_other"), is_list=True),
        Variable("ADMIN", "the name of user 1, for update.php; empty: $update_free_access is TRUE", ("",)),
        Variable("ADMIN_PASSWORD", "a file with the password of user 1, and nothing else", ("password",)),
        Variable("PREFIX", "the prefix of the tables' names, if any", ("",)),
        Variable("OTHER_PREFIX", "the same in the second database", ("",)),
        Variable("APT", "apt-get", ("sudo", "apt-get"), is_list=True),
        Variable(
            "RELOAD",
            "makes PHP forget old code, as: sudo systemctl reload php-fpm; true: it does so by itself",
            ("true",),
            is_list=True,
        ),
        Variable("BACKUP", "the folder for the backup, on this machine", ("backup",)),
        Variable("NAME", "the name of the backup's file", ("database",)),
    )


def _mysql(program: str, other: str = "") -> tuple[str, ...]:
    """Passwords are in a file: words of a command can be seen by all users of a machine."""
    return program, f"--defaults-extra-file=/etc/mysql/example{other}.cnf", f"example{other}"


def choose_variables(job: Job, steps: Iterable[RunbookStep]) -> tuple[Variable, ...]:
    """Those that the steps use, and those that lead to where they run."""
    listed = list(steps)
    names = {name for step in listed for name in _names_in(step)}
    places = {step.where for step in listed}
    if any(one.is_script for step in listed for one in step.commands):
        names |= {"ADMIN", "ADMIN_PASSWORD"}
    if places & _SERVERS:
        names |= {"WEBS"}
        names -= OF_SERVER
    elif places - {Where.HERE}:
        names |= {"HOST"}
    if Where.SITES in places:
        names |= {"SITES"}
        names -= {"URL", "NAME"}
    made = _make(job.docroot, job.sites)
    for variable in made:
        if variable.name in names:
            names |= {part.name for part in variable.derived if isinstance(part, Ref)}
    return tuple(variable for variable in made if variable.name in names)


def _names_in(step: RunbookStep) -> set[str]:
    commands = (*step.commands, *step.check, *step.undo)
    return {part.name for one in commands for word_ in one.all_words for part in word_ if isinstance(part, Ref)}
