"use strict";
(() => {
  const status = document.getElementById("status"), path = document.getElementById("path");
  const shown = document.getElementById("shown");
  const sections = [...document.querySelectorAll("section[data-status]")];
  const apply = () => {
    const wanted = path.value.toLowerCase(), filtered = wanted !== "" || status.value !== "";
    let n = 0;
    for (const section of sections) {
      let here = 0;
      const on = !status.value || section.dataset.status === status.value;
      for (const row of on ? section.querySelectorAll("tbody > tr") : []) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
        here += row.hidden ? 0 : 1;
      }
      section.hidden = filtered && here === 0;
      n += here;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("section[data-status]:not([hidden])");
      const fold = group.querySelector(".fold");
      if (fold && filtered) fold.open = true;
    }
    shown.textContent = filtered ? n.toLocaleString("en-GB") + (n === 1 ? " file" : " files") : "";
  };
  document.getElementById("filter").hidden = sections.length === 0;
  status.addEventListener("change", apply);
  path.addEventListener("input", apply);
  // A link to what is folded unfolds it, and so does printing.
  const reveal = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  reveal();
  apply();
})();
