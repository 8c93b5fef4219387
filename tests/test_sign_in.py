"""Signing in with Hugging Face: gradio's way there and back, with a provider on this machine at its end."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from browsing import answers, ask, settle
from gradio_client import Client
from playwright.sync_api import Page, expect
from provider import CLIENT, Provider
from running import App

from kat_demo import config
from kat_demo.errors import ConfigError

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine
SPACE = {"SYSTEM": "spaces", "SPACE_ID": "someone/kat"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


@pytest.fixture(scope="module")
def app(provider: Provider) -> Iterator[App]:
    environ = {**SPACE, **CLIENT, "OPENID_PROVIDER_URL": provider.url, "KAT_SIGN_IN": "true"}
    running = App("--host", "127.0.0.1", environ=environ)
    yield running
    log = running.close()
    assert "a-token" not in log and CLIENT["OAUTH_CLIENT_SECRET"] not in log


def test_who_has_not_signed_in_sees_the_page_and_is_asked_to(page: Page) -> None:
    expect(page.locator("#kat-sign-in")).to_be_visible()
    expect(page.locator("#kat-sign-out")).not_to_be_visible()
    page.fill("#kat-box textarea", "hello")
    page.keyboard.press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("Sign in with Hugging Face first")
    expect(page.locator("#kat-box textarea")).to_have_value("hello")
    expect(answers(page)).to_have_count(0)


def test_signing_in_and_out(page: Page, app: App, provider: Provider) -> None:
    page.locator("#kat-sign-in").click()
    expect(page.locator("#kat-user")).to_have_text("ada")
    assert page.url == f"{app.url}/" and provider.exchanged[-1]["grant_type"] == "authorization_code"
    settle(page)
    ask(page, "hello")
    expect(answers(page).last).not_to_be_empty()
    page.get_by_label("中文").check()
    expect(page.locator("#kat-sign-out")).to_have_text("退出登录")
    page.locator("#kat-sign-out").click()
    expect(page.locator("#kat-sign-in")).to_have_text("登录")
    expect(page.locator("#kat-user")).not_to_be_visible()


def test_a_link_is_kept_on_the_way(page: Page, app: App) -> None:
    page.goto(f"{app.url}/?view=compare&message=hello")
    page.locator("#kat-sign-in").click()
    expect(page.locator("#kat-user")).to_have_text("ada")
    assert page.url == f"{app.url}/?view=compare&message=hello"


def test_programs_are_told_too(app: App) -> None:
    answer = httpx.post(f"{app.url}/gradio_api/call/generate", json={"data": ["hello"]})
    assert answer.status_code == 401 and answer.json()["detail"].startswith("Sign in with Hugging Face first")
    with pytest.raises(Exception, match="401 Unauthorized"):
        Client(app.url, verbose=False).predict("hello", api_name="/generate")
    assert Client(app.url, verbose=False).predict(api_name="/model_info")["status"] == "ready"
    assert httpx.get(f"{app.url}/health").status_code == 200


def test_a_forged_session_is_none(app: App) -> None:
    forged = "eyJvYXV0aF9pbmZvIjogeyJleHBpcmVzX2F0IjogOTk5OTk5OTk5OX19.aaaa.bbbb"
    answer = httpx.post(f"{app.url}/gradio_api/call/generate", json={"data": ["hello"]}, cookies={"session": forged})
    assert answer.status_code == 401


def test_it_is_for_spaces_that_have_it() -> None:
    with pytest.raises(ConfigError, match="only a Space can send visitors"):
        config.load(["--sign-in"], {})
    with pytest.raises(ConfigError, match="hf_oauth: true"):
        config.load([], {"KAT_SIGN_IN": "true", "SPACE_ID": "someone/kat"})
    whole = {**SPACE, **CLIENT, "OPENID_PROVIDER_URL": "http://127.0.0.1:1"}
    assert config.load(["--sign-in"], whole).sign_in and not config.load([], whole).sign_in
    with pytest.raises(ConfigError, match="Choose one of the two"):
        config.load(["--sign-in"], {**whole, "KAT_AUTH": "a:b"})
