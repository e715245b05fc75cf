<?php

/**
 * @file
 * Prints what PHP 5.3 could not read in the given files, a line each.
 */

$tokens = array(
  T_FINALLY => 'finally',
  T_YIELD => 'yield',
  T_YIELD_FROM => 'yield from',
  T_TRAIT => 'trait',
  T_INSTEADOF => 'insteadof',
  T_COALESCE => '??',
  T_COALESCE_EQUAL => '??=',
  T_SPACESHIP => '<=>',
  T_POW => '**',
  T_POW_EQUAL => '**=',
  T_ELLIPSIS => '...',
  T_FN => 'fn',
  T_MATCH => 'match',
  T_ATTRIBUTE => '#[',
  T_NULLSAFE_OBJECT_OPERATOR => '?->',
  T_CALLABLE => 'callable',
);
foreach (array_slice($argv, 1) as $file) {
  $before = NULL;
  $ternaries = 0;
  foreach (token_get_all(file_get_contents($file)) as $token) {
    list($kind, $text) = is_array($token) ? $token : array($token, $token);
    if ($kind === T_WHITESPACE) {
      continue;
    }
    $after_value = in_array($before, array(T_VARIABLE, T_STRING, ']', '}'), TRUE);
    $found = isset($tokens[$kind]) ? $tokens[$kind] : '';
    if ($kind === '[' && !$after_value) {
      $found = $before === ')' ? 'call()[]' : '[]';
    }
    if ($kind === T_CLASS && $before === T_DOUBLE_COLON) {
      $found = '::class';
    }
    if ($kind === '(' && $before === T_FUNCTION) {
      $found = 'closure';
    }
    $ternaries += $kind === '?';
    if ($kind === ':' && --$ternaries < 0 && $before === ')') {
      $found = 'return type';
    }
    if ($found) {
      print basename($file) . ": $found\n";
    }
    $before = $kind;
  }
}
print "[done]\n";
