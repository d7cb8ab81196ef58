// The chooser shows what is chosen while somebody chooses. Without this file the page does
// the same when its button is pressed.
"use strict";
(() => {
  const form = document.getElementById("choose");
  const parts = ["says", "rest"].map((id) => document.getElementById(id));
  const status = document.getElementById("status");
  if (!form || parts.includes(null) || !window.fetch) return;

  // state is what the form says, without what is empty.
  const state = () => {
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value !== "") query.append(key, value);
    return query;
  };

  let waiting, running;
  const update = async () => {
    running?.abort();
    running = new AbortController();
    const query = state();
    const address = form.getAttribute("action") + "?" + query;
    query.set("part", "preview");
    try {
      const answer = await fetch(form.getAttribute("action") + "?" + query, { signal: running.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("wordings")) throw new Error(answer.statusText);
      show(page);
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = "What this says could not be brought up to date. The button below the form shows it.";
    }
  };

  const show = (page) => {
    const name = (details) => details.querySelector("summary").textContent;
    for (const part of parts) {
      const open = [...part.querySelectorAll("details[open]")].map(name);
      part.replaceChildren(...page.getElementById(part.id).childNodes);
      for (const details of part.querySelectorAll("details")) details.open = open.includes(name(details));
      for (const pre of part.querySelectorAll("pre[data-copy]")) copyable(pre);
    }
    const wordings = document.getElementById("wordings");
    if (status.textContent !== wordings.dataset.status) status.textContent = wordings.dataset.status;
    const shown = new Set([...wordings.querySelectorAll("[data-show]")].map((i) => i.dataset.show));
    for (const field of form.querySelectorAll("[data-field]")) {
      field.hidden = !shown.has(field.dataset.field);
      if (field.localName === "fieldset") field.disabled = field.hidden; // what is not asked is not sent
    }
    for (const group of form.querySelectorAll(".group")) {
      const fields = [...group.querySelectorAll("[data-field]")];
      group.hidden = fields.length > 0 && fields.every((f) => f.hidden);
    }
    for (const item of wordings.querySelectorAll("[data-text]")) {
      const place = document.getElementById(item.dataset.text);
      if (place && place.textContent !== item.textContent) place.textContent = item.textContent;
    }
  };

  // copyable puts a button beside a text. Without one, the text can be selected.
  const copyable = (pre) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + pre.dataset.copy);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent);
        button.textContent = "Copied";
        status.textContent = "Copied: " + pre.dataset.copy + ".";
      } catch {
        getSelection().selectAllChildren(pre);
        status.textContent = "It could not be copied by itself. It is selected now.";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    const box = document.createElement("div");
    box.className = "copied";
    pre.replaceWith(box);
    box.append(pre, button);
  };

  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 250); });
  document.getElementById("field-lang").addEventListener("change", () => { clearTimeout(waiting); update(); });
  for (const part of parts) for (const pre of part.querySelectorAll("pre[data-copy]")) copyable(pre);
})();
