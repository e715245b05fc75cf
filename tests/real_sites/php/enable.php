<?php

/**
 * @file
 * Enables modules: boot.php ROOT enable.php MODULE...
 */

if (!module_enable($args)) {
  print "failed: a module is missing\n";
}
drupal_flush_all_caches();
