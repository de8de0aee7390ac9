"""The demo: the production bot and a local Slack in one process, on one movable clock."""

from bot.demo.serve import serve_demo

__all__ = ["serve_demo"]
