// An article: a form to mend is fetched when it is wanted, and takes what is selected in the text as offsets.
"use strict";

const text = document.querySelector(".pane .text");
let last = null;

// -- the form of one attribution, from its own page --

document.addEventListener("click", (event) => {
  const at = event.target;
  const other = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = at.closest("a.mending"), leave = at.closest("a.leave"), take = at.closest("button.take");
  if (take) taken(take.closest("fieldset"));
  if (other) return;
  if (link) {
    event.preventDefault();
    if (!closed(link)) open(link);
  }
  if (leave && leave.closest("li")) {
    event.preventDefault();
    closed(leave.closest("li").querySelector("a.mending"));
  }
});

document.addEventListener("keydown", (event) => {
  const item = event.key === "Escape" && event.target.closest("form.mend")?.closest("li");
  if (item) closed(item.querySelector("a.mending"));
});

async function open(link) {
  if (link.dataset.busy) return;
  link.dataset.busy = "yes";
  const form = await fetched(link.href);
  delete link.dataset.busy;
  if (!form) {
    location.assign(link.href);
    return;
  }
  const place = document.createElement("div");
  place.className = "do";
  place.append(form);
  link.closest("li").append(place);
  link.setAttribute("aria-expanded", "true");
  showTaking(form);
  form.querySelector("textarea").focus();
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form.mend");
  } catch {
    return null;
  }
}

function closed(link) {
  const form = link.closest("li").querySelector("form.mend");
  if (!form) return false;
  form.parentElement.remove();
  link.setAttribute("aria-expanded", "false");
  link.focus();
  return true;
}

// -- what is selected in the text --

function offset(node, within) {
  const place = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!place) return null;
  const before = document.createRange();
  before.setStart(place, 0);
  before.setEnd(node, within);
  return Number(place.dataset.start) + [...before.toString()].length;
}

function selected() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return null;
  const range = chosen.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, words: range.toString() };
}

function taken(part) {
  part.querySelector(".wrong")?.remove();
  if (!last) {
    const told = document.createElement("p");
    told.className = "wrong";
    told.setAttribute("role", "alert");
    part.append(told);
    told.textContent = "Select the words in the text first.";
    return;
  }
  part.querySelector("textarea").value = last.words;
  part.querySelector("input").value = `${last.start}-${last.end}`;
  part.classList.add("chosen");
}

function showTaking(form) {
  for (const button of form.querySelectorAll("button.take")) button.hidden = false;
}

document.addEventListener("selectionchange", () => { last = selected() ?? last; });
for (const form of document.querySelectorAll("form.mend")) showTaking(form);
for (const link of document.querySelectorAll("a.mending")) link.setAttribute("aria-expanded", "false");

// -- an attribution and its mark in the text --

function light(id, on) {
  document.getElementById(`said-${id}`)?.classList.toggle("lit", on);
  for (const mark of text.querySelectorAll(`mark[data-said="${id}"]`)) mark.classList.toggle("lit", on);
}

for (const mark of text.querySelectorAll("mark[data-said]")) {
  mark.addEventListener("mouseenter", () => light(mark.dataset.said, true));
  mark.addEventListener("mouseleave", () => light(mark.dataset.said, false));
  mark.addEventListener("click", () => {
    if (getSelection().isCollapsed) document.getElementById(`said-${mark.dataset.said}`)?.scrollIntoView({ block: "center" });
  });
}
