// Draws the card anew when the course has moved on, and keeps the one-time code fresh.
"use strict";
const { base, version } = document.body.dataset;
document.querySelector("h1").focus({ preventScroll: true });
const busy = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && document.activeElement.value;
setInterval(async () => {
  try {
    const now = await (await fetch(base + "/state")).json();
    if (now.version !== version && !busy()) location.reload();
  } catch {
    // The audit has ended; the card stays as it is.
  }
}, 1000);
const code = document.getElementById("code");
const details = document.querySelector("details.account");
const renew = async () => {
  if (details.open) code.textContent = await (await fetch(base + "/code")).text();
};
if (code) {
  details.addEventListener("toggle", renew);
  setInterval(renew, 2000);
}
// A second press of a button must not do a thing twice.
for (const form of document.forms) {
  form.addEventListener("submit", () => setTimeout(() => form.querySelectorAll("button").forEach((b) => (b.disabled = true))));
}
