"""Builds the templates that the package ships, with openpyxl; no other room needs it, and no command imports it."""
