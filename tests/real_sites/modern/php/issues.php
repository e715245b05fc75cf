<?php

/**
 * @file
 * More issues of the module press than one pass of an update deletes, and a field of its type with data.
 */

use Drupal\field\Entity\FieldConfig;
use Drupal\field\Entity\FieldStorageConfig;
use Drupal\node\Entity\Node;
use Drupal\press\Entity\Issue;

for ($number = 1; $number <= 120; $number++) {
  Issue::create(['title' => "Issue $number", 'tags' => ['a', "b$number"]])->save();
}
FieldStorageConfig::create(['field_name' => 'field_mark', 'entity_type' => 'node', 'type' => 'press_mark'])->save();
FieldConfig::create(['field_name' => 'field_mark', 'entity_type' => 'node', 'bundle' => 'page'])->save();
for ($number = 1; $number <= 60; $number++) {
  Node::create(['type' => 'page', 'title' => "Page $number", 'uid' => 1, 'field_mark' => $number % 6])->save();
}
