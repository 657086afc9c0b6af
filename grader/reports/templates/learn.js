// The live page: shows the parts that the server sends, and keeps focus, scrolling and what was opened.
"use strict";

const answer = document.getElementById("answer");
const lost = document.getElementById("lost");
const keys = document.getElementById("keys");

/** What names an element in a new version of its part. */
function nameOf(element) {
  const button = element.closest("button, a, summary, [tabindex]");
  if (!button) return null;
  if (button.dataset.place) return `[data-place="${CSS.escape(button.dataset.place)}"]`;
  if (button.dataset.key) return `[data-key="${button.dataset.key}"]`;
  return null;
}

function show(name, digest, html) {
  const place = document.querySelector(`[data-part="${name}"]`);
  if (!place || place.dataset.digest === digest) return;
  const topicOf = () => place.querySelector("[data-topic]")?.dataset.topic;
  const summaries = (open) =>
    new Set([...place.querySelectorAll("details")].filter((one) => one.open === open)
      .map((one) => one.dataset.topic ?? one.querySelector("summary")?.textContent));
  const opened = summaries(true), closed = summaries(false), topic = topicOf(), top = place.scrollTop;
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && nameOf(focused);
  // The server has escaped everything that is not its own, and the policy of the page runs no script in it.
  place.innerHTML = html;
  place.dataset.digest = digest;
  for (const one of place.querySelectorAll("details")) {
    const key = one.dataset.topic ?? one.querySelector("summary")?.textContent;
    if (opened.has(key)) one.open = true;
    else if (closed.has(key)) one.open = false;
  }
  place.scrollTop = top;
  if (focused) (again && place.querySelector(again) || place.closest("[tabindex]"))?.focus({ preventScroll: true });
  if (name === "task" && topic !== undefined && topicOf() !== topic) window.scrollTo(0, 0);
  if (name === "outline") reveal(place);
  if (name === "task") titled();
}

/** Scroll the list, and nothing else, to the current function. */
function reveal(list) {
  const current = list.querySelector("[aria-current]");
  if (!current || list.scrollHeight <= list.clientHeight) return;
  const box = list.getBoundingClientRect(), one = current.getBoundingClientRect();
  if (one.top < box.top || one.bottom > box.bottom) list.scrollTop += one.top - box.top - box.height / 3;
}

function titled() {
  const heading = document.querySelector('[data-part="task"] h1');
  document.title = heading ? `${heading.textContent} · ${document.body.dataset.title}` : document.body.dataset.title;
}

function follow() {
  const events = new EventSource("events");
  events.onopen = () => { lost.hidden = true; };
  events.onmessage = (message) => {
    for (const [name, [digest, html]] of Object.entries(JSON.parse(message.data))) show(name, digest, html);
  };
  events.onerror = () => {
    lost.textContent = lost.dataset.said;
    lost.hidden = false;
    // A browser connects again by itself unless it was refused.
    if (events.readyState === EventSource.CLOSED) setTimeout(follow, 3000);
  };
}

async function act(form, button) {
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("action", button.value);
  try {
    const given = await fetch("act", { method: "POST", body: fields, headers: { Accept: "text/plain" } });
    answer.textContent = given.status === 200 || given.status === 409 ? await given.text() : "";
    answer.classList.toggle("refused", given.status === 409);
  } catch {
    lost.textContent = lost.dataset.said;
    lost.hidden = false;
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) act(event.target, event.submitter);
});

document.addEventListener("keydown", (event) => {
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const pressed = /^[a-z]$/.test(event.key) && document.querySelector(`[data-part="buttons"] [data-key="${event.key}"]`);
  if (pressed && !pressed.disabled) pressed.click();
});

titled();
reveal(document.querySelector('[data-part="outline"]'));
follow();
