"""The state of one run of the evaluator: what it may look up, what it has spent, and which function it is in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from uninstaller.php.parse import Node, Parsed
from uninstaller.php.state import Slots, State, join_states, join_values
from uninstaller.php.values import MAX_TEXT, Array, ExhaustedError, Key, Ref, Slot, Unknown, Value, make_array
from uninstaller.place import Place, place_at


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a function or constant is declared; `node` is what `outline.Declaration.span` covers."""

    path: str
    parsed: Parsed
    node: Node


@dataclass(frozen=True, slots=True)
class Budget:
    """`steps` are nodes visited and values copied; `depth` counts nested nodes, of four frames of Python at most."""

    steps: int = 400_000
    depth: int = 180


Lookup = Callable[[str], Definition | None]
Native = Callable[[Sequence[Value], Unknown], Value]
"""Arguments, and what to answer when they do not settle the result. It never writes to its arguments."""


@dataclass(frozen=True, slots=True)
class Argument:
    """`node` is what was written, for parameters that are taken by reference; `name` that of a named argument."""

    value: Value
    node: Node
    name: str = ""


@dataclass(slots=True)
class Loop:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """One call of a function: every way out of it that was met."""

    definition: Definition
    name: str
    arguments: tuple[Value, ...] = ()
    returns: list[tuple[Value, State]] = field(default_factory=list)
    throws: list[State] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    why: Unknown | None = None


@dataclass(slots=True)
class Machine:
    functions: Lookup
    constants: Lookup
    natives: Mapping[str, Native]
    budget: Budget
    frame: Frame
    expressions: "Mapping[str, Callable[[Machine, Node], Value]]"
    statements: "Mapping[str, Callable[[Machine, Node], None]]"
    specials: "Mapping[str, Callable[[Machine, Node], Value]]"
    state: State = field(default_factory=State)
    slots: Slots = field(default_factory=Slots)
    statics: dict[tuple[str, str], Ref] = field(default_factory=dict)
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    spent: int = 0
    depth: int = 0
    calls: int = 0

    def charge(self, steps: int = 1) -> None:
        self.spent += steps
        if self.spent > self.budget.steps or self.depth > self.budget.depth:
            raise ExhaustedError

    def evaluate(self, node: Node) -> Value:
        self.depth += 1
        self.charge()
        handler = self.expressions.get(node.type)
        value = (
            handler(self, node) if handler else self.unknown(node, f"{node.type.replace('_', ' ')} is not evaluated")
        )
        self.depth -= 1
        return value

    def execute(self, node: Node) -> None:
        """Runs a statement; does nothing where the present point cannot be reached."""
        if self.state.is_dead:
            return
        self.depth += 1
        self.charge()
        handler = self.statements.get(node.type)
        if handler:
            handler(self, node)
        elif node.is_error or node.is_missing:
            self.state.make_wild(self.unknown(node, "this could not be parsed"))
        self.depth -= 1

    def charge_text(self, text: str) -> str:
        self.charge(len(text) // 100)
        if len(text) > MAX_TEXT:
            raise ExhaustedError
        return text

    def text(self, node: Node) -> str:
        return self.frame.definition.parsed.text(node)

    def unknown(self, node: Node, reason: str) -> Unknown:
        here = self.frame.definition
        key = (here.path, node.start_byte)
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = place_at(here.path, here.parsed.source, node.start_byte)
        return Unknown(place, reason)

    def fork(self) -> State:
        self.charge(1 + len(self.state.heap) // 8)
        return self.state.fork()

    def join(self, other: State, why: Unknown) -> None:
        """What holds whether `other` or the present state was reached."""
        self.charge(1 + len(self.state.heap) // 4)
        self.state.become(join_states(self.state, other, why, self.slots))

    def join_all(self, states: Sequence[State], why: Unknown) -> None:
        """What holds whichever of them was reached, and not the present one."""
        self.state.is_dead = True
        for state in states:
            self.join(state, why)

    def join_values(self, one: Value, other: Value, why: Unknown) -> Value:
        self.charge()
        return join_values(one, other, why, self.state)

    def read(self, slot: Slot) -> Value:
        if isinstance(slot, Ref):
            return self.state.wild or self.state.heap.get(slot)
        return slot

    def write(self, ref: Ref, value: Value) -> None:
        if ref in self.slots.poisoned and not isinstance(value, Unknown):
            why = self.state.heap.get(ref)
            self.state.make_wild(why if isinstance(why, Unknown) else Unknown(Place(""), "an alias"))
        else:
            self.state.heap[ref] = self.state.wild or value

    def variable(self, name: str) -> Ref:
        ref = self.state.names.get(name)
        if ref is None:
            ref = self.state.names[name] = self.slots.new()
            if self.state.wild:
                self.state.heap[ref] = self.state.wild
        return ref

    def resolved(self, value: Value, depth: int = 0) -> Value:
        """The value without any slots inside."""
        if not isinstance(value, Array) or not value.has_refs:
            return value
        self.charge(len(value.items))
        if depth > 40:
            raise ExhaustedError
        items: dict[Key, Slot] = {key: self.resolved(self.read(slot), depth + 1) for key, slot in value.items.items()}
        return make_array(items, value.gaps)
