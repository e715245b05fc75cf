"""Functions of PHP that are given the name of a function, and in which argument."""

from collections.abc import Mapping

CODE_ARGUMENTS: Mapping[str, frozenset[int]] = {
    **dict.fromkeys(
        (
            "call_user_func", "call_user_func_array", "array_map", "is_callable", "register_shutdown_function",
            "set_error_handler", "set_exception_handler", "spl_autoload_register", "ob_start", "function_exists",
            "class_exists", "method_exists", "get_class_methods", "constant", "defined", "forward_static_call",
            "forward_static_call_array", "interface_exists",
        ),
        frozenset({0}),
    ),
    **dict.fromkeys(
        (
            "array_filter", "array_walk", "array_walk_recursive", "array_reduce", "usort", "uasort", "uksort",
            "preg_replace_callback", "is_a", "is_subclass_of", "iterator_apply",
        ),
        frozenset({1}),
    ),
}  # fmt: skip
"""Positions, from 0, by name in lower case."""
