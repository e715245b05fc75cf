<?php

/**
 * @file
 * Installs Drupal 7 without questions: php install.php ROOT PROFILE.
 *
 * The settings.php of the site names the database already.
 */

error_reporting(E_ALL & ~E_DEPRECATED);
list(, $root, $profile) = $argv;
chdir($root);
define('DRUPAL_ROOT', $root);
define('MAINTENANCE_MODE', 'install');
require __DIR__ . '/server.php';
$databases = array();
require $root . '/sites/default/settings.php';
$database = $databases['default']['default'];
require_once $root . '/includes/install.core.inc';
install_drupal(array(
  'interactive' => FALSE,
  'parameters' => array('profile' => $profile, 'locale' => 'en'),
  'forms' => array(
    'install_settings_form' => array('driver' => $database['driver'], $database['driver'] => $database),
    'install_configure_form' => array(
      'site_name' => 'Real site',
      'site_mail' => 'admin@example.com',
      'account' => array(
        'name' => 'admin',
        'mail' => 'admin@example.com',
        'pass' => array('pass1' => 'admin', 'pass2' => 'admin'),
      ),
      'update_status_module' => array(1 => NULL, 2 => NULL),
      'site_default_country' => 'US',
      'date_default_timezone' => 'UTC',
      'clean_url' => TRUE,
    ),
  ),
));
print "[done]\n";
