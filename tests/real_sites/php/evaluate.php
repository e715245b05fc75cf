<?php

/**
 * @file
 * Evaluates PHP in the booted site: boot.php ROOT evaluate.php CODE.
 */

// phpcs:ignore Drupal.Functions.DiscouragedFunctions
eval($args[0]);
