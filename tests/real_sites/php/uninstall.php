<?php

/**
 * @file
 * Uninstalls disabled modules: boot.php ROOT uninstall.php MODULE...
 */

if (!drupal_uninstall_modules($args)) {
  print "failed: another module needs one of them\n";
}
