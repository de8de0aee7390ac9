import pytest

from routing.links import bare_hosts_in, host_of, hosts_in, site, with_parents


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


def test_hosts_in_a_text() -> None:
    text = "(https://www.Example.com/a), http://x.com. www.fjellro.no! https://x.com/2 ftp://no.com www. https://[bad"
    assert hosts_in(text) == ("www.example.com", "x.com", "www.fjellro.no")
    assert hosts_in("example.com and mail@example.com") == ()


def test_bare_words_that_may_be_hosts() -> None:
    text = (
        "DR.dk/nyheder, tv2.dk. https://no.com/a.no www.no.com a@no.com no.com@a.no ftp://no.com v1.20 e.l. m.blåbær.no"
    )
    assert bare_hosts_in(text) == ("dr.dk", "tv2.dk", "m.blåbær.no")
    assert bare_hosts_in("no host") == ()
    assert bare_hosts_in("a." * 20_000 + "no") == ()


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        ("example.com", "example.com"),
        ("www.Example.com", "example.com"),
        ("https://www.example.com/a?b", "example.com"),
        ("shop.example.com.", "shop.example.com"),
        ("no host", ""),
        ("", ""),
    ],
)
def test_the_site_that_somebody_means(entry: str, host: str) -> None:
    assert site(entry) == host


def test_a_host_and_the_domains_above_it() -> None:
    assert with_parents("m.shop.example.com") == ("m.shop.example.com", "shop.example.com", "example.com")
    assert with_parents("localhost") == ("localhost",)
