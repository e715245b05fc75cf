<?php

/**
 * @file
 * Content of all sites, and of modules that are installed: run.php ROOT content.php MODULE…
 */

use Drupal\Core\Entity\Entity\EntityFormDisplay;
use Drupal\Core\Entity\Entity\EntityViewDisplay;
use Drupal\field\Entity\FieldConfig;
use Drupal\field\Entity\FieldStorageConfig;
use Drupal\filter\Entity\FilterFormat;
use Drupal\lamp\Entity\Lamp;
use Drupal\node\Entity\Node;
use Drupal\node\Entity\NodeType;
use Drupal\path_alias\Entity\PathAlias;
use Drupal\user\Entity\Role;

NodeType::create(['type' => 'page', 'name' => 'Page'])->save();
real_sites_field('field_note', 'string');
real_sites_page(['field_note' => 'one']);
foreach ($args as $module) {
  $function = "real_sites_content_$module";
  if (function_exists($function)) {
    $function();
  }
}

/**
 * Saves a node.
 */
function real_sites_page(array $values) {
  Node::create($values + ['type' => 'page', 'title' => 'A page', 'uid' => 1])->save();
}

/**
 * Adds a field to nodes.
 */
function real_sites_field($name, $type) {
  FieldStorageConfig::create(['field_name' => $name, 'entity_type' => 'node', 'type' => $type])->save();
  FieldConfig::create(['field_name' => $name, 'entity_type' => 'node', 'bundle' => 'page', 'label' => $name])->save();
}

/**
 * Loans, a display, a text format, a permission, and what uninstall leaves.
 */
function real_sites_content_shelf() {
  shelf_lend(1, 'Emma');
  shelf_lend(1, 'Ulysses');
  $display = ['targetEntityType' => 'node', 'bundle' => 'page', 'mode' => 'default', 'status' => TRUE];
  EntityViewDisplay::create($display)->setComponent('field_note', ['type' => 'shelf_spine'])->save();
  EntityFormDisplay::create($display)->setComponent('field_note', ['type' => 'string_textfield'])->save();
  $filters = ['shelf_isbn' => ['status' => FALSE], 'filter_html_escape' => ['status' => TRUE]];
  FilterFormat::create(['format' => 'shelf_text', 'name' => 'Text', 'filters' => $filters])->save();
  Role::load('authenticated')->grantPermission('borrow books')->save();
  \Drupal::service('user.data')->set('front', 1, 'colour', 'red');
  \Drupal::state()->set('shelfish', 'not of the module');
  foreach (['/shelf/1' => '/emma', '/shelfish' => '/fish'] as $path => $alias) {
    PathAlias::create(['path' => $path, 'alias' => $alias])->save();
  }
  \Drupal::cache('shelf')->set('one', 'x');
}

/**
 * Two lamps.
 */
function real_sites_content_lamp() {
  Lamp::create(['id' => 'desk', 'label' => 'Desk', 'room' => 'study'])->save();
  Lamp::create(['id' => 'stairs', 'label' => 'Stairs', 'room' => 'hall'])->save();
}
