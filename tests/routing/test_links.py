import pytest

from routing.links import host_of


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.Facebook.com/fjellro/posts/1", "www.facebook.com"),
        ("http://x.com:8080/a?b#c", "x.com"),
        ("https://[::1]/a", "::1"),
        ("https://[abc/d", ""),
        ("https://[::1", ""),
        ("http://[bad]/x", ""),
        ("https://a＠b℀.com/x", ""),
        ("https://x.com:99999/", ""),
        ("https://x .com/", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_web_address(link: str, host: str) -> None:
    assert host_of(link) == host
