<?php

/**
 * @file
 * Exports the whole configuration into the sync folder, as drush does.
 */

$active = \Drupal::service('config.storage.export');
$sync = \Drupal::service('config.storage.sync');
foreach (array_merge([''], $active->getAllCollectionNames()) as $collection) {
  $from = $collection ? $active->createCollection($collection) : $active;
  $to = $collection ? $sync->createCollection($collection) : $sync;
  foreach (array_diff($to->listAll(), $from->listAll()) as $name) {
    $to->delete($name);
  }
  foreach ($from->listAll() as $name) {
    $to->write($name, $from->read($name));
  }
}
