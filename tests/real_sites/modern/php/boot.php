<?php

/**
 * @file
 * Boots a Drupal 8 or later as user 1, and counts its database statements.
 */

use Drupal\Core\Database\Database;
use Drupal\Core\Database\Event\StatementEvent;
use Drupal\Core\Database\Event\StatementExecutionEndEvent;
use Drupal\Core\Database\Log;
use Drupal\Core\Database\StatementInterface;
use Drupal\Core\DrupalKernel;
use Drupal\Core\Site\Settings;
use Drupal\Core\Update\UpdateKernel;
use Drupal\user\Entity\User;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Session\Session;
use Symfony\Component\HttpFoundation\Session\Storage\MockArraySessionStorage;

ini_set('memory_limit', '1G');
error_reporting(E_ALL & ~E_DEPRECATED);

/**
 * Boots the kernel of pages, or that of update.php.
 */
function real_sites_boot($root, $for_update = FALSE) {
  chdir($root);
  $autoloader = require 'autoload.php';
  $request = Request::create('http://localhost/' . ($for_update ? 'update.php' : 'index.php'));
  $request->setSession(new Session(new MockArraySessionStorage()));
  $class = $for_update ? UpdateKernel::class : DrupalKernel::class;
  $kernel = new $class('prod', $autoloader, !$for_update);
  DrupalKernel::bootEnvironment();
  $kernel->setSitePath('sites/default');
  Settings::initialize($kernel->getAppRoot(), 'sites/default', $autoloader);
  $kernel->boot();
  $kernel->getContainer()->get('request_stack')->push($request);
  $kernel->preHandle($request);
  \Drupal::currentUser()->setAccount(User::load(1));
  real_sites_count();
}

/**
 * Counts statements, and ends the process with SIGKILL after some of them.
 */
function real_sites_count() {
  $GLOBALS['real_sites_log'] = new class extends Log {

    /**
     * Statements so far.
     */
    public int $count = 0;

    /**
     * From Drupal 10.1 on.
     */
    public function logFromEvent(StatementExecutionEndEvent $event): void {
      $this->step();
    }

    /**
     * Before Drupal 10.1.
     */
    public function log(StatementInterface $statement, $args, $time, $start = NULL) {
      $this->step();
    }

    /**
     * Counts those within a function, if one is named.
     */
    private function step() {
      $within = getenv('REAL_SITES_KILL_WITHIN');
      if ($within && !in_array($within, array_column(debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS), 'function'))) {
        return;
      }
      if (++$this->count === (int) getenv('REAL_SITES_KILL_AFTER')) {
        posix_kill(posix_getpid(), SIGKILL);
      }
    }

  };
  Database::getConnection()->setLogger($GLOBALS['real_sites_log']);
  if (class_exists(StatementEvent::class)) {
    Database::getConnection()->enableEvents(StatementEvent::all());
  }
}

/**
 * Text without markup, on one line.
 */
function real_sites_plain($text) {
  if (is_array($text)) {
    $text = \Drupal::service('renderer')->renderInIsolation($text);
  }
  return trim(preg_replace('/\s+/', ' ', html_entity_decode(strip_tags((string) $text), ENT_QUOTES)));
}

/**
 * Prints the messages of this process and its end.
 */
function real_sites_say() {
  print "\nstatements {$GLOBALS['real_sites_log']->count}\n";
  foreach (\Drupal::messenger()->all() as $type => $messages) {
    foreach ($messages as $message) {
      print "$type: " . real_sites_plain($message) . "\n";
    }
  }
  print "[done]\n";
}
