<?php

/**
 * @file
 * Stands in for drush 8: php drush.php --root=ROOT --uri=URI COMMAND ARG...
 *
 * What needs Drupal is done by the scripts beside it. A dump is the file of a
 * SQLite database, or statements for MySQL in which {} stands for the prefix.
 */

$words = $options = array();
foreach (array_slice($argv, 1) as $argument) {
  if (preg_match('/^--([a-z-]+)(?:=(.*))?$/s', $argument, $found)) {
    $options[$found[1]] = isset($found[2]) ? $found[2] : TRUE;
  }
  else {
    $words[] = $argument;
  }
}
$root = realpath($options['root']);
$command = array_shift($words);
$settings = function () use ($root) {
  include "$root/sites/default/settings.php";
  return $databases['default']['default'];
};
$info = $settings();

/**
 * Ends unless a command needs a confirmation that it was given.
 */
function stand_in_confirm(array $options) {
  if (empty($options['yes'])) {
    fwrite(STDERR, "Do you really want to continue? (y/n): n\n");
    exit(1);
  }
}

/**
 * Runs a script beside this one, to its end and without a failed line.
 */
function stand_in_run(array $arguments) {
  $words = array_merge(array(PHP_BINARY, '-d', 'memory_limit=1G', '-d', 'sendmail_path=/bin/true'), $arguments);
  exec(implode(' ', array_map('escapeshellarg', $words)) . ' 2>&1', $lines, $status);
  $said = implode("\n", $lines);
  fwrite(STDERR, "$said\n");
  if ($status || !in_array('[done]', $lines) || preg_match('/^(failed|blocked) /m', $said)) {
    exit(1);
  }
}

/**
 * Connects to the database of a site.
 */
function stand_in_connect(array $info, $root) {
  $name = $info['driver'] == 'sqlite' ? "sqlite:$root/{$info['database']}" : "mysql:host={$info['host']};port={$info['port']};dbname={$info['database']};charset=utf8mb4";
  $pdo = $info['driver'] == 'sqlite' ? new PDO($name) : new PDO($name, $info['username'], $info['password']);
  $pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
  return $pdo;
}

/**
 * Names the tables of a site in MySQL, without the prefix.
 */
function stand_in_tables(PDO $pdo, $prefix) {
  $tables = $pdo->query('SHOW TABLES')->fetchAll(PDO::FETCH_COLUMN);
  $own = array_filter($tables, function ($table) use ($prefix) {
    return strpos($table, $prefix) === 0;
  });
  return array_map(function ($table) use ($prefix) {
    return substr($table, strlen($prefix));
  }, $own);
}

$end = "\n-- end of statement\n";
$boot = __DIR__ . '/boot.php';
switch ($command) {
  case 'updatedb':
    stand_in_confirm($options);
    stand_in_run(array(__DIR__ . '/updates.php', $root));
    break;

  case 'pm-enable':
  case 'pm-disable':
  case 'pm-uninstall':
    stand_in_confirm($options);
    $script = array('pm-enable' => 'enable.php', 'pm-disable' => 'disable.php', 'pm-uninstall' => 'uninstall.php');
    stand_in_run(array_merge(array($boot, $root, $script[$command]), $words));
    break;

  case 'variable-set':
    stand_in_run(array($boot, $root, 'evaluate.php', 'variable_set(' . var_export($words[0], TRUE) . ', ' . (int) $words[1] . ');'));
    break;

  case 'php-eval':
    stand_in_run(array($boot, $root, 'evaluate.php', $words[0]));
    break;

  case 'sql-dump':
    if ($info['driver'] == 'sqlite') {
      readfile("$root/{$info['database']}");
      break;
    }
    $pdo = stand_in_connect($info, $root);
    foreach (stand_in_tables($pdo, $info['prefix']) as $table) {
      $create = $pdo->query("SHOW CREATE TABLE `{$info['prefix']}$table`")->fetchColumn(1);
      print "DROP TABLE IF EXISTS `{}$table`$end" . str_replace("CREATE TABLE `{$info['prefix']}", 'CREATE TABLE `{}', $create) . $end;
      foreach ($pdo->query("SELECT * FROM `{$info['prefix']}$table`", PDO::FETCH_NUM) as $row) {
        $values = array_map(function ($value) {
          return $value === NULL ? 'NULL' : "X'" . bin2hex($value) . "'";
        }, $row);
        print "INSERT INTO `{}$table` VALUES (" . implode(', ', $values) . ')' . $end;
      }
    }
    break;

  case 'sql-drop':
    stand_in_confirm($options);
    if ($info['driver'] == 'sqlite') {
      unlink("$root/{$info['database']}");
      break;
    }
    $pdo = stand_in_connect($info, $root);
    foreach (stand_in_tables($pdo, $info['prefix']) as $table) {
      $pdo->exec("DROP TABLE `{$info['prefix']}$table`");
    }
    break;

  case 'sql-cli':
    $text = stream_get_contents(STDIN);
    if (strpos($text, "SQLite format 3\0") === 0) {
      file_put_contents("$root/{$info['database']}", $text);
      break;
    }
    $pdo = stand_in_connect($info, $root);
    if (strpos($text, $end)) {
      $pdo->exec("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
      foreach (array_filter(explode($end, $text)) as $statement) {
        $pdo->exec(preg_replace('/^([A-Z ]+ `)\{\}/', '${1}' . $info['prefix'], $statement));
      }
      break;
    }
    foreach (array_filter(array_map('trim', explode(";\n", $text . "\n"))) as $statement) {
      foreach ($pdo->query($statement)->fetchAll(PDO::FETCH_NUM) as $row) {
        print implode("\t", $row) . "\n";
      }
    }
    break;

  default:
    fwrite(STDERR, "The drush command '$command' could not be found.\n");
    exit(1);
}
