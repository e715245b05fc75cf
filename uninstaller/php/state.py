"""What a run knows at one point: variables and the slots they point at, and the join of two such points."""

from dataclasses import dataclass, field
from itertools import count

from uninstaller.php.values import Array, Key, Ref, Slot, Unknown, Value, is_same, make_array


@dataclass(slots=True)
class State:
    """`names` are the variables of the running function. `wild`: code that is not known may have set any variable."""

    names: dict[str, Ref] = field(default_factory=dict)
    heap: dict[Ref, Value] = field(default_factory=dict)
    is_dead: bool = False
    wild: Unknown | None = None

    def fork(self) -> "State":
        return State(dict(self.names), dict(self.heap), self.is_dead, self.wild)

    def become(self, other: "State") -> None:
        self.names, self.heap, self.is_dead, self.wild = other.names, other.heap, other.is_dead, other.wild

    def make_wild(self, why: Unknown) -> None:
        self.wild = self.wild or why
        self.heap = dict.fromkeys(self.heap, self.wild)


@dataclass(slots=True)
class Slots:
    """Numbers new slots. `bound` ones were made by `&`; `poisoned` ones are bound on one of two joined paths only."""

    numbers: "count[int]" = field(default_factory=count)
    bound: set[Ref] = field(default_factory=set)
    poisoned: set[Ref] = field(default_factory=set)

    def new(self) -> Ref:
        return Ref(next(self.numbers))


def join_states(left: State, right: State, why: Unknown, slots: Slots) -> State:
    """What holds whichever of the two was reached."""
    if left.is_dead or right.is_dead:
        return right if left.is_dead else left
    joined = State(wild=left.wild or right.wild)
    for ref in left.heap | right.heap:
        joined.heap[ref] = _joined(left, right, left.heap.get(ref), right.heap.get(ref), why)
    for name in left.names | right.names:
        same = left.names.get(name)
        if same is not None and same == right.names.get(name):
            joined.names[name] = same
        else:
            new, value = _joined_name((left, right), name, why, slots)
            joined.names[name], joined.heap[new] = new, value
    if joined.wild:
        joined.make_wild(joined.wild)
    return joined


def _joined_name(ways: tuple[State, State], name: str, why: Unknown, slots: Slots) -> tuple[Ref, Value]:
    """The slot of a name that has not the same one on both ways."""
    left, right = ways
    one, other = left.names.get(name), right.names.get(name)
    ref = slots.new()
    if {one, other} & (slots.bound | slots.poisoned):
        slots.poisoned.add(ref)
        return ref, why
    value = left.heap.get(one) if one else None
    return ref, _joined(left, right, value, right.heap.get(other) if other else None, why)


def _joined(left: State, right: State, one: Slot, other: Slot, why: Unknown) -> Value:
    if isinstance(one, Ref):
        one = left.heap.get(one)
    if isinstance(other, Ref):
        other = right.heap.get(other)
    if is_same(one, other) and not isinstance(one, Ref):
        return one
    if isinstance(one, Array) and (isinstance(other, Array) or other is None):
        return _joined_arrays(left, right, one, other or Array(), why)
    if isinstance(other, Array) and one is None:
        return _joined_arrays(left, right, Array(), other, why)
    return one if isinstance(one, Unknown) else other if isinstance(other, Unknown) else why


def _joined_arrays(left: State, right: State, one: Array, other: Array, why: Unknown) -> Array:
    items: dict[Key, Slot] = {}
    for key in {**one.items, **other.items}:
        first, second = one.items.get(key), other.items.get(key)
        items[key] = first if isinstance(first, Ref) and first == second else _joined(left, right, first, second, why)
    differ = one.items.keys() != other.items.keys() or one.next_index != other.next_index
    return make_array(items, one.gaps + other.gaps + ((why,) if differ else ()))


def join_values(one: Value, other: Value, why: Unknown, state: State) -> Value:
    """The same for two values that are read in one state."""
    return _joined(state, state, one, other, why)
