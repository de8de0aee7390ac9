"""What the desk needs to reach Slack."""

from dataclasses import dataclass, field

SLACK = "https://slack.com/api/"


@dataclass(frozen=True)
class SlackSettings:
    """`app_token` given: Socket Mode. Otherwise `signing_secret`: Slack sends to `/slack/events`. Never printed."""

    bot_token: str = field(repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    api_url: str = SLACK
