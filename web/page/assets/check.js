// The checker without waiting for reloads: follows a check as it goes, and copies texts.
// Everything works without it.
(() => {
  "use strict";
  const waiting = document.getElementById("check-waiting");
  if (waiting) follow(waiting);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = "Copied.";
      } catch {
        getSelection().selectAllChildren(text);
        said.textContent = "Marked: copy it with your keyboard.";
      }
    });
  }

  function follow(box) {
    const state = document.getElementById("check-state"), steps = document.getElementById("check-steps");
    const address = box.dataset.progress;
    let over = false;
    const show = (p) => {
      if (p.state === "waiting") {
        say(p.ahead ? p.ahead + " more before it." : "It is next.");
      } else if (p.state === "running") {
        const done = p.steps || [];
        while (steps.children.length < done.length - 1) {
          const line = document.createElement("li");
          line.textContent = done[steps.children.length];
          steps.append(line);
        }
        say("Looking at " + (done[done.length - 1] || "the page") + " …");
      } else {
        over = true;
        location.replace(p.location || box.dataset.again);
      }
    };
    const say = (text) => { if (state.textContent !== text) state.textContent = text; };
    const poll = async () => {
      for (let wait = 1000; !over; wait = Math.min(wait * 1.3, 5000)) {
        try {
          const answer = await fetch(address, { headers: { Accept: "application/json" } });
          show(await answer.json());
        } catch { /* perhaps the next time */ }
        await new Promise((go) => setTimeout(go, wait));
      }
    };
    if (!window.EventSource) { poll(); return; }
    const events = new EventSource(address);
    events.onmessage = (e) => { show(JSON.parse(e.data)); if (over) events.close(); };
    events.onerror = () => { events.close(); if (!over) poll(); };
  }
})();
