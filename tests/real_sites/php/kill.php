<?php

/**
 * @file
 * Ends the process with SIGKILL after some database statement; says the end.
 */

/**
 * Counts statements, those within a function if one is named.
 */
class RealSitesLog extends DatabaseLog {

  /**
   * Statements so far.
   */
  public $count = 0;

  /**
   * {@inheritdoc}
   */
  public function log(DatabaseStatementInterface $statement, $args, $time) {
    $within = getenv('REAL_SITES_KILL_WITHIN');
    if ($within && !in_array($within, array_column(debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS), 'function'))) {
      return;
    }
    if (++$this->count === (int) getenv('REAL_SITES_KILL_AFTER')) {
      print 'killed after: ' . $statement->getQueryString() . "\n";
      posix_kill(posix_getpid(), SIGKILL);
    }
  }

}

/**
 * Starts to count.
 */
function real_sites_kill() {
  $GLOBALS['real_sites_log'] = new RealSitesLog('real_sites');
  Database::getConnection()->setLogger($GLOBALS['real_sites_log']);
}

/**
 * Prints the messages of this process and its end.
 */
function real_sites_say() {
  print "statements {$GLOBALS['real_sites_log']->count}\n";
  foreach ((array) drupal_get_messages() as $type => $messages) {
    foreach ($messages as $message) {
      print "$type: " . html_entity_decode(strip_tags($message), ENT_QUOTES) . "\n";
    }
  }
  print "[done]\n";
}
