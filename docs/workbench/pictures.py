"""Takes the pictures of docs/workbench.md: does what the page tells, in Chromium, with two articles of the sample.

    python docs/workbench/pictures.py

Needs the development tools and Debian's chromium and chromium-driver; its pngquant makes the pictures small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By

HERE = Path(__file__).parent
ARTICLES = [HERE.parents[1] / "examples" / "harbour" / name for name in ("courier.txt", "skerry.txt")]
WIDTH, HEIGHT = 1100, 720


def chromium(folder: str) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--no-first-run",
        f"--user-data-dir={folder}",
    ):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def tour(driver: webdriver.Chrome, start: str) -> None:
    """The way of the tutorial, with a picture at each station."""
    base = start.partition("/sign-in")[0]

    def shoot(name: str, height: int = HEIGHT) -> None:
        metrics = {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.save_screenshot(str(HERE / f"{name}.png"))

    def press(words: str) -> None:
        driver.find_element(By.XPATH, f"//button[.='{words}'] | //a[contains(., '{words}')]").click()
        time.sleep(3)

    driver.get(start)
    driver.get(f"{base}/articles")
    driver.find_element(By.ID, "files").send_keys("\n".join(map(str, ARTICLES)))
    press("Add the files")
    while not driver.find_elements(By.CSS_SELECTOR, ".news a"):
        time.sleep(0.5)
    driver.get(f"{base}/articles")
    shoot("add", 900)
    driver.get(f"{base}/story")
    shoot("story", 900)
    driver.find_element(By.XPATH, "//main//a[contains(., 'known about the damage')]").click()
    shoot("claim", 1180)
    driver.find_element(By.XPATH, "//li[contains(., 'One speaker')]//button").click()
    time.sleep(4)
    shoot("join", 720)
    driver.find_element(By.XPATH, "//button[.='Switch on']").click()
    time.sleep(4)
    driver.find_elements(By.CSS_SELECTOR, "figcaption a")[0].click()
    shoot("article", 900)
    for name, height in (("inbox", 900), ("sources", 640), ("timeline", 760), ("history", 560)):
        driver.get(f"{base}/{name}")
        shoot(name, height)
    driver.get(f"{base}/search?q=damage&certainty=hedged")
    shoot("search", 560)
    if shutil.which("pngquant"):
        pictures = sorted(map(str, HERE.glob("*.png")))
        subprocess.run(["pngquant", "--force", "--ext", ".png", "32", *pictures], check=True)  # noqa: S603, S607


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        case = f"{folder}/affair.hw"
        program = [sys.executable, "-m", "headwater.cli"]
        subprocess.run([*program, "case", "new", case], check=True)  # noqa: S603 - our own program
        serve = [*program, "serve", case, "--port", "0", "--who", "ada"]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
            driver = chromium(profile)
            try:
                assert process.stdout
                lines = iter(process.stdout.readline, "")
                start = next(found[0] for line in lines if (found := re.search(r"http\S+token=\S+", line)))
                tour(driver, start)
            finally:
                driver.quit()
                process.terminate()


if __name__ == "__main__":
    main()
