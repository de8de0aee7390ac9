"""The scene every test of the desk plays in."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.bot.desks.slack.scene import Scene


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Scene]:
    """A workspace that runs, nothing connected yet."""
    scene = Scene()
    await scene.workspace.start()
    yield scene
    await scene.close()
