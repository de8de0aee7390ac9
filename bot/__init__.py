"""The process: settings, clock, web server, scheduler, courier, desks, sources, command line."""
