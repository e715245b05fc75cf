<?php

/**
 * @file
 * Flushes all caches, so that only lasting differences remain.
 */

drupal_flush_all_caches();
