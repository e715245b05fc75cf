<?php

/**
 * @file
 * Copies or drops tables in a MySQL database: php copy.php INFO FROM [TO].
 *
 * INFO is Drupal's description of the connection as JSON. Tables whose names
 * begin with FROM are copied under names that begin with TO, and are dropped
 * if there is no TO.
 */

$info = json_decode($argv[1], TRUE);
$pdo = new PDO("mysql:host={$info['host']};port={$info['port']};dbname={$info['database']};charset=utf8", $info['username'], $info['password']);
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$pdo->exec("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
foreach ($pdo->query('SHOW TABLES')->fetchAll(PDO::FETCH_COLUMN) as $table) {
  if (strpos($table, $argv[2]) !== 0) {
    continue;
  }
  if (empty($argv[3])) {
    $pdo->exec("DROP TABLE `$table`");
    continue;
  }
  $copy = $argv[3] . substr($table, strlen($argv[2]));
  $pdo->exec("CREATE TABLE `$copy` LIKE `$table`");
  $pdo->exec("INSERT INTO `$copy` SELECT * FROM `$table`");
}
print "[done]\n";
