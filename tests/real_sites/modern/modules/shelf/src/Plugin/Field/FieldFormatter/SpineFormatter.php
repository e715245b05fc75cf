<?php

namespace Drupal\shelf\Plugin\Field\FieldFormatter;

use Drupal\Core\Field\FieldItemListInterface;
use Drupal\Core\Field\FormatterBase;

/**
 * Shows a text as on the spine of a book.
 *
 * @FieldFormatter(
 *   id = "shelf_spine",
 *   label = @Translation("Spine"),
 *   field_types = {"string"}
 * )
 */
class SpineFormatter extends FormatterBase {

  /**
   * {@inheritdoc}
   */
  public function viewElements(FieldItemListInterface $items, $langcode) {
    $elements = [];
    foreach ($items as $delta => $item) {
      $elements[$delta] = ['#plain_text' => strtoupper($item->value)];
    }
    return $elements;
  }

}
