<?php

namespace Drupal\lamp\Entity;

use Drupal\Core\Config\Entity\ConfigEntityBase;
use Drupal\Core\Entity\EntityStorageInterface;

/**
 * A lamp that lights a room.
 *
 * @ConfigEntityType(
 *   id = "lamp",
 *   label = @Translation("Lamp"),
 *   config_prefix = "lamp",
 *   admin_permission = "administer site configuration",
 *   entity_keys = {"id" = "id", "label" = "label"},
 *   config_export = {"id", "label", "room"}
 * )
 */
class Lamp extends ConfigEntityBase {

  /**
   * The name.
   *
   * @var string
   */
  protected $id;

  /**
   * The label.
   *
   * @var string
   */
  protected $label;

  /**
   * The room.
   *
   * @var string
   */
  protected $room = '';

  /**
   * {@inheritdoc}
   */
  public static function postDelete(EntityStorageInterface $storage, array $entities) {
    parent::postDelete($storage, $entities);
    foreach ($entities as $entity) {
      \Drupal::state()->set('front.dark.' . $entity->get('room'), $entity->label());
    }
  }

}
