"""Removes a Drupal module's code and data in one release."""

__version__ = "0.1.0"
