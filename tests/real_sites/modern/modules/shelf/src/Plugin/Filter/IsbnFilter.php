<?php

namespace Drupal\shelf\Plugin\Filter;

use Drupal\filter\FilterProcessResult;
use Drupal\filter\Plugin\FilterBase;

/**
 * Writes numbers of books in capitals.
 *
 * @Filter(
 *   id = "shelf_isbn",
 *   title = @Translation("Numbers of books"),
 *   type = Drupal\filter\Plugin\FilterInterface::TYPE_TRANSFORM_IRREVERSIBLE
 * )
 */
class IsbnFilter extends FilterBase {

  /**
   * {@inheritdoc}
   */
  public function process($text, $langcode) {
    return new FilterProcessResult(str_replace('isbn', 'ISBN', $text));
  }

}
