<?php

/**
 * @file
 * Serves the front page, so that caches are as on a live site: php warm.php ROOT.
 */

use Drupal\Core\DrupalKernel;
use Symfony\Component\HttpFoundation\Request;

error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('memory_limit', '1G');
chdir($argv[1]);
$autoloader = require 'autoload.php';
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = getcwd() . '/index.php';
$request = Request::create('http://localhost/');
$kernel = new DrupalKernel('prod', $autoloader);
$response = $kernel->handle($request);
$kernel->terminate($request, $response);
print "status {$response->getStatusCode()}\n[done]\n";
