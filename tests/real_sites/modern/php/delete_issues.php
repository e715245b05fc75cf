<?php

/**
 * @file
 * Deletes by hand what issues.php made, and purges it.
 */

use Drupal\field\Entity\FieldStorageConfig;

$storage = \Drupal::entityTypeManager()->getStorage('press_issue');
while ($ids = $storage->getQuery()->accessCheck(FALSE)->sort('id', 'DESC')->range(0, 10)->execute()) {
  $storage->delete($storage->loadMultiple($ids));
}
FieldStorageConfig::loadByName('node', 'field_mark')->delete();
do {
  field_purge_batch(10);
} while (\Drupal::service('entity_field.deleted_fields_repository')->getFieldStorageDefinitions());
