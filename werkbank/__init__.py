"""The command line and the browser: thin edges over one set of services."""
