// In a copy, before the page's own scripts: which elements listen to what, which timers run.
// Kept under a symbol, so that a page that lists its globals finds nothing.
(() => {
  const heard = new WeakMap();
  const timers = [];
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const target = this || window;
    if (!heard.has(target)) heard.set(target, new Set());
    heard.get(target).add(type);
    return add.call(target, type, ...rest);
  };
  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name];
    window[name] = function (work, delay, ...rest) {
      timers.push({ repeats: name === "setInterval", delay: Number(delay) || 0, at: performance.now() });
      return real.call(window, work, delay, ...rest);
    };
  }
  window[Symbol.for("portal-audit")] = { heard, timers };
})();
