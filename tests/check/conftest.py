from tests.cli.conftest import site, surroundings  # noqa: F401 - the same machine and site as for the command line
