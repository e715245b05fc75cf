"""PHP that goes wrong in every way: real constructs, cut, joined and strewn with what confuses a reader."""

from hypothesis import strategies as st

PIECES = (
    b"<?php\n",
    b"?>",
    b"<b>x</b>",
    b"function foo_a($x = FOO_A, &$y = array('k' => 1)) { return foo_b($x); }\n",
    b"function foo_b() { static $s; global $user; return new Foo_C($s); }\n",
    b"define('FOO_A', 1);\n",
    b"class Foo_C extends Bar implements Baz { const X = FOO_A; use T; function m() { return self::X; } }\n",
    b"if (!function_exists('foo_d')) { function foo_d() { exit; } }\n",
    b"/** Doc. */\n",
    b"// foo_a()\n",
    b"# x\n",
    b"$f = 'foo_a'; $f(); call_user_func(array('Foo_C', 'm'), $$x);\n",
    b"namespace Foo;\n",
    b"const FOO_E = 1, FOO_F = 2;\n",
    b"$t = <<<TEXT\n{$a['foo_b']} $b[c] FOO_A\nTEXT;\n",
    b"include_once dirname(__FILE__) . '/foo.inc';\n",
    b"interface I {}\n",
    b"module_load_include('inc', 'foo', 'foo.admin');\n",
    b"goto end; end: ;\n",
    b"if ($a): foo_a(); endif;\n",
    b"trait T {}\n",
    b"{",
    b"}",
    b"(",
    b")",
    b"'",
    b'"',
    b"\\",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"$s{0}",
    b"->",
    b"::",
    b"<<<X\n",
)

SOURCES = st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=14).map(b"".join)
WHOLE = st.lists(st.sampled_from(PIECES[3:21]), max_size=12).map(lambda pieces: b"<?php\n" + b"".join(pieces))
