"use strict";
function openOld() {
  document.getElementById("old-book").style.display = "block";
}
function pick(slot) {
  document.querySelectorAll(".slot").forEach((other) => other.classList.remove("picked"));
  slot.classList.add("picked");
  document.getElementById("old-slot").value = slot.dataset.slot;
}
function openChat() {
  document.getElementById("old-chat").style.display = "block";
}
// Thrown out after five minutes, without a word before.
if (document.body.hasAttribute("data-signed-in")) {
  setTimeout(() => { location.href = "/sign-in"; }, 5 * 60 * 1000);
}
