<?php

namespace Drupal\press;

use Drupal\Core\State\StateInterface;

/**
 * Remembers which issues there were.
 */
class Archive {

  /**
   * The state of the site.
   *
   * @var \Drupal\Core\State\StateInterface
   */
  protected $state;

  /**
   * Constructs an Archive.
   */
  public function __construct(StateInterface $state) {
    $this->state = $state;
  }

  /**
   * Notes that an issue is gone, or that the archive is closed.
   */
  public function note($text) {
    $this->state->set('front.archive', array_merge($this->state->get('front.archive', []), [$text]));
  }

}
