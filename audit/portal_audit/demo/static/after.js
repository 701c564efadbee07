"use strict";
const byId = (id) => document.getElementById(id);

// Booking
const book = byId("book");
if (book) {
  byId("book-open").addEventListener("click", () => book.showModal());
  byId("book-close").addEventListener("click", () => book.close());
  for (const slot of book.querySelectorAll(".slot")) {
    slot.addEventListener("click", () => {
      for (const other of book.querySelectorAll(".slot")) other.setAttribute("aria-pressed", other === slot);
      byId("slot").value = slot.dataset.slot;
    });
  }
}

// Show password
const show = byId("show-password");
if (show) {
  show.addEventListener("click", () => {
    const field = byId("password");
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    show.setAttribute("aria-pressed", hidden);
  });
}

// A message is kept as it is written: a moment after each pause, on leaving a field and the page.
const message = byId("message");
if (message) {
  let pause, saved = true, sending = false;
  const keep = () => {
    clearTimeout(pause);
    if (saved || sending) return;
    saved = true;
    navigator.sendBeacon("/messages/draft", new URLSearchParams(new FormData(message)));
  };
  message.addEventListener("input", () => {
    saved = false;
    clearTimeout(pause);
    pause = setTimeout(() => { keep(); byId("draft-note").textContent = "Draft saved."; }, 400);
  });
  message.addEventListener("change", keep);
  message.addEventListener("submit", () => { sending = true; clearTimeout(pause); });
  addEventListener("pagehide", keep);
}

// Chat
const chat = byId("chat-open");
if (chat) {
  chat.addEventListener("click", () => {
    const open = byId("chat").toggleAttribute("hidden") === false;
    chat.setAttribute("aria-expanded", open);
  });
}

// The time limit: 20 minutes without use, a warning after 18.
if (document.body.hasAttribute("data-signed-in")) {
  const MINUTE = 60 * 1000;
  const dialog = byId("still-there");
  let warn, end;
  const restart = () => {
    clearTimeout(warn);
    clearTimeout(end);
    warn = setTimeout(() => dialog.open || dialog.showModal(), 18 * MINUTE);
    end = setTimeout(() => { location.href = "/sign-in"; }, 20 * MINUTE);
  };
  byId("stay").addEventListener("click", () => {
    dialog.close();
    restart();
    fetch("/alive", { method: "POST" });
  });
  let told = Date.now();
  const used = () => {
    if (dialog.open) return;
    restart();
    if (Date.now() - told > MINUTE) {
      told = Date.now();
      fetch("/alive", { method: "POST" });
    }
  };
  for (const sign of ["keydown", "pointerdown", "scroll"]) addEventListener(sign, used);
  restart();
}
