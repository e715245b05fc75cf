<?php

/**
 * @file
 * Prints the lasting state of a site, a line each: php state.php ROOT.
 *
 * Left out is what any two runs differ in, or any cache flush makes anew, and
 * what is of the generated module itself. Drupal is not booted.
 */

define('CHANGING_ROWS', '/^(cachetags|sessions|watchdog|flood|semaphore|batch)$/');
define('CHANGING_ENTRIES', '/^(state:(asset\.css_js_query_string|install_t.*|router\.path_roots|routing\..*|twig_extension_hash_prefix|system\.(cron_(key|last)|css_js_query_string|maintenance_mode|private_key)|uninstall\..*)|system\.schema:uninstall|update:.*)$/');
define('CHANGING_COLUMNS', ['access', 'batch', 'changed', 'created', 'expire', 'last_modified', 'login', 'pass', 'timestamp']);
define('CHANGING_FILES', '/^(\.(ht|sqlite)|(css|js|php|sync)$)/');
define('NUMBERS', '/^(mlid|plid|p\d)$/');

chdir($argv[1]);
$pdo = new PDO('sqlite:sites/default/files/.sqlite');
$names = $pdo->query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'");
foreach ($names->fetchAll(PDO::FETCH_COLUMN) as $table) {
  print "TABLE $table\n";
  if (strpos($table, 'cache_') === 0) {
    continue;
  }
  foreach ($pdo->query("PRAGMA table_info(\"$table\")")->fetchAll(PDO::FETCH_NUM) as $column) {
    print "TABLE $table " . write_value(array_slice($column, 1)) . "\n";
  }
  $indexes = $pdo->query("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '$table'");
  foreach ($indexes->fetchAll(PDO::FETCH_COLUMN) as $sql) {
    print "TABLE $table $sql\n";
  }
  $rows = preg_match(CHANGING_ROWS, $table) ? [] : $pdo->query("SELECT * FROM \"$table\"")->fetchAll(PDO::FETCH_ASSOC);
  foreach ($rows as $row) {
    foreach (list_lines($table, array_map('read_value', $row)) as $line) {
      print str_replace($argv[1], 'ROOT', $line) . "\n";
    }
  }
}
foreach (list_files('sites/default/files') as $file) {
  print "FILE $file\n";
}

/**
 * A row as one line; configuration and key-value entries as one line a leaf.
 */
function list_lines($table, array $row) {
  if ($table === 'config') {
    $name = ltrim("{$row['collection']}|{$row['name']}", '|');
    return preg_grep('/^CONFIG core\.extension\.module\.uninstall /', list_leaves("CONFIG $name", $row['data']), PREG_GREP_INVERT);
  }
  if ($table === 'key_value' || $table === 'key_value_expire') {
    $name = "{$row['collection']}:{$row['name']}";
    if (preg_match(CHANGING_ENTRIES, $name)) {
      return [];
    }
    if ($name === 'post_update:existing_updates') {
      sort($row['value']);
    }
    return list_leaves("ENTRY $name", $row['value']);
  }
  if ($table === 'router') {
    $row = array_intersect_key($row, ['name' => 0, 'path' => 0]);
  }
  $row = array_diff_key($row, array_flip(CHANGING_COLUMNS));
  if ($table === 'menu_tree') {
    $row = array_diff_key($row, array_flip(preg_grep(NUMBERS, array_keys($row))));
  }
  return ["ROW $table " . write_value($row)];
}

/**
 * A line for each value of nested data, in which objects may hold each other.
 */
function list_leaves($path, $value, array $within = []) {
  if (is_object($value)) {
    if (in_array($value, $within, TRUE)) {
      return [];
    }
    $within[] = $value;
    $value = (array) $value;
  }
  if (!is_array($value) || !$value) {
    return ["$path = " . write_value($value)];
  }
  $lines = [];
  foreach ($value as $key => $child) {
    $key = str_replace("\0", '~', $key);
    if (!in_array($key, ['_core', '_info_file_ctime'], TRUE)) {
      $lines = array_merge($lines, list_leaves("$path.$key", $child, $within));
    }
  }
  return $lines;
}

/**
 * What a column holds: data where it is serialized.
 */
function read_value($value) {
  if (is_string($value) && preg_match('/^([aOsbid]:|N;)/', $value)) {
    $data = @unserialize($value, ['allowed_classes' => FALSE]);
    return $data === FALSE && $value !== 'b:0;' ? $value : $data;
  }
  return $value;
}

/**
 * A value on one line.
 */
function write_value($value) {
  return json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
}

/**
 * Files below a folder, without those that Drupal makes anew.
 */
function list_files($folder, $prefix = '') {
  $files = [];
  foreach (scandir($folder) as $name) {
    if ($name === '.' || $name === '..' || preg_match(CHANGING_FILES, "$prefix$name")) {
      continue;
    }
    $files[] = "$prefix$name";
    if (is_dir("$folder/$name")) {
      $files = array_merge($files, list_files("$folder/$name", "$prefix$name/"));
    }
  }
  return $files;
}
