<?php

/**
 * @file
 * Gives the command line what Drupal 7 expects of a web server.
 */

$_SERVER = array(
  'HTTP_HOST' => 'default',
  'HTTP_USER_AGENT' => 'cli',
  'PHP_SELF' => '/index.php',
  'REMOTE_ADDR' => '127.0.0.1',
  'REQUEST_METHOD' => 'GET',
  'REQUEST_URI' => '/',
  'SCRIPT_NAME' => '/index.php',
  'SERVER_SOFTWARE' => NULL,
) + $_SERVER;
