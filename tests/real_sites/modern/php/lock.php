<?php

/**
 * @file
 * Locks a field of nodes.
 */

use Drupal\field\Entity\FieldStorageConfig;

FieldStorageConfig::loadByName('node', $args[0])->set('locked', TRUE)->save();
