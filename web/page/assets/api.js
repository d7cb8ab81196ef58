// Puts this server's own address into the commands, and copies them. The page is whole
// without it.
(() => {
  "use strict";
  for (const pre of document.querySelectorAll("pre[data-origin]")) {
    const code = pre.querySelector("code");
    code.textContent = code.textContent.replace("ORIGIN", location.origin);
  }
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
})();
