"""The workbench in a real browser, as an editor uses it: one affair, from a dropped article to a decision undone."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from headwater.web.users import Role, add

from .serving import served

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not BROWSER or not DRIVER, reason="Chromium is not installed (Debian: chromium, chromium-driver)"
)
AXE = Path(__file__).parents[2] / ".venv/npm/node_modules/axe-core/axe.min.js"
WIDTHS = (390, 820, 1440)
PASSWORD = "correct horse"
REPORT = """Drivers hurt as ramp fell

Two lorry drivers were hurt when the ramp fell, Ada Thorne said on Friday. The harbour was closed until noon, and the
ferry Aurelia turned back to Port Ellery."""

T = TypeVar("T")


class Browser:
    """Chromium at a workbench that a process of its own serves."""

    def __init__(self, driver: webdriver.Chrome, base: str, start: str) -> None:
        self.driver, self.base, self.start = driver, base, start

    def open(self, path: str) -> None:
        self.driver.get(path if path.startswith("http") else self.base + path)

    def wide(self, width: int) -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def xpath(self, path: str) -> WebElement:
        return self.driver.find_element(By.XPATH, path)

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return found

    def until(self, found: Callable[[], T], seconds: float = 20) -> T:
        """The first true value."""
        end = time.monotonic() + seconds
        while True:
            try:
                value = found()
                if value:
                    return value
            except (NoSuchElementException, StaleElementReferenceException):
                value = None  # One page goes, another comes.
            assert time.monotonic() < end, f"in vain at {self.driver.current_url}: {self.one('body').text[:2000]}"
            time.sleep(0.1)

    def press(self, button: WebElement) -> None:
        """Presses a button that leads to a page, and waits until that has come."""
        before = self.one("html")
        self.run("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()
        self.until(lambda: self.one("html") != before and self.run("return document.readyState") == "complete")

    def known(self, path: str) -> Any:
        """What a page has as data."""
        text = self.driver.execute_async_script(
            "fetch(arguments[0]).then(answer => answer.text()).then(arguments[1])", path
        )
        return json.loads(text)


def chromium(folder: Path) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or ""
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={folder}",
    ):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = chromium(Path(folder))
        try:
            yield found
        finally:
            found.quit()


@pytest.fixture(scope="module")
def browser(sample: Path, driver: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    case = tmp_path_factory.mktemp("browser") / "affair.hw"
    shutil.copy(sample, case)
    with served(case) as (base, start):
        found = Browser(driver, base, start)
        found.wide(1440)
        found.open(start)
        found.until(lambda: driver.current_url == f"{base}/story")
        found.until(lambda: not found.known("/progress.json")["behind"])
        yield found


def claim(browser: Browser) -> None:
    """Opens, from the story, a claim of two articles that certainly stands on one publication."""
    for page in range(1, browser.known("/story.json?show=single")["paging"]["pages"] + 1):
        for line in browser.known(f"/story.json?show=single&page={page}")["claims"]:
            found = browser.known(f"{line['address']}.json")["claim"]
            if len(found["assertions"]) == 2 and any(j["certain"] and j["of"] == "publication" for j in found["joins"]):
                browser.open(f"/story?show=single&page={page}")
                browser.press(browser.one(f"th a[href='{line['address']}']"))
                return
    raise AssertionError("the sample story has no such claim")


def test_a_cell_leads_to_its_sentence(browser: Browser) -> None:
    claim(browser)
    text = browser.one("figure blockquote mark").text
    browser.press(browser.one("figure figcaption a"))
    seen = browser.one("#at")
    assert text in seen.text
    assert browser.run("return arguments[0].getBoundingClientRect().top < innerHeight", seen)


def test_a_join_is_switched_off_and_the_count_follows(browser: Browser) -> None:
    claim(browser)
    before = browser.one("#counts").text
    browser.press(browser.xpath("//li[contains(., 'One publication')]//button[.='Switch off']"))
    browser.until(lambda: browser.one("#counts").text != before)
    after = browser.one("#counts").text
    assert before.startswith("2 articles; 1 publication,")
    assert re.match(r"2 articles; (1 to )?2 publications,", after)
    browser.press(browser.xpath("//button[.='Switch on']"))
    browser.until(lambda: browser.one("#counts").text == before)


def test_a_decision_is_undone_in_the_history(browser: Browser) -> None:
    claim(browser)
    before = browser.one("#counts").text
    browser.press(browser.xpath("//li[contains(., 'One publication')]//button[.='Switch off']"))
    browser.open("/history")
    browser.press(browser.xpath("//ul[@class='decisions']/li[contains(., 'do not share a publication')]//button"))
    assert "not in force" in browser.one(".decisions .gone").text
    claim(browser)
    assert browser.one("#counts").text == before


def test_a_dropped_article_is_read_and_stands_in_the_inbox(browser: Browser) -> None:
    browser.open("/articles")
    browser.run(
        """const carried = new DataTransfer();
        carried.items.add(new File([arguments[0]], "drivers.txt", {type: "text/plain"}));
        const how = {dataTransfer: carried, bubbles: true, cancelable: true};
        for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, how));""",
        REPORT,
    )
    told = browser.until(lambda: browser.all(".batches ul a"))
    assert told[0].text == "dropped/drivers.txt"
    browser.until(lambda: browser.all(".news a"))
    browser.open("/inbox")
    assert "Drivers hurt as ramp fell" in browser.one("article.new h3").text
    assert "New: no other article has it" in browser.one("article.new").text


def test_a_pasted_article_is_read(browser: Browser) -> None:
    browser.open("/articles")
    browser.one("#text").send_keys("The ramp was sold for scrap, Maren Oakes said on Monday.")
    browser.one("#add summary").click()
    browser.one("#fact-title").send_keys("Ramp sold")
    browser.press(browser.xpath("//button[.='Add the text']"))
    browser.until(lambda: any("added: pasted/" in each.text for each in browser.all(".batches li")))
    browser.open("/articles")
    assert browser.one(".list tbody a").text == "Ramp sold"


def mend(browser: Browser) -> WebElement:
    """The open form for the attribution to Ada Thorne, in the dropped article."""
    browser.open("/search?q=lorry+drivers&source=Thorne")
    browser.press(browser.one(".found a"))
    item = browser.xpath("//ol[@class='said']/li[contains(., 'Ada Thorne')]")
    item.find_element(By.CSS_SELECTOR, "a.mending").send_keys(Keys.ENTER)
    browser.until(lambda: item.find_elements(By.CSS_SELECTOR, "form.mend"))
    return item


def test_a_span_is_mended_with_a_selection(browser: Browser) -> None:
    form = mend(browser)
    browser.run(
        """const piece = document.querySelector("#at mark [data-start]").firstChild;
        const at = piece.data.indexOf("lorry drivers");
        getSelection().setBaseAndExtent(piece, at, piece, at + 13);"""
    )
    part = form.find_element(By.CSS_SELECTOR, "fieldset.content")
    browser.until(lambda: browser.run("return getSelection().toString()") == "lorry drivers")
    time.sleep(0.2)
    part.find_element(By.CSS_SELECTOR, ".take").click()
    assert part.find_element(By.CSS_SELECTOR, "textarea").get_property("value") == "lorry drivers"
    start = REPORT.index("lorry drivers")
    assert part.find_element(By.CSS_SELECTOR, "input").get_property("value") == f"{start}-{start + 13}"
    browser.press(form.find_element(By.XPATH, ".//button[.='Mend it']"))
    said = browser.until(lambda: browser.xpath("//ol[@class='said']/li[contains(., 'Ada Thorne')]")).text
    assert "lorry drivers" in said
    assert "judged by a person" in said


def test_a_span_is_mended_with_the_keyboard_alone(browser: Browser) -> None:
    form = mend(browser)
    field = form.find_element(By.CSS_SELECTOR, "fieldset.content textarea")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("Two lorry drivers were hurt")
    form.find_element(By.CSS_SELECTOR, "input[name=name]").send_keys(Keys.ENTER)
    browser.until(lambda: browser.all(".made"))
    assert "Two lorry drivers were hurt" in browser.xpath("//ol[@class='said']/li[contains(., 'Ada Thorne')]").text


def test_the_form_to_mend_comes_when_it_is_asked_for_and_goes_with_the_escape_key(browser: Browser) -> None:
    item = mend(browser)
    link = item.find_element(By.CSS_SELECTOR, "a.mending")
    assert link.get_attribute("aria-expanded") == "true"
    browser.until(lambda: browser.run("return document.activeElement.name") == "source_words")
    webdriver.ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert not item.find_elements(By.CSS_SELECTOR, "form.mend")
    assert browser.run("return document.activeElement") == link
    assert link.get_attribute("aria-expanded") == "false"


def test_what_cannot_be_done_is_told_in_the_form_which_keeps_what_was_written(browser: Browser) -> None:
    item = mend(browser)
    field = item.find_element(By.CSS_SELECTOR, "fieldset.content textarea")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("Words that nobody wrote")
    item.find_element(By.XPATH, ".//button[.='Mend it']").click()
    told = browser.until(lambda: item.find_elements(By.CSS_SELECTOR, "[role=alert]"))
    assert told[0].text == "these words do not stand in the article: Words that nobody wrote"
    assert field.get_property("value") == "Words that nobody wrote"


def test_an_attribution_is_mended_without_any_script(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open("/search?q=lorry+drivers&source=Thorne")
        browser.one(".found a").click()
        item = "//ol[@class='said']/li[contains(., 'Ada Thorne')]"
        browser.until(lambda: browser.driver.find_elements(By.XPATH, item))
        browser.xpath(f"{item}//a[@class='mending']").click()
        field = browser.until(lambda: browser.all("fieldset.content textarea"))[0]
        assert not browser.one("button.take").is_displayed()
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys("lorry drivers were hurt")
        browser.one("form.mend button:not(.take)").click()
        browser.until(lambda: browser.all(".made"))
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert "lorry drivers were hurt" in browser.xpath(item).text
    browser.press(browser.one(".made button"))
    assert "Taken back" in browser.one(".made").text


def test_two_sources_are_merged(browser: Browser) -> None:
    browser.open("/sources?named=Norhaven+Courier")
    browser.press(browser.one(".list a"))
    browser.xpath("//summary[.='Somebody else is the same']").click()
    browser.one("#other").send_keys("Radio Skerry")
    browser.press(browser.xpath("//button[.='They are one']"))
    assert "Radio Skerry" in browser.one(".head").text


def test_all_is_reached_with_the_tab_key_and_seen(browser: Browser) -> None:
    """Each stop is visible and shows that it has the focus; the first leads past the navigation."""
    browser.open("/story")
    stops: list[dict[str, Any]] = []
    for _ in range(40):
        webdriver.ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        stop = browser.run(
            """const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            return {text: at.textContent.trim(), outline: style.outlineStyle, wide: box.width, high: box.height};"""
        )
        stops.append(stop)
    assert stops[0]["text"] == "Skip to the page"
    assert [each["text"] for each in stops[2:9]] == [
        "Story", "Inbox", "Articles", "Sources", "Timeline", "Search", "History"
    ]  # fmt: skip
    assert all(each["outline"] != "none" and each["wide"] > 1 and each["high"] > 1 for each in stops)


def views(browser: Browser) -> list[str]:
    """One page of each kind."""
    story = browser.known("/story.json")
    return [
        "/story", "/inbox", "/articles", "/sources", "/timeline", "/search?q=ramp", "/history", "/export",
        story["claims"][0]["address"],
        browser.known("/articles.json")["articles"][-1]["address"],
        browser.known("/sources.json")["sources"][0]["address"],
    ]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_every_view_fits_the_screen(browser: Browser, width: int) -> None:
    browser.wide(width)
    try:
        for path in views(browser):
            browser.open(path)
            assert browser.run("return document.documentElement.scrollWidth") <= width, path
    finally:
        browser.wide(1440)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (make npm)")
@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})])
def test_axe_finds_no_serious_fault(browser: Browser, scheme: str, rules: dict[str, Any]) -> None:
    axe = AXE.read_text("utf-8")
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    found = []
    for path in views(browser):
        browser.open(path)
        browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        browser.run(axe)
        script = "axe.run({resultTypes: ['violations'], ...arguments[0]}).then(arguments[1])"
        result = browser.driver.execute_async_script(script, rules)
        found += [
            (path, fault["id"], fault["nodes"][0]["html"][:160], fault["nodes"][0]["failureSummary"][:300])
            for fault in result["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert not found


def test_no_request_has_left_the_machine_and_nothing_was_refused_by_the_policy(browser: Browser) -> None:
    """Over all that was done so far: the browser's own log of what it asked for, and of what it complained of."""
    asked = []
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert len(asked) > 100
    # The browser's own pages (chrome:) are no requests that leave it.
    assert {url for url in asked if not url.startswith((f"{browser.base}/", "data:", "chrome:"))} == set()
    severe = [entry["message"] for entry in browser.log("browser") if entry["level"] == "SEVERE"]
    # The form that could not be done.
    assert [each for each in severe if "/decide/attribution" not in each or "400" not in each] == []


def test_a_reader_signs_in_and_is_refused_a_change(sample: Path, driver: webdriver.Chrome, tmp_path: Path) -> None:
    case, team = tmp_path / "affair.hw", tmp_path / "team.users"
    shutil.copy(sample, case)
    add(team, "ben", Role.READER, PASSWORD)
    with served(case, "--users", str(team)) as (base, start):
        browser = Browser(driver, base, start)
        browser.open("/story")
        assert driver.current_url == f"{base}/sign-in"
        browser.one("#name").send_keys("ben")
        browser.one("#password").send_keys(PASSWORD, Keys.ENTER)
        browser.until(lambda: driver.current_url == f"{base}/story")
        browser.until(lambda: not browser.known("/progress.json")["behind"])
        claim(browser)
        assert [each.text for each in browser.all("button")] == ["Sign out"]
        # Even a form that was made by hand is refused.
        browser.run(
            """const form = document.querySelector(".who");
            form.action = "/decide/note";
            form.insertAdjacentHTML("beforeend", "<input name=text value=Mine>");"""
        )
        browser.press(browser.one(".who button"))
        assert "ben may read this case, and change nothing in it" in browser.one("main").text
        assert browser.known("/history.json")["decisions"] == []
