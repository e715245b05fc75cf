<?php

/**
 * @file
 * Gives pages a field of the type of the shelf module, with values.
 */

field_create_field(array('field_name' => 'field_sign', 'type' => 'shelf_sign'));
field_create_instance(array('field_name' => 'field_sign', 'entity_type' => 'node', 'bundle' => 'page', 'label' => 'Sign'));
foreach (node_load_multiple(array(), array('type' => 'page')) as $node) {
  $node->field_sign = array(LANGUAGE_NONE => array(array('sign' => "A $node->nid")));
  node_save($node);
}
