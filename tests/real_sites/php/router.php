<?php

/**
 * @file
 * Serves the site that a link leads to now: php -S ADDRESS router.php.
 *
 * The link is in the environment variable REAL_SITES_LIVE. PHP's own server
 * follows a link once, when it starts.
 */

error_reporting(E_ALL & ~E_DEPRECATED);
clearstatcache(TRUE);
$root = realpath(getenv('REAL_SITES_LIVE'));
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$script = $path == '/update.php' ? 'update.php' : 'index.php';
if ($path != "/$script" && $path != '/') {
  if (is_file($root . $path) && substr($path, -4) != '.php') {
    readfile($root . $path);
    return;
  }
  if (substr($path, -4) == '.txt') {
    http_response_code(404);
    return;
  }
  $_GET['q'] = ltrim(rawurldecode($path), '/');
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/$script";
$_SERVER['SCRIPT_FILENAME'] = "$root/$script";
chdir($root);
require "$root/$script";
