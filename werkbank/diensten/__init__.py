"""What the workbench does, as plain functions: the command line and the browser both call them, and neither decides anything."""
