// Changes are sent without leaving the page: what was written is still there when something is wrong with it.
"use strict";

document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== "post" || form.matches(".who, .sign-in")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  document.querySelector("p.refused")?.remove();
  const told = await sent(form, button);
  if (told.address) {
    lead(told.address);
  } else {
    delete form.dataset.busy;
    refuse(button ?? form.lastElementChild, told.error);
  }
});

async function sent(form, button) {
  const given = new FormData(form);
  if (button?.name) given.append(button.name, button.value);
  const body = form.enctype === "multipart/form-data" ? given : new URLSearchParams(given);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
    const text = await answer.text();
    if (answer.status === 401) return { address: "/sign-in" };
    return text.startsWith("{") ? JSON.parse(text) : { error: text };
  } catch {
    return { error: "The program does not answer. Load the page again to see whether this was done." };
  }
}

function lead(address) {
  const to = new URL(address, location.href);
  const here = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  if (here) location.reload();
}

function refuse(place, error) {
  const told = document.createElement("p");
  told.className = "wrong refused";
  told.setAttribute("role", "alert");
  place.after(told);
  told.textContent = error;
}
