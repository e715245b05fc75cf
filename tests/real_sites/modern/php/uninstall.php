<?php

/**
 * @file
 * Uninstalls modules as Drupal's page does.
 */

use Drupal\Core\Extension\ModuleUninstallValidatorException;

try {
  print \Drupal::service('module_installer')->uninstall($args) ? "uninstalled\n" : "failed: it gave no reason\n";
}
catch (ModuleUninstallValidatorException $exception) {
  print 'refused: ' . real_sites_plain($exception->getMessage()) . "\n";
}
