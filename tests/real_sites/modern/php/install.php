<?php

/**
 * @file
 * Installs Drupal without questions: php install.php ROOT PROFILE.
 *
 * The file settings.php names the SQLite database already.
 */

error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('memory_limit', '1G');
chdir($argv[1]);
$autoloader = require 'autoload.php';
require_once 'core/includes/install.core.inc';
install_drupal($autoloader, [
  'interactive' => FALSE,
  'site_path' => 'sites/default',
  'parameters' => ['profile' => $argv[2], 'langcode' => 'en'],
  'forms' => [
    'install_configure_form' => [
      'site_name' => 'Real sites',
      'site_mail' => 'admin@example.com',
      'account' => ['name' => 'admin', 'mail' => 'admin@example.com', 'pass' => ['pass1' => 'admin', 'pass2' => 'admin']],
      'enable_update_status_module' => NULL,
      'enable_update_status_emails' => NULL,
    ],
  ],
]);
print "[done]\n";
