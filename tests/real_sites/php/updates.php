<?php

/**
 * @file
 * Runs all pending updates as drush updatedb does: php updates.php ROOT.
 *
 * Boots like update.php. Prints "ok UPDATE", "failed UPDATE: …" or "blocked
 * UPDATE: …" a line, and flushes all caches at the end.
 */

error_reporting(E_ALL & ~E_DEPRECATED);
$root = $argv[1];
chdir($root);
define('DRUPAL_ROOT', $root);
define('MAINTENANCE_MODE', 'update');
require __DIR__ . '/server.php';

/**
 * Declared by update.php, and called by update.inc.
 */
function update_extra_requirements($requirements = NULL) {
  static $extra = array();
  $extra += (array) $requirements;
  return $extra;
}

foreach (array('bootstrap', 'update', 'common', 'file', 'entity', 'unicode') as $file) {
  require_once "includes/$file.inc";
}
update_prepare_d7_bootstrap();
drupal_bootstrap(DRUPAL_BOOTSTRAP_SESSION);
require_once 'includes/install.inc';
require_once 'modules/system/system.install';
require_once 'includes/module.inc';
$modules['system']['filename'] = 'modules/system/system.module';
module_list(TRUE, FALSE, FALSE, $modules);
drupal_load('module', 'system');
module_implements('', FALSE, TRUE);
drupal_language_initialize();
drupal_maintenance_theme();
drupal_bootstrap(DRUPAL_BOOTSTRAP_LANGUAGE);
update_fix_d7_requirements();
module_implements('', FALSE, TRUE);
drupal_static_reset('file_get_stream_wrappers');
drupal_bootstrap(DRUPAL_BOOTSTRAP_FULL);
drupal_maintenance_theme();
require_once 'includes/batch.inc';
drupal_load_updates();
update_fix_compatibility();
module_list(TRUE, FALSE, TRUE);
require __DIR__ . '/kill.php';
real_sites_kill();

$start = array();
foreach (update_get_update_list() as $module => $updates) {
  if (isset($updates['start'])) {
    $start[$module] = $updates['start'];
  }
}
foreach (update_resolve_dependencies($start) as $function => $update) {
  if (!$update['allowed']) {
    print "blocked $function: " . implode(', ', $update['missing_dependencies']) . "\n";
    continue;
  }
  $context = array('sandbox' => array(), 'results' => array());
  do {
    $context['finished'] = 1;
    update_do_one($update['module'], $update['number'], array(), $context);
  } while ($context['finished'] < 1);
  $result = json_encode($context['results']);
  print (empty($context['results']['#abort']) ? 'ok' : 'failed') . " $function: $result\n";
}
drupal_flush_all_caches();
real_sites_say();
