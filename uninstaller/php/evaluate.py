"""What a function of PHP's constant part returns, by abstract interpretation; nothing is ever executed."""

from collections.abc import Mapping
from contextlib import suppress

from uninstaller.php.assignments import ASSIGNMENTS
from uninstaller.php.calls import CALLS, run_function
from uninstaller.php.constants import CONSTANTS
from uninstaller.php.expressions import EXPRESSIONS
from uninstaller.php.loops import LOOPS
from uninstaller.php.machine import Budget, Definition, Frame, Lookup, Machine, Native
from uninstaller.php.special_calls import SPECIAL_CALLS
from uninstaller.php.statements import STATEMENTS
from uninstaller.php.values import ExhaustedError, Unknown, Value
from uninstaller.place import Place, place_at

_EXPRESSIONS = {**EXPRESSIONS, **ASSIGNMENTS, **CONSTANTS, **CALLS}
_STATEMENTS = {**STATEMENTS, **LOOPS}


def evaluate_function(
    name: str,
    functions: Lookup,
    constants: Lookup,
    budget: Budget | None = None,
    natives: Mapping[str, Native] | None = None,
) -> Value:
    """Calls a function without arguments; never raises.

    `functions` and `constants` find declarations by name (None: not to be found); `natives`, by lower-case name, are
    functions whose meaning the caller knows, `include` among them for include and require. What is not known is an
    `Unknown` or an `Array` with gaps; so is what takes more than the budget.
    """
    definition = functions(name)
    if definition is None:
        return Unknown(Place(""), f"{name}() is not found")
    machine = _make_machine(Frame(definition, name), functions, constants, budget, natives)
    try:
        return machine.resolved(run_function(machine, definition, name, ()))
    except (ExhaustedError, RecursionError):
        # How deep the caller is cannot be known here.
        place = place_at(definition.path, definition.parsed.source, definition.node.start_byte)
        return Unknown(place, "too much work")


def evaluate_file(
    file: Definition,
    functions: Lookup,
    constants: Lookup,
    budget: Budget | None = None,
    natives: Mapping[str, Native] | None = None,
) -> None:
    """Runs the statements outside of any function, for the sake of the natives that they call; never raises."""
    machine = _make_machine(Frame(file, ""), functions, constants, budget, natives)
    with suppress(ExhaustedError, RecursionError):
        for statement in file.node.named_children:
            machine.execute(statement)


def _make_machine(
    frame: Frame, functions: Lookup, constants: Lookup, budget: Budget | None, natives: Mapping[str, Native] | None
) -> Machine:
    return Machine(
        functions, constants, natives or {}, budget or Budget(), frame, _EXPRESSIONS, _STATEMENTS, SPECIAL_CALLS
    )
