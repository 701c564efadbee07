// Without this script every page works; the page of running work then has its Refresh link.
"use strict";
const errors = document.getElementById("errors");
if (errors) errors.focus();

const live = document.getElementById("live");
if (live && ["running", "stopping"].includes(live.dataset.state)) {
  const announce = document.getElementById("announce");
  document.getElementById("refresh").hidden = true;
  const drawn = {};
  let told = "";
  let toldAt = 0;

  const look = async () => {
    try {
      const answer = await fetch("/work/state");
      if (!answer.ok) throw new Error(answer.status);
      const { state, parts } = await answer.json();
      if (state !== live.dataset.state) return location.reload();
      for (const [name, html] of Object.entries(parts)) {
        if (drawn[name] === html) continue;
        drawn[name] = html;
        // Made by the desk's own templates, which escape what portals say.
        live.querySelector(`[data-part="${name}"]`).innerHTML = html;
      }
      const count = live.querySelector(".count");
      announce.className = "hidden";
      // Each walk would be too much talk for somebody who listens.
      if (count && count.textContent !== told && Date.now() - toldAt > 20000) {
        announce.textContent = told = count.textContent;
        toldAt = Date.now();
      }
    } catch {
      announce.textContent = told = "The desk does not answer. Was it ended?";
      toldAt = 0;
      announce.className = "note bad";
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
}
