<?php

/**
 * @file
 * Installs modules, one after the other.
 */

foreach ($args as $module) {
  \Drupal::service('module_installer')->install([$module]);
}
