"""`python -m bot` is `svarvakt`."""

from bot.cli import main

main()
