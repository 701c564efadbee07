// The page half of stopwatch.py. Runs in an isolated world: the page's scripts can neither see nor
// reach anything here, and their changes to built-in functions do not count here. A page that bends
// the DOM can make a measurement missing; nothing here may throw into the page.
//
// TELL, the name of the binding, is put in by stopwatch.py.
if (!globalThis.stopwatch) {
  const TEXTUAL = ["text", "email", "tel", "url", "password", "date", "time"];
  const CAPTIONED = "input[type=button], input[type=submit], input[type=reset]";
  const ROLES = {
    button: `button, summary, input[type=image], ${CAPTIONED}`,
    checkbox: "input[type=checkbox]",
    combobox: "select:not([multiple], [size]), input[list]",
    dialog: "dialog",
    heading: "h1, h2, h3, h4, h5, h6",
    img: "img, svg",
    link: "a[href], area[href]",
    listbox: "select[multiple], select[size]",
    option: "option",
    radio: "input[type=radio]",
    searchbox: "input[type=search]",
    slider: "input[type=range]",
    spinbutton: "input[type=number]",
    textbox: ["input:not([type])", "textarea", "[contenteditable]"]
      .concat(TEXTUAL.map((type) => `input[type=${type}]`))
      .join(", "),
  };
  const CONTROLS =
    "a, button, input, label, option, select, summary, textarea, [onclick], [role], [tabindex]";
  const words = (text) => text.split(" ");
  // Text inside these belongs to the sentence around it; every other tag begins a new block.
  const INLINE = new Set(
    words("A ABBR B BDI BDO CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL")
      .concat(words("SPAN STRONG SUB SUP TIME U VAR WBR")),
  );
  const SILENT = new Set(words("SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT"));
  const EVENTS = { click: ["click"], keydown: ["keydown"], input: ["input", "change"] };
  // Events that come with content shown or hidden without any change to the tree.
  const NUDGES = words("DOMContentLoaded load pageshow toggle slotchange transitionend").concat(
    words("animationstart animationend hashchange popstate input change focusin resize"),
  );
  const IDLE_LOOK_MS = 100;
  // A costly look is followed by a rest of four times its length: the stopwatch takes at most a
  // fifth of the page's time and is at most that rest late.
  const CHEAP_LOOK_MS = 2;
  const REST = 4;
  const CAPTURE = { capture: true, passive: true };

  const here = Math.random().toString(36).slice(2);
  const top = window.parent === window;
  const send = (message) => globalThis[TELL](JSON.stringify({ ...message, document: here, top }));
  const epoch = (sinceOrigin) => performance.timeOrigin + sinceOrigin;
  const fold = (text) => String(text ?? "").replace(/\s+/g, " ").trim();

  // ---- what is visible ------------------------------------------------------------------------

  const shown = (element) => {
    // An element without a box of its own is as visible as what holds it.
    while (element && getComputedStyle(element).display === "contents") {
      element = element.parentElement;
    }
    if (!element?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };

  const WORDLY = /[\p{L}\p{N}_]/u;

  const patterns = (phrases, exact) => {
    // `/.../` is a pattern already, as in a scenario's words.
    const isPattern = (phrase) => /^\/.+\/$/.test(phrase);
    const plain = (phrase, space) =>
      fold(phrase).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/ /g, space);
    const any = (space, edge = (source) => source) =>
      phrases.map((phrase) =>
        isPattern(phrase) ? `(?:${phrase.slice(1, -1)})` : edge(plain(phrase, space), fold(phrase)),
      ).join("|");
    // Whole words: "paid" is not in "unpaid".
    const bounded = (source, phrase) =>
      (WORDLY.test(phrase[0]) ? "(?<![\\p{L}\\p{N}_])" : "") +
      source +
      (WORDLY.test(phrase.at(-1)) ? "(?![\\p{L}\\p{N}_])" : "");
    const whole = new RegExp(`^(?:${any(" ")})\\s*[:*]*$`, "iu");
    return {
      // Quick test on text run together over blocks and line breaks.
      trace: new RegExp(phrases.some(isPattern) ? "" : any("\\s*"), "iu"),
      found: new RegExp(any("\\s+"), "giu"),
      whole,
      name: exact ? whole : new RegExp(any(" ", bounded), "iu"),
    };
  };

  const blockOf = (node, root) => {
    let block = node.parentNode;
    while (block !== root && INLINE.has(block.nodeName)) block = block.parentNode;
    return block;
  };

  // The text nodes and line breaks of each block, in order; blocks without a trace are left out.
  function* blocks(root, trace) {
    let cut = false;
    const filter = (node) => {
      const inline = node.nodeType === Node.TEXT_NODE || INLINE.has(node.nodeName);
      if (inline || node.nodeName === "BR") return NodeFilter.FILTER_ACCEPT;
      cut = true;
      const worth = !SILENT.has(node.nodeName) && trace.test(node.textContent);
      return worth ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    };
    const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
    const walker = document.createTreeWalker(root, kinds, filter);
    let block = null;
    let run = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const piece = node.nodeType === Node.TEXT_NODE || node.nodeName === "BR";
      const next = piece ? blockOf(node, root) : block;
      if ((cut || next !== block) && run.length) {
        yield run;
        run = [];
      }
      cut = false;
      block = next;
      if (piece) run.push(node);
    }
    if (run.length) yield run;
  }

  const textOf = (piece) => piece.data ?? " ";

  // The text node and the offset in it of the character at `index` of a block's text.
  const at = (run, index) => {
    for (const piece of run) {
      const length = textOf(piece).length;
      if (index < length) return [piece, index];
      index -= length;
    }
    return null;
  };

  const holder = (node) => node.parentElement ?? node.getRootNode().host;

  const matchShown = (run, match, exact, whole) => {
    const [first, from] = at(run, match.index);
    const [last, to] = at(run, match.index + match[0].length - 1);
    // Whole words, as above; but the edge of an inline element ends a word as well, since such
    // elements often stand apart on the screen.
    const joined = (one, other) => WORDLY.test(one ?? "") && WORDLY.test(other ?? "");
    if (joined(textOf(first)[from - 1], textOf(first)[from])) return false;
    if (joined(textOf(last)[to], textOf(last)[to + 1])) return false;
    const range = document.createRange();
    range.setStart(first, from);
    range.setEnd(last, to + 1);
    const boxes = [...range.getClientRects()];
    if (!boxes.some((box) => box.width > 0 && box.height > 0)) return false;
    if (!shown(holder(first)) || !shown(holder(last))) return false;
    if (!exact || whole.test(fold(run.map(textOf).join("")))) return true;
    const around = range.commonAncestorContainer;
    return whole.test(fold(around.nodeType === Node.TEXT_NODE
      ? holder(around)?.textContent
      : around.textContent));
  };

  const textShown = (root, { exact, trace, found, whole, name }) => {
    const body = root === document ? document.body : root;
    if (body && trace.test(body.textContent)) {
      for (const run of blocks(body, trace)) {
        for (const match of run.map(textOf).join("").matchAll(found)) {
          if (match[0] && matchShown(run, match, exact, whole)) return true;
        }
      }
    }
    return [...root.querySelectorAll(CAPTIONED)].some(
      (input) => name.test(fold(input.value)) && shown(input),
    );
  };

  // Everything that may name a control. Looser than the accessible name on purpose: whether the
  // control is well named is for the checks, here it only has to be the one that was waited for.
  function* names(element, trace) {
    for (const key of ["aria-label", "alt", "title", "placeholder"]) yield element.getAttribute(key);
    if (element.matches(CAPTIONED)) yield element.value;
    for (const label of element.labels ?? []) yield label.textContent;
    if (element.hasAttribute("aria-labelledby")) {
      const ids = words(fold(element.getAttribute("aria-labelledby")));
      yield ids.map((id) => element.getRootNode().getElementById(id)?.textContent).join(" ");
    }
    if (!element.matches("select, textarea") && trace.test(element.textContent)) {
      yield element.textContent;
      const pieces = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (pieces.nextNode()) texts.push(pieces.currentNode.data);
      yield texts.join(" ");
    }
    if (!element.firstElementChild) return;
    for (const part of element.querySelectorAll("img[alt], [aria-label]")) {
      yield part.getAttribute("aria-label") ?? part.getAttribute("alt");
    }
  }

  const controlShown = (root, { roles, selector, trace, name }) => {
    for (const element of root.querySelectorAll(selector)) {
      const role = words(fold(element.getAttribute("role")))[0];
      if (role && !roles.includes(role)) continue;
      for (const text of names(element, trace)) {
        if (text && name.test(fold(text)) && shown(element)) return true;
      }
    }
    return false;
  };

  // ---- one armed order in one document ----------------------------------------------------------

  class Watch {
    constructor(order, fresh) {
      const natives = order.roles.map((role) => ROLES[role]).filter(Boolean);
      this.order = order;
      this.wanted = {
        ...patterns(order.words, order.exact),
        exact: order.exact,
        roles: order.roles,
        selector: ["[role]", ...natives].join(", "),
      };
      this.roots = new Set();
      this.due = false;
      this.spent = 0;
      this.restUntil = 0;
      this.observer = new MutationObserver((records) => this.changed(records));
      this.soon = this.soon.bind(this);
      this.follow(document);
      const holds = this.holds();
      send({ kind: "armed", order: order.number, fresh, holds });
      // What holds already must first cease: only a change can be the answer to an input. A new
      // document is a change.
      this.waiting = fresh || !holds;
      // Words vanish from a document that had them, or with the whole page; not from a new frame.
      if (order.kind === "gone" && (fresh ? !top : holds)) return this.stop();
      for (const name of NUDGES) window.addEventListener(name, this.soon, CAPTURE);
      this.idle();
      this.soon();
    }

    follow(root) {
      if (this.roots.has(root)) return;
      this.roots.add(root);
      const everything = { attributes: true, characterData: true, childList: true, subtree: true };
      this.observer.observe(root, everything);
      this.enter(root);
    }

    // Follows the open shadow roots in what was added.
    enter(node) {
      if (node.shadowRoot) this.follow(node.shadowRoot);
      for (const inner of node.querySelectorAll?.("*") ?? []) {
        if (inner.shadowRoot) this.follow(inner.shadowRoot);
      }
    }

    changed(records) {
      try {
        if (inputSeen === this.order.number && !this.signed) {
          this.signed = true;
          send({ kind: "sign", order: this.order.number, at: epoch(performance.now()) });
        }
        for (const record of records) record.addedNodes.forEach((node) => this.enter(node));
        this.soon();
      } catch {
        this.stop();
      }
    }

    holds() {
      const { kind } = this.order;
      const somewhere = (sees) => [...this.roots].some((root) => sees(root, this.wanted));
      if (kind === "control") return somewhere(controlShown);
      if (kind === "text") return somewhere(textShown);
      if (kind === "any") return somewhere(textShown) || somewhere(controlShown);
      const there = document.readyState !== "loading" && document.body;
      return Boolean(there) && !somewhere(textShown);
    }

    // One look for a burst of changes, in the frame that is about to show them: the layout that the
    // look needs is the one that this frame needs anyway.
    soon() {
      if (this.due || this.stopped) return;
      this.due = true;
      const look = () => requestAnimationFrame(() => this.look());
      const rest = this.restUntil - performance.now();
      if (rest > 0) setTimeout(look, rest);
      else look();
    }

    look() {
      this.due = false;
      if (this.stopped) return;
      try {
        const began = performance.now();
        const holds = this.holds();
        this.spent = performance.now() - began;
        this.restUntil = this.spent > CHEAP_LOOK_MS ? began + (1 + REST) * this.spent : 0;
        if (!holds) this.waiting = true;
        else if (this.waiting) this.painted();
      } catch {
        this.stop();
      }
    }

    // A task queued in a frame's callbacks runs when that frame is on its way to the screen.
    painted() {
      this.stop();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        send({ kind: "painted", order: this.order.number, at: epoch(performance.now()) });
      };
      port2.postMessage(null);
    }

    // Late shadow roots, style sheets and values change what is visible, and no observer tells.
    idle() {
      this.timer = setTimeout(() => {
        try {
          [...this.roots].forEach((root) => this.enter(root));
          this.soon();
          this.idle();
        } catch {
          this.stop();
        }
      }, IDLE_LOOK_MS + 10 * REST * this.spent);
    }

    stop() {
      this.stopped = true;
      this.observer.disconnect();
      clearTimeout(this.timer);
      for (const name of NUDGES) window.removeEventListener(name, this.soon, CAPTURE);
    }
  }

  let order = { number: 0, start: null };
  let watch = null;
  let inputSeen = 0; // the order whose input has come

  let pressed = null; // the control under the pointer when it went down

  const notePress = (event) => {
    const isControl = (node) => node instanceof Element && node.matches(CONTROLS);
    if (event.isTrusted) pressed = event.composedPath().find(isControl);
  };

  // A control drawn anew between press and release gets no click. Where a click comes all the same
  // (only the inside of the control was drawn anew), its message follows this one.
  const noteRelease = (event) => {
    if (!order.start || !event.isTrusted || pressed?.isConnected !== false) return;
    send({ kind: "missed", order: order.number, at: epoch(event.timeStamp) });
  };

  const noteInput = (event) => {
    if (!EVENTS[order.start]?.includes(event.type) || !event.isTrusted) return;
    inputSeen = order.number;
    // Told at once: the document may be gone before its next task.
    send({ kind: "input", order: order.number, at: epoch(event.timeStamp) });
  };

  const listen = () => {
    for (const name of Object.values(EVENTS).flat()) {
      window.addEventListener(name, noteInput, CAPTURE);
    }
    window.addEventListener("pointerdown", notePress, CAPTURE);
    window.addEventListener("pointerup", noteRelease, CAPTURE);
  };
  // At the very start of a document: before any script of the page can keep an event from us.
  listen();

  globalThis.stopwatch = {
    arm(next, fresh) {
      if (next.number <= order.number) return;
      watch?.stop();
      order = next;
      try {
        listen(); // document.open() had removed them
        watch = new Watch(order, fresh);
      } catch {
        order = { number: next.number, start: null };
      }
    },
    stop(number) {
      if (number < order.number) return;
      watch?.stop();
      watch = null;
      order = { number, start: null };
    },
  };
}
