"use strict";
// Adds comfort only: search, filter, order, copy. Everything can be read without it.
(() => {
  const findings = [...document.querySelectorAll(".finding")];
  const byId = (id) => document.getElementById(id);

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Some browsers give no clipboard to a page opened from disk.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  for (const button of document.querySelectorAll(".copy")) {
    const words = button.firstChild;
    const before = words.data;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(button.dataset.issue);
      button.focus();
      words.data = done ? button.dataset.done : button.dataset.failed;
      setTimeout(() => (words.data = before), 2000);
    });
  }

  window.addEventListener("beforeprint", () => {
    // Lists of further places stay folded: on paper they would fill dozens of pages.
    for (const details of document.querySelectorAll("details")) details.open = !details.closest("dd");
  });

  const tools = byId("tools");
  if (!tools) return;
  const [search, severity, area, visitor, order] = [
    "search", "by-severity", "by-area", "by-visitor", "order",
  ].map(byId);
  const showing = byId("showing");
  const sorted = byId("sorted");
  const homes = findings.map((finding) => finding.parentElement);
  const texts = findings.map((finding) => finding.textContent.toLowerCase());
  const number = (finding, name) => Number(finding.dataset[name]);
  const orders = {
    priority: (a, b) => number(b, "priority") - number(a, "priority"),
    effort: (a, b) =>
      number(a, "effort") - number(b, "effort") || number(b, "severity") - number(a, "severity"),
  };

  function arrange() {
    const compare = orders[order.value];
    if (compare) sorted.append(...[...findings].sort(compare));
    else findings.forEach((finding, index) => homes[index].append(finding));
  }

  function filter() {
    const words = search.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    findings.forEach((finding, index) => {
      const fits =
        (!severity.value || finding.dataset.severity === severity.value) &&
        (!area.value || finding.dataset.area === area.value) &&
        (!visitor.value || finding.dataset.visitors.split(" ").includes(visitor.value)) &&
        words.every((word) => texts[index].includes(word));
      finding.hidden = !fits;
      shown += fits;
    });
    for (const group of document.querySelectorAll(".severity"))
      group.hidden = !group.querySelector(".finding:not([hidden])");
    showing.textContent = shown
      ? showing.dataset.text.replace("{shown}", shown).replace("{all}", findings.length)
      : showing.dataset.none;
  }

  function showAll() {
    tools.reset();
    arrange();
    filter();
  }

  // A link to a finding that the filter hides shows it again.
  function follow() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      showAll();
      target.scrollIntoView();
    }
  }

  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  byId("show-all").addEventListener("click", showAll);
  order.addEventListener("change", () => {
    arrange();
    filter();
  });
  for (const field of [search, severity, area, visitor]) field.addEventListener("input", filter);
  window.addEventListener("hashchange", follow);
  filter();
})();
