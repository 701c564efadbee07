"use strict";
// Only adds comfort: search and filter. Everything can be read without it.
(() => {
  const form = document.getElementById("filter");
  const search = document.getElementById("search");
  const area = document.getElementById("area");
  const count = document.getElementById("count");
  const findings = [...document.querySelectorAll(".finding")];
  if (findings.length < 2) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const apply = () => {
    const words = search.value.trim().toLowerCase();
    let shown = 0;
    for (const finding of findings) {
      const fits =
        (!area.value || finding.dataset.area === area.value) &&
        (!words || finding.textContent.toLowerCase().includes(words));
      finding.hidden = !fits;
      shown += fits;
    }
    for (const heading of document.querySelectorAll("h3.sev")) {
      let next = heading.nextElementSibling;
      let any = false;
      while (next && next.classList.contains("finding")) {
        any = any || !next.hidden;
        next = next.nextElementSibling;
      }
      heading.hidden = !any;
    }
    count.textContent = words || area.value ? `${shown} of ${findings.length} shown` : "";
  };
  search.addEventListener("input", apply);
  area.addEventListener("change", apply);
})();
