// What the pages do besides what forms and links do: they tell what is new, and take dropped files.
"use strict";

// -- a newer story, and articles that are being read --

const news = document.querySelector(".news");
const batches = document.querySelector("#batches");
const ASK = 1500;

async function progress() {
  let pause = 4 * ASK;
  try {
    const answer = await fetch("/progress.json", { headers: { Accept: "application/json" } });
    if (answer.status === 401) return;
    const now = await answer.json();
    tell(now);
    if (now.behind || now.batches.some((batch) => !batch.finished)) pause = ASK;
  } catch {
    news.textContent = "The program does not answer. It may have been ended.";
  }
  setTimeout(progress, pause);
}

function tell(now) {
  const other = now.edition !== news.dataset.edition;
  const text = now.trouble ? now.trouble
    : now.behind ? "A newer story is being made. What you see is the one before it."
    : other ? "There is a newer story. " : "";
  if (news.textContent.trim() !== text.trim() && !(other && !now.behind && news.querySelector("a"))) {
    news.textContent = text;
    if (other && !now.behind && !now.trouble) {
      const show = document.createElement("a");
      show.href = location.href;
      show.textContent = "Show it";
      show.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
      news.append(show);
    }
  }
  if (batches) list(now.batches);
}

function list(found) {
  batches.hidden = !found.length;
  batches.querySelector(".batches").replaceChildren(...found.map((batch) => {
    const item = document.createElement("li");
    item.id = `batch-${batch.id}`;
    const state = batch.finished ? "" : ", reading …";
    item.append(paragraph(`${batch.who}: ${count(batch.files, "file")}, ${count(batch.done, "article")} done${state}`));
    if (batch.trouble) item.append(paragraph(batch.trouble, "wrong"));
    const told = document.createElement("ul");
    told.append(...batch.told.map(line));
    item.append(told);
    return item;
  }));
}

function line(one) {
  const item = document.createElement("li");
  const name = document.createElement(one.article && /^[\w-]{1,64}$/.test(one.article) ? "a" : "bdi");
  name.textContent = one.failure ? one.failure.message : one.uri;
  if (name.tagName === "A") name.href = `/articles/${one.article}`;
  item.append(`${one.what}: `, name);
  return item;
}

function paragraph(text, kind) {
  const made = document.createElement("p");
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function count(number, noun) {
  return number === 1 ? `${number} ${noun}` : `${number} ${noun}s`;
}

if (news) setTimeout(progress, ASK);

// -- dropped files --

const drop = document.querySelector("form.drop");

if (drop) {
  const files = drop.querySelector("input[type=file]");
  const dropping = (event, on) => { event.preventDefault(); document.body.classList.toggle("dropping", on); };
  document.addEventListener("dragover", (event) => dropping(event, true));
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) dropping(event, false); });
  document.addEventListener("drop", (event) => {
    dropping(event, false);
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}

// -- what was just decided, told to those who listen to the page as well --

const made = document.querySelector(".made p");
if (made) setTimeout(() => made.replaceChildren(...made.childNodes), ASK / 3);
