<?php

/**
 * @file
 * Content of all sites, and rows of modules in shared tables.
 *
 * Usage: boot.php ROOT content.php MODULE... for modules that are enabled.
 */

foreach (array('article', 'page', 'article') as $number => $type) {
  real_sites_node($type, "Node $number");
}
foreach ($args as $number => $module) {
  real_sites_traces($module, 900 + $number);
  $function = "real_sites_content_$module";
  if (function_exists($function)) {
    $function();
  }
}

/**
 * Saves a node.
 */
function real_sites_node($type, $title, array $values = array()) {
  $node = (object) ($values + array(
    'type' => $type,
    'title' => $title,
    'uid' => 1,
    'language' => LANGUAGE_NONE,
    'status' => 1,
  ));
  node_object_prepare($node);
  node_save($node);
  return $node;
}

/**
 * Rows that any module may have: of permissions, blocks, aliases, files…
 */
function real_sites_traces($module, $fid) {
  user_role_grant_permissions(DRUPAL_ANONYMOUS_RID, array_keys((array) module_invoke($module, 'permission')));
  foreach (array_keys((array) module_invoke($module, 'block_info')) as $delta) {
    $block = array('module' => $module, 'delta' => $delta);
    db_merge('block')
      ->key($block + array('theme' => 'bartik'))
      ->fields(array('status' => 1, 'region' => 'sidebar_first', 'pages' => ''))
      ->execute();
    db_merge('block_role')->key($block + array('rid' => 2))->execute();
    db_merge('block_node_type')->key($block + array('type' => 'article'))->execute();
  }
  db_insert('url_alias')->fields(array('source' => $module, 'alias' => "alias-$module", 'language' => LANGUAGE_NONE))->execute();
  db_insert('file_managed')->fields(array(
    'fid' => $fid,
    'uid' => 1,
    'filename' => "$module.txt",
    'uri' => "public://$module.txt",
    'filemime' => 'text/plain',
    'status' => 1,
  ))->execute();
  file_put_contents("public://$module.txt", 'x');
  db_insert('file_usage')
    ->fields(array('fid' => $fid, 'module' => $module, 'type' => 'node', 'id' => 1, 'count' => 1))
    ->execute();
}

/**
 * A poll with votes.
 */
function real_sites_content_poll() {
  $choices = array(
    array('chtext' => 'Yes', 'chvotes' => 1, 'weight' => 0),
    array('chtext' => 'No', 'chvotes' => 0, 'weight' => 1),
  );
  $node = real_sites_node('poll', 'Well?', array('runtime' => 0, 'active' => 1, 'choice' => $choices));
  $chid = db_query('SELECT MIN(chid) FROM {poll_choice} WHERE nid = :nid', array(':nid' => $node->nid))->fetchField();
  db_insert('poll_vote')->fields(array('nid' => $node->nid, 'uid' => 1, 'chid' => $chid, 'hostname' => ''))->execute();
  variable_set('node_options_poll', array('status'));
}

/**
 * A forum with more topics than one batch of its hook_uninstall() purges.
 */
function real_sites_content_forum() {
  $term = (object) array('vid' => variable_get('forum_nav_vocabulary'), 'name' => 'Talk');
  taxonomy_term_save($term);
  for ($number = 0; $number < 12; $number++) {
    real_sites_node('forum', "Topic $number", array('taxonomy_forums' => array(LANGUAGE_NONE => array(array('tid' => $term->tid)))));
  }
  variable_set('forum_hot_topic', 5);
}

/**
 * Blocks of others in the regions of the dashboard.
 */
function real_sites_content_dashboard() {
  foreach (array('new' => 'dashboard_main', 'recent' => 'dashboard_sidebar') as $delta => $region) {
    db_update('block')
      ->fields(array('status' => 1, 'region' => $region))
      ->condition('delta', $delta)
      ->condition('theme', 'seven')
      ->execute();
  }
  variable_set('dashboard_stashed_blocks', array(array('module' => 'user', 'delta' => 'new', 'region' => 'dashboard_main')));
}

/**
 * Books, loans, nodes and settings.
 */
function real_sites_content_shelf() {
  for ($number = 0; $number < 3; $number++) {
    db_insert('shelf_book')->fields(array('title' => "Book $number"))->execute();
    real_sites_node('shelf_book', "Shelf $number");
  }
  node_access_rebuild();
  cache_set('one', 'x', 'cache_shelf');
  user_save(user_load(1), array('data' => array('shelf_loans' => 0, 'shelves' => 1)));
  shelf_lend(user_load(1), file_load(db_query("SELECT fid FROM {file_managed} WHERE filename = 'shelf.txt'")->fetchField()));
  $link = array('link_path' => 'node/1', 'link_title' => 'Books', 'menu_name' => 'shelf-menu', 'module' => 'menu');
  menu_link_save($link);
  $format = array('format' => 'full_html', 'name' => 'shelf_isbn', 'module' => 'shelf', 'status' => 1);
  db_merge('filter')->key(array_slice($format, 0, 2))->fields($format + array('settings' => serialize(array())))->execute();
  db_insert('image_effects')->fields(array('isid' => 1, 'name' => 'shelf_stamp', 'data' => serialize(array())))->execute();
  actions_synchronize();
  variable_set('date_format_shelf_due', 'j. n. Y');
  foreach (array('setting_upper', 'setting_lower', 'type_page', 'type_shelf_book', 'seen_2020', 'seen_2021') as $name) {
    variable_set("shelf_$name", 1);
  }
  variable_set('shelves', 'not of the module');
  db_insert('url_alias')->fields(array('source' => 'shelf/old', 'alias' => 'old', 'language' => LANGUAGE_NONE))->execute();
  db_insert('url_alias')->fields(array('source' => 'shelfish', 'alias' => 'fish', 'language' => LANGUAGE_NONE))->execute();
}

/**
 * Rows of the log.
 */
function real_sites_content_shelf_log() {
  db_insert('shelf_log')->fields(array('line' => 'Book 1 was read'))->execute();
  db_update('shelf_book')->fields(array('reader' => 1))->execute();
  variable_set('shelf_log_length', 7);
}
