<?php

/**
 * @file
 * Runs statements on the database: boot.php ROOT sql.php STATEMENT...
 */

foreach ($args as $statement) {
  db_query($statement);
}
