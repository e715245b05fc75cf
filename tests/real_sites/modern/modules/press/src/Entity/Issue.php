<?php

namespace Drupal\press\Entity;

use Drupal\Core\Entity\ContentEntityBase;
use Drupal\Core\Entity\EntityStorageInterface;
use Drupal\Core\Entity\EntityTypeInterface;
use Drupal\Core\Field\BaseFieldDefinition;

/**
 * An issue of a magazine.
 *
 * @ContentEntityType(
 *   id = "press_issue",
 *   label = @Translation("Issue"),
 *   base_table = "press_issue",
 *   admin_permission = "administer site configuration",
 *   entity_keys = {"id" = "id", "uuid" = "uuid", "label" = "title"}
 * )
 */
class Issue extends ContentEntityBase {

  /**
   * {@inheritdoc}
   */
  public static function baseFieldDefinitions(EntityTypeInterface $entity_type) {
    $fields = parent::baseFieldDefinitions($entity_type);
    $fields['title'] = BaseFieldDefinition::create('string')->setLabel(t('Title'));
    $fields['tags'] = BaseFieldDefinition::create('string')->setLabel(t('Tags'))->setCardinality(-1);
    return $fields;
  }

  /**
   * {@inheritdoc}
   */
  public static function postDelete(EntityStorageInterface $storage, array $entities) {
    parent::postDelete($storage, $entities);
    foreach ($entities as $entity) {
      \Drupal::service('press.archive')->note('class ' . $entity->label());
    }
  }

}
