<?php

/**
 * @file
 * Imports the sync folder as drush config:import does; says what it changes.
 *
 * Prints "change OPERATION NAME" for each change that it makes, "failed …" for
 * errors, and "left OPERATION NAME" for what is still to be imported then.
 */

use Drupal\Core\Config\ConfigImporter;
use Drupal\Core\Config\ConfigImporterException;
use Drupal\Core\Config\StorageComparer;

$list = function ($word) {
  $storage = \Drupal::service('config.import_transformer')->transform(\Drupal::service('config.storage.sync'));
  $comparer = new StorageComparer($storage, \Drupal::service('config.storage'));
  $comparer->createChangelist();
  foreach ($comparer->getAllCollectionNames() as $collection) {
    foreach ($comparer->getChangelist(NULL, $collection) as $operation => $names) {
      foreach ($names as $name) {
        print "$word $operation $name\n";
      }
    }
  }
  return $comparer;
};
$comparer = $list('change');
if ($comparer->hasChanges()) {
  $importer = new ConfigImporter(
    $comparer,
    \Drupal::service('event_dispatcher'),
    \Drupal::service('config.manager'),
    \Drupal::service('lock.persistent'),
    \Drupal::service('config.typed'),
    \Drupal::service('module_handler'),
    \Drupal::service('module_installer'),
    \Drupal::service('theme_handler'),
    \Drupal::service('string_translation'),
    \Drupal::service('extension.list.module'),
    \Drupal::service('extension.list.theme')
  );
  try {
    $importer->import();
  }
  catch (ConfigImporterException $exception) {
    print 'failed: ' . real_sites_plain($exception->getMessage()) . "\n";
  }
  foreach ($importer->getErrors() as $error) {
    print 'failed: ' . real_sites_plain($error) . "\n";
  }
}
$list('left');
