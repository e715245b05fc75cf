<?php

namespace Drupal\press\Plugin\Field\FieldType;

use Drupal\Core\Field\FieldItemBase;
use Drupal\Core\Field\FieldStorageDefinitionInterface;
use Drupal\Core\TypedData\DataDefinition;

/**
 * A mark that readers give.
 *
 * @FieldType(
 *   id = "press_mark",
 *   label = @Translation("Mark"),
 *   default_widget = "string_textfield",
 *   default_formatter = "string"
 * )
 */
class MarkItem extends FieldItemBase {

  /**
   * {@inheritdoc}
   */
  public static function propertyDefinitions(FieldStorageDefinitionInterface $field_definition) {
    return ['value' => DataDefinition::create('integer')->setLabel(t('Mark'))];
  }

  /**
   * {@inheritdoc}
   */
  public static function schema(FieldStorageDefinitionInterface $field_definition) {
    return ['columns' => ['value' => ['type' => 'int', 'not null' => FALSE]]];
  }

  /**
   * {@inheritdoc}
   */
  public function delete() {
    \Drupal::state()->set('front.unmarked', \Drupal::state()->get('front.unmarked', 0) + 1);
  }

}
