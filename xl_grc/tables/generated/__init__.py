"""What a command would otherwise work out of the schema each time it starts; `make generated` writes the modules."""
