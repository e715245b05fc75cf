<?php

/**
 * @file
 * Boots a site as user 1 and includes a script: php boot.php ROOT SCRIPT ARG...
 *
 * The script finds its arguments in $args. "[done]" at the end of the output
 * says that all went well: Drupal 7 ends with status 0 even on a fatal error.
 */

error_reporting(E_ALL & ~E_DEPRECATED);
$root = $argv[1];
chdir($root);
define('DRUPAL_ROOT', $root);
require __DIR__ . '/server.php';
require_once DRUPAL_ROOT . '/includes/bootstrap.inc';
drupal_override_server_variables(array('url' => 'http://default/index.php'));
drupal_bootstrap(DRUPAL_BOOTSTRAP_FULL);
require_once DRUPAL_ROOT . '/includes/install.inc';
require __DIR__ . '/kill.php';
$GLOBALS['user'] = user_load(1);
real_sites_kill();
real_sites_include($argv[2], array_slice($argv, 3));
real_sites_say();

/**
 * Includes a script in a scope of its own.
 */
function real_sites_include($script, array $args) {
  include $script;
}
