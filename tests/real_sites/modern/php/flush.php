<?php

/**
 * @file
 * Flushes all caches and rebuilds the routes.
 */

drupal_flush_all_caches();
\Drupal::service('router.builder')->rebuild();
