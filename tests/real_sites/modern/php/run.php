<?php

/**
 * @file
 * Boots a site and includes a script: php run.php ROOT SCRIPT ARG...
 *
 * The script finds its arguments in $args. "[done]" at the end of the output
 * says that all went well.
 */

require __DIR__ . '/boot.php';
real_sites_boot($argv[1]);
real_sites_include($argv[2], array_slice($argv, 3));
real_sites_say();

/**
 * Includes a script in a scope of its own.
 */
function real_sites_include($script, array $args) {
  include __DIR__ . "/$script";
}
