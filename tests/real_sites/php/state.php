<?php

/**
 * @file
 * Prints the lasting state of a site, a line each: php state.php ROOT.
 *
 * Left out is what any two runs differ in, or any cache flush makes anew, and
 * the rows of the generated module itself. Drupal is not booted.
 */

define('CHANGING_ROWS', '/^(cache(_.*)?|batch|flood|history|semaphore|sequences|sessions|watchdog)$/');
define('CHANGING_VARIABLES', '/^(cron_key|cron_last|css_js_query_string|drupal_(css|js)_cache_files|drupal_private_key|install_time|maintenance_mode|menu_masks|path_alias_whitelist|update_last_check|uninstall_.*)$/');
define('CHANGING_FILES', '/^(\.ht.*|css|js)$/');

chdir($argv[1]);
$databases = array();
require 'sites/default/settings.php';
$tables = new Tables($databases['default']['default']);
$links = name_links($tables->rows('menu_links'));
foreach ($tables->names() as $table) {
  foreach ($tables->structure($table) as $line) {
    print "SCHEMA $table $line\n";
  }
  $rows = preg_match(CHANGING_ROWS, $table) ? array() : $tables->rows($table);
  foreach ($rows as $row) {
    if (!is_own($table, $row)) {
      print "ROW $table " . json_encode(normalise($table, $row, $links), JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE) . "\n";
    }
  }
}
foreach (list_files('sites/default/files') as $file) {
  print "FILE $file\n";
}

/**
 * Reads the tables of a SQLite or MySQL database.
 */
class Tables {

  /**
   * The connection.
   */
  private $pdo;

  /**
   * What stands before each table's name.
   */
  private $prefix;

  /**
   * Whether it is SQLite.
   */
  private $isFile;

  public function __construct(array $info) {
    $this->isFile = $info['driver'] == 'sqlite';
    $this->prefix = $info['prefix'];
    $this->pdo = $this->isFile
      ? new PDO("sqlite:{$info['database']}")
      : new PDO("mysql:host={$info['host']};port={$info['port']};dbname={$info['database']};charset=utf8", $info['username'], $info['password']);
    $this->pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
  }

  /**
   * Names of all tables, without the prefix.
   */
  public function names() {
    $query = $this->isFile ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'" : 'SHOW TABLES';
    $names = array();
    foreach ($this->pdo->query($query)->fetchAll(PDO::FETCH_COLUMN) as $name) {
      if (strpos("$name", $this->prefix) === 0 || $this->prefix === '') {
        $names[] = substr($name, strlen($this->prefix));
      }
    }
    sort($names);
    return $names;
  }

  /**
   * A line for each column and index.
   */
  public function structure($table) {
    if (!$this->isFile) {
      $create = $this->pdo->query("SHOW CREATE TABLE `$this->prefix$table`")->fetchColumn(1);
      $lines = array_map('trim', array_slice(explode("\n", preg_replace('/ AUTO_INCREMENT=\d+/', '', $create)), 1));
      return array_map(function ($line) {
        return rtrim($line, ',');
      }, $lines);
    }
    $lines = array();
    foreach ($this->pdo->query("PRAGMA table_info(\"$table\")")->fetchAll(PDO::FETCH_NUM) as $column) {
      $lines[] = json_encode(array_slice($column, 1));
    }
    $query = $this->pdo->prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name");
    $query->execute(array($table));
    return array_merge($lines, $query->fetchAll(PDO::FETCH_COLUMN));
  }

  /**
   * All rows, keyed by column.
   */
  public function rows($table) {
    return $this->pdo->query("SELECT * FROM `$this->prefix$table`")->fetchAll(PDO::FETCH_ASSOC);
  }

}

/**
 * Names Drupal's own menu links by their path: any update.php numbers them anew.
 */
function name_links(array $rows) {
  $links = array(0 => '0');
  foreach ($rows as $row) {
    $links[$row['mlid']] = $row['module'] == 'system' ? "{$row['menu_name']}:{$row['link_path']}:{$row['link_title']}" : $row['mlid'];
  }
  return $links;
}

/**
 * Tells whether a row belongs to the generated module or changes with each run.
 */
function is_own($table, array $row) {
  if ($table == 'variable') {
    return (bool) preg_match(CHANGING_VARIABLES, $row['name']);
  }
  return ($table == 'system' && $row['name'] == 'uninstall')
    || (isset($row['filename']) && strpos($row['filename'], 'sites/all/modules/uninstall/') === 0);
}

/**
 * A row with its serialized values as data, and without what changes.
 */
function normalise($table, array $row, array $links) {
  $changing = array(
    'users' => array('access', 'login', 'pass'),
    'registry_file' => array('hash'),
    'system' => array('info'),
  );
  $row = array_diff_key($row, array_flip(isset($changing[$table]) ? $changing[$table] : array()));
  foreach ($row as $column => $value) {
    if (isset($row['mlid']) && preg_match('/^(mlid|plid|p\d)$/', $column)) {
      $row[$column] = isset($links[$value]) ? $links[$value] : $value;
    }
    elseif (is_string($value) && preg_match('/^[aOsbid]:/', $value)) {
      $data = @unserialize($value, array('allowed_classes' => FALSE));
      $row[$column] = $data === FALSE ? $value : $data;
    }
    elseif (is_numeric($value)) {
      $row[$column] = (string) $value;
    }
  }
  return $row;
}

/**
 * Paths of all files below a folder that are not made for speed.
 */
function list_files($folder) {
  $found = array();
  foreach (array_diff(scandir($folder), array('.', '..')) as $name) {
    if (!preg_match(CHANGING_FILES, $name)) {
      $path = "$folder/$name";
      $found = array_merge($found, is_dir($path) ? list_files($path) : array($path));
    }
  }
  return $found;
}
