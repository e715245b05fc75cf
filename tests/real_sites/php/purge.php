<?php

/**
 * @file
 * Deletes the field that field.php made, and all of its values.
 */

field_delete_field('field_sign');
while (db_query("SELECT 1 FROM {field_config} WHERE field_name = 'field_sign'")->fetchField()) {
  field_purge_batch(10);
}
