// Lines of text that can be seen, and frames: what opening a chat may add.
return (() => {
  const lines = (document.body.innerText || "").split("\n").map((l) => l.trim()).filter(Boolean);
  const frames = [...document.querySelectorAll("iframe")].filter((f) => f.getClientRects().length);
  return { lines: lines.slice(0, 2000).map((l) => l.slice(0, 300)), frames: frames.length };
})();
