<?php

/**
 * @file
 * Runs all pending updates as drush updatedb does: php updates.php ROOT.
 *
 * Prints "blocked …" where the requirements forbid it, "ok UPDATE" or
 * "failed UPDATE: …" for each update, and flushes all caches at the end.
 */

require __DIR__ . '/boot.php';
real_sites_boot($argv[1], TRUE);
require_once 'core/includes/install.inc';
require_once 'core/includes/update.inc';
drupal_load_updates();

foreach (update_check_requirements() as $name => $requirement) {
  $severity = $requirement['severity'] ?? 0;
  if (($severity instanceof \BackedEnum ? $severity->value : $severity) == 2) {
    print "blocked $name: " . real_sites_plain($requirement['description'] ?? '') . "\n";
    exit(1);
  }
}
$start = [];
foreach (update_get_update_list() as $module => $updates) {
  if (isset($updates['start'])) {
    $start[$module] = $updates['start'];
  }
}
foreach (update_resolve_dependencies($start) as $function => $update) {
  if (!$update['allowed']) {
    print "blocked $function\n";
    continue;
  }
  $context = ['sandbox' => [], 'results' => []];
  $passes = 0;
  do {
    $context['finished'] = 1;
    update_do_one($update['module'], $update['number'], array_keys($update['reverse_paths'] ?? []), $context);
  } while ($context['finished'] < 1 && ++$passes < 1000);
  real_sites_report($function, $context['results'][$update['module']][$update['number']] ?? [], $passes);
}
foreach (\Drupal::service('update.post_update_registry')->getPendingUpdateFunctions() as $function) {
  $context = ['results' => []];
  do {
    $context['finished'] = 1;
    update_invoke_post_update($function, $context);
  } while ($context['finished'] < 1);
  [$module, $name] = explode('_post_update_', $function, 2);
  real_sites_report($function, $context['results'][$module][$name] ?? [], 0);
}
drupal_flush_all_caches();
real_sites_say();

/**
 * Says what has become of an update.
 */
function real_sites_report($function, array $result, $passes) {
  $said = '';
  foreach ($result as $key => $one) {
    $said .= is_array($one) && isset($one['query']) && $key !== '#abort' ? ' ' . real_sites_plain($one['query']) : '';
  }
  print empty($result['#abort']) ? "ok $function:$said (passes $passes)\n" : "failed $function:$said " . real_sites_plain($result['#abort']['query'] ?? '') . "\n";
}
