<?php

/**
 * @file
 * Disables modules as the modules page does: boot.php ROOT disable.php MODULE...
 */

module_disable($args);
drupal_flush_all_caches();
