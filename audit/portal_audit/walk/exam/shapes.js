// The page in another shape: what of its text is cut off, covered or out of reach. One step a call;
// what must be remembered between two of them is kept with the notes of `watched.js`.
const notes = (window[Symbol.for("portal-audit")] ||= {});
const MOST_TEXTS = 4000;
const MOST = 15;
const SHRINK = 0.12; // a line's box is higher than its letters
const SKIPPED = "script,style,noscript,template,option,textarea,svg,canvas,video,audio,object";
const words = (text) => fold(text).slice(0, 80);
// Its box and HTML are asked for once more at the end, when the page stands as it is pictured.
function saw(kind, element, facts) {
  notes.shapes.elements.push(element);
  return seen(kind, element, facts);
}

// --- which boxes a text is shown through ---

const memo = (make) => {
  const known = new Map();
  return (element) => {
    if (!known.has(element)) known.set(element, make(element));
    return known.get(element);
  };
};
const styleOf = memo((element) => getComputedStyle(element));
const shown = memo(visible);
const box = memo((element) => {
  const rect = element.getBoundingClientRect();
  const left = rect.left + element.clientLeft;
  const top = rect.top + element.clientTop;
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
});
const placing = (element) => {
  const style = styleOf(element);
  return style.position !== "static" || style.transform !== "none" || style.filter !== "none" || style.contain.includes("paint");
};
// The element whose box holds this one's: what cuts a positioned element off is not its parent.
function holderOf(element) {
  const position = styleOf(element).position;
  let holder = parentOf(element);
  if (position === "absolute") while (holder && !placing(holder)) holder = parentOf(holder);
  if (position === "fixed")
    while (holder && styleOf(holder).transform === "none" && styleOf(holder).filter === "none") holder = parentOf(holder);
  return holder;
}
const CUTS = /^(hidden|clip)$/;
const SCROLLS = /^(auto|scroll)$/;
// From the inside out: [element, how it limits sideways, how it limits up and down].
const limits = memo((element) => {
  if (!element || element === document.body || element === document.documentElement) return [];
  const style = styleOf(element);
  const outer = limits(holderOf(element));
  if (style.display === "inline" || style.display === "contents") return outer;
  const how = (overflow) => (CUTS.test(overflow) ? "cut" : SCROLLS.test(overflow) ? "scroll" : "");
  const [x, y] = [how(style.overflowX), how(style.overflowY)];
  return x || y ? [[element, x, y], ...outer] : outer;
});
const hiddenFromReaders = memo((element) => {
  if (!element) return false;
  return element.getAttribute("aria-hidden") === "true" || clippedAway(element) || hiddenFromReaders(parentOf(element));
});
const blockOf = memo((element) => {
  const display = styleOf(element).display;
  const parent = parentOf(element);
  return parent && /^(inline|contents|ruby)$/.test(display) ? blockOf(parent) : element;
});
// "" in the flow of the page, "placed" absolutely, "stuck" to the window.
const placeOf = memo((element) => {
  if (!element || element === document.body) return "";
  const position = styleOf(element).position;
  if (position === "fixed" || position === "sticky") return "stuck";
  const outer = placeOf(parentOf(element));
  return outer || (position === "absolute" ? "placed" : "");
});

// --- reading the page ---

function texts() {
  const found = [];
  for (const root of roots(document)) {
    const top = root === document ? document.body : root;
    if (!top) continue;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && found.length < MOST_TEXTS) {
      const node = walker.currentNode;
      const element = node.parentElement || parentOf(node);
      if (!element || !node.data.trim() || element.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
      if (element.closest(SKIPPED) || !shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1).slice(0, 200).map((rect) => ({
        left: rect.left, right: rect.right, height: rect.height,
        top: rect.top + rect.height * SHRINK, bottom: rect.bottom - rect.height * SHRINK,
      }));
      if (rects.length) found.push({ node, element, rects });
    }
  }
  return found;
}
// How one box cuts a text off along one axis; null when it does not.
function cutBy(element, axis, rects, length) {
  const area = box(element);
  if (element.clientWidth <= 2 || element.clientHeight <= 2) return { gone: true };
  const [low, high] = axis === "x" ? ["left", "right"] : ["top", "bottom"];
  let lost = 0;
  let whole = 0;
  let part = 0;
  let wide = 0;
  for (const rect of rects) {
    const size = rect[high] - rect[low];
    const out = Math.min(size, Math.max(0, area[low] - rect[low]) + Math.max(0, rect[high] - area[high]));
    wide += size;
    lost += axis === "x" ? out : out / size;
    if (out >= size - 0.5) whole++;
    else if (axis === "x" ? out > 4 : out / size > 0.2 && out > 2) part++;
  }
  if (whole === rects.length) return { gone: true, lost: axis === "x" ? length : lost };
  if (!part && !(axis === "y" && whole)) return null;
  return { gone: false, part: part > 0, lost: axis === "x" ? (lost / wide) * length : lost };
}
function cutsOf({ element, rects, node }) {
  const cuts = {};
  const scrolled = { x: false, y: false };
  for (const [limit, x, y] of limits(element)) {
    for (const [axis, how] of [["x", x], ["y", y]]) {
      if (how === "scroll") scrolled[axis] = true;
      if (how !== "cut" || scrolled[axis] || (cuts[axis] && !cuts[axis].gone)) continue;
      const cut = cutBy(limit, axis, rects, node.data.trim().length);
      if (cut) cuts[axis] = { ...cut, limit };
    }
  }
  return cuts;
}
// Pairs of blocks whose words stand on one another.
function overlaps(all) {
  const cells = new Map();
  const pairs = new Map();
  let seen = 0;
  for (const text of all) {
    const place = placeOf(text.element);
    if (place === "stuck" || hiddenFromReaders(text.element)) continue;
    const block = blockOf(text.element);
    for (const rect of text.rects) {
      let { left, right, top, bottom } = rect;
      for (const [limit, x, y] of limits(text.element)) {
        const area = box(limit);
        if (x) [left, right] = [Math.max(left, area.left), Math.min(right, area.right)];
        if (y) [top, bottom] = [Math.max(top, area.top), Math.min(bottom, area.bottom)];
      }
      if (right - left < 4 || bottom - top < 4) continue;
      const line = { left, right, top, bottom, block, text, place };
      for (let x = Math.floor(left / 200); x <= Math.floor(right / 200); x++)
        for (let y = Math.floor(top / 60); y <= Math.floor(bottom / 60); y++) {
          const key = x + ":" + y;
          const cell = cells.get(key);
          if (!cell) { cells.set(key, [line]); continue; }
          for (const other of cell) {
            if (other.block === block || ++seen > 200000) continue;
            const across = Math.min(right, other.right) - Math.max(left, other.left);
            const down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            const share = down / Math.min(bottom - top, other.bottom - other.top);
            if (across < 8 || share < 0.4) continue;
            const of = pairs.get(other.block) || new Map();
            pairs.set(other.block, of);
            const known = of.get(block);
            if (!known || known.share < share) of.set(block, { share, line, other });
          }
          cell.push(line);
        }
    }
  }
  return pairs;
}

// --- what the steps observe ---

function remember() {
  const all = texts();
  const base = new Map();
  const edge = document.documentElement.clientWidth;
  for (const text of all) {
    const right = Math.max(...text.rects.map((rect) => rect.right));
    const left = Math.min(...text.rects.map((rect) => rect.left));
    base.set(text.node, { cuts: cutsOf(text), beyond: right > edge + 2 || left < 0 });
  }
  notes.shapes = { base, pairs: overlaps(all), sheet: null, sizes: null, elements: [] };
}
const CAROUSEL = "[aria-roledescription],[class*=carousel i],[class*=slider i],[class*=marquee i],[class*=swiper i],marquee";
const MORE = /\b(more|full|expand|show all|read|whole|más|completo|todo)\b/i;
const CONTROL = "button,a,summary,[role=button],[aria-expanded]";
const offersMore = (limit) =>
  [limit, limit.nextElementSibling].filter(Boolean)
    .flatMap((near) => [...(near.matches(CONTROL) ? [near] : []), ...near.querySelectorAll(CONTROL)])
    .slice(0, 50).some((control) => control.hasAttribute("aria-expanded") || MORE.test(control.textContent));
function lineHeight(element) {
  const style = styleOf(element);
  return parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
}
function clipped(shape) {
  const { base, pairs } = notes.shapes;
  const all = texts();
  const groups = new Map();
  const standing = new Set(); // boxes that still show some of their text
  for (const text of all) {
    const cuts = cutsOf(text);
    for (const [limit] of limits(text.element)) {
      if (!((cuts.x && cuts.x.limit === limit && cuts.x.gone) || (cuts.y && cuts.y.limit === limit && cuts.y.gone))) standing.add(limit);
    }
    if (hiddenFromReaders(text.element)) continue;
    const before = base.get(text.node);
    for (const axis of ["x", "y"]) {
      const cut = cuts[axis];
      const other = cuts[axis === "x" ? "y" : "x"];
      if (!cut || cut.lost === undefined || (other && other.gone)) continue;
      if (axis === "x" && cut.gone) continue; // moved aside: a carousel, a menu that slides in
      if (before && (before.beyond || ["x", "y"].some((each) => before.cuts[each] && before.cuts[each].gone))) continue;
      if (cut.limit.closest(CAROUSEL)) continue;
      const was = Boolean(before && before.cuts[axis]);
      const key = axis + was;
      const ofLimit = groups.get(cut.limit) || {};
      groups.set(cut.limit, ofLimit);
      const group = (ofLimit[key] ||= { axis, before: was, lost: 0, part: false, fresh: true, own: false, aside: axis === "x", text });
      group.lost += cut.lost;
      group.part ||= cut.part || false;
      group.fresh &&= !before;
      const block = blockOf(text.element);
      // What would fit is only half moved out of sight: a card to leaf through.
      group.aside &&= block !== cut.limit && block.getBoundingClientRect().width <= cut.limit.clientWidth;
      group.own ||= block === cut.limit || (block.parentElement === cut.limit && cut.limit.childElementCount === 1);
    }
  }
  const found = [];
  for (const [limit, ofLimit] of groups)
    for (const group of Object.values(ofLimit)) {
      if (!standing.has(limit) || found.length >= MOST) continue;
      const style = styleOf(limit);
      const dots = style.textOverflow !== "clip" && (group.axis === "x" || style.webkitLineClamp !== "none");
      if (group.before && (dots || style.webkitLineClamp !== "none")) continue;
      found.push(saw("clipped-text", limit, {
        shape, axis: group.axis, lost: Math.round(group.lost * 10) / 10, part: group.part, before: group.before,
        fresh: group.fresh, own: group.own, aside: group.aside, dots: dots || style.webkitLineClamp !== "none", more: offersMore(limit),
        // Whole lines left out of a box of one line look tidy; ACT rule 59br37 lets them pass.
        tidy: group.axis === "y" && !group.part && limit.clientHeight <= lineHeight(limit) + 1,
        words: words(group.text.node.data),
      }));
    }
  if (shape === "text") return found;
  let laps = 0;
  for (const [block, others] of overlaps(all))
    for (const [other, { share, line, other: first }] of others) {
      const was = (pairs.get(block) || new Map()).has(other) || (pairs.get(other) || new Map()).has(block);
      if (was || laps >= MOST || !base.has(line.text.node) || !base.has(first.text.node)) continue;
      if (base.get(line.text.node).beyond || base.get(first.text.node).beyond) continue;
      laps++;
      found.push(saw("overlapping-text", other, {
        shape, share: Math.round(share * 100) / 100, placed: Boolean(line.place || first.place),
        words: words(first.text.node.data), over: words(line.text.node.data),
      }));
    }
  return found;
}

// Two directions are part of what these are for (WCAG 1.4.10).
const TWO_WAYS = "pre,code,svg,canvas,img,video,map,iframe,math,[role=grid],[role=table],[role=treegrid],[role=img],[role=toolbar],[role=application]";
const isData = memo((table) =>
  !/^(none|presentation)$/.test(table.getAttribute("role") || "") &&
  (Boolean(table.querySelector("th,caption,thead,[scope]")) || !table.querySelector("table,h1,h2,h3,h4,p,ul,form,nav,main")));
const twoWays = memo((element) => {
  if (!element || !element.matches) return false;
  if (element.matches(TWO_WAYS) || (element.localName === "table" && isData(element))) return true;
  return twoWays(parentOf(element));
});
function sideways() {
  const { base } = notes.shapes;
  const page = document.documentElement;
  const edge = page.clientWidth;
  const style = [page, document.body].filter(Boolean).map((element) => getComputedStyle(element).overflowX);
  const shut = style.some((overflow) => CUTS.test(overflow));
  const wide = Math.max(page.scrollWidth, document.body ? document.body.scrollWidth : 0);
  const beyond = new Map();
  const scrollers = new Map();
  for (const text of texts()) {
    const before = base.get(text.node);
    if (twoWays(text.element) || hiddenFromReaders(text.element) || (before && before.beyond)) continue;
    const length = text.node.data.trim().length;
    let left = Math.min(...text.rects.map((rect) => rect.left)) + scrollX;
    let right = Math.max(...text.rects.map((rect) => rect.right)) + scrollX;
    const holders = limits(text.element).filter(([, x]) => x);
    if (holders.length) {
      const [element, how] = holders[0];
      // Its lines are longer than what can be seen of them at once: cards to leaf through are not,
      // nor is a single word too long.
      const long = text.rects.filter((rect) => rect.right - rect.left > element.clientWidth + 8).length;
      if (how === "scroll" && element.clientWidth >= 160 && element.scrollWidth > element.clientWidth + 8 && 2 * long >= text.rects.length && length > 40 && !element.closest(CAROUSEL)) {
        scrollers.set(element, { characters: length + (scrollers.get(element)?.characters || 0), words: words(text.node.data) });
        continue;
      }
      for (const [holder] of holders) [left, right] = [Math.max(left, box(holder).left), Math.min(right, box(holder).right)];
      if (right - left < 8) continue; // leafed away
    }
    const across = left < edge - 8 && right > edge + 8;
    // Off to the left or wholly beside a window that does not scroll: a menu that slides in.
    if (right <= edge + 2 || (shut && !across) || placeOf(text.element) === "stuck") continue;
    const block = blockOf(text.element);
    const known = beyond.get(block) || { characters: 0, across: false, words: words(text.node.data) };
    known.characters += length;
    known.across ||= across;
    known.placed = placeOf(text.element) === "placed";
    known.fresh = !before;
    beyond.set(block, known);
  }
  const found = [];
  if (shut || wide > edge + 1)
    for (const [element, facts] of [...beyond].slice(0, MOST))
      found.push(saw("text-beyond-narrow-page", element, { ...facts, shut, width: wide }));
  for (const [element, facts] of [...scrollers].slice(0, MOST)) found.push(saw("sideways-text", element, facts));
  return found;
}

// --- pages turned on their side ---

// Degrees by which a transform turns, 0 to 359; null when it cannot be told.
function turnOf(transform, rotate) {
  let turn = 0;
  const angle = /(-?[\d.]+(?:e-?\d+)?)(deg|grad|rad|turn)/.exec(rotate || "");
  // Turning about the x or y axis does not turn the page on its side.
  if (angle && !/^\s*(x|y)\b/.test(rotate)) turn += angle[1] * { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 }[angle[2]];
  if (transform && transform !== "none") {
    try {
      const matrix = new DOMMatrix(transform.replace(/translate(X|Y|Z|3d)?\([^()]*(\([^()]*\)[^()]*)*\)/gi, "") || "none");
      turn += (Math.atan2(matrix.b, matrix.a) * 180) / Math.PI;
    } catch {
      return null;
    }
  }
  return ((turn % 360) + 360) % 360;
}
const upended = (turn) => Math.abs((((turn % 180) + 180) % 180) - 90) < 8;
function turningRules() {
  const found = [];
  const visit = (rules, asks) => {
    for (const rule of rules) {
      if (rule.style && rule.selectorText && asks.length && (rule.style.transform || rule.style.rotate))
        found.push({ selector: rule.selectorText, transform: rule.style.transform, rotate: rule.style.rotate, asks });
      const ask = rule.media && rule.media.mediaText;
      const inner = rule.cssRules || (rule.styleSheet && readable(rule.styleSheet));
      if (inner && inner.length && !/^\s*print\s*$/.test(ask || "")) visit(inner, ask && /orientation/.test(ask) ? [...asks, ask] : asks);
    }
  };
  const readable = (sheet) => {
    try {
      return sheet.cssRules;
    } catch {
      return []; // another site's
    }
  };
  for (const root of roots(document))
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      const ask = sheet.media.mediaText;
      if (!sheet.disabled) visit(readable(sheet), /orientation/.test(ask) ? [ask] : []);
    }
  return found.slice(0, 50);
}
const turnNow = (element) => {
  const style = getComputedStyle(element);
  return turnOf(style.transform, style.rotate);
};
const orientation = () => (innerHeight >= innerWidth ? "portrait" : "landscape");
// Which elements are turned in which orientation: asked once upright, twice lying.
function noteTurns() {
  const turns = (notes.turns ||= new Map());
  for (const rule of turningRules()) {
    const wanted = rule.asks.map((ask) => (/orientation\s*:\s*(\w+)/.exec(ask) || [])[1]).find(Boolean);
    let elements = [];
    try {
      elements = everywhere(document, rule.selector).slice(0, 20);
    } catch {
      continue;
    }
    const applies = rule.asks.every((ask) => matchMedia(ask).matches);
    for (const element of elements) {
      const known = turns.get(element) || { drawn: {}, declared: {}, applied: {} };
      turns.set(element, known);
      known.drawn[orientation()] = turnNow(element);
      // A rule for tablets only is read: no shape here is one.
      known.declared[wanted] ??= turnOf(rule.transform, rule.rotate);
      if (applies) known.applied[orientation()] = true;
    }
  }
}
function turned() {
  const all = textOf(document.body || document.documentElement).length;
  const found = [];
  for (const [element, { drawn, declared, applied }] of notes.turns || []) {
    const turns = ["portrait", "landscape"].map((each) => (applied[each] ? drawn[each] : declared[each] ?? drawn[each]));
    if (turns.some((turn) => turn === null || turn === undefined) || !upended(turns[0] - turns[1])) continue;
    const share = all ? Math.min(1, textOf(element).length / all) : 0;
    if (!element.isConnected || share < 0.1 || !visible(element)) continue;
    found.push(saw("turned-page", element, {
      orientation: upended(turns[0]) ? "portrait" : "landscape", share: Math.round(share * 100) / 100,
    }));
  }
  return found.slice(0, MOST);
}

// --- the steps ---

function wear(css) {
  const { shapes } = notes;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shapes.sheet = sheet;
  for (const root of roots(document)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
function undress() {
  const { shapes } = notes;
  if (!shapes) return;
  if (shapes.sheet) for (const root of roots(document)) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== shapes.sheet);
  for (const [element, style] of shapes.sizes || []) {
    element.setAttribute("style", style || ""); // Chromium removes only what it has written out
    if (style === null) element.removeAttribute("style");
  }
  shapes.sheet = shapes.sizes = null;
}
// `:not(#a#b)` outweighs the page's own `!important`, as a reader's own style does.
const SPACED = `*:not(#a#b){line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
  p:not(#a#b){margin-bottom:2em!important}`;
function enlarge() {
  const elements = roots(document)
    .flatMap((root) => [...root.querySelectorAll(root === document ? "html,body,body *" : "*")])
    .filter((element) => element.style);
  const sizes = elements.map((element) => parseFloat(getComputedStyle(element).fontSize));
  notes.shapes.sizes = elements.map((element) => [element, element.getAttribute("style")]);
  elements.forEach((element, at) => element.style.setProperty("font-size", 2 * sizes[at] + "px", "important"));
}

const STEPS = {
  start: () => (remember(), noteTurns(), []),
  narrow: () => (noteTurns(), sideways()),
  zoom: () => (noteTurns(), [...clipped("zoom"), ...turned()]),
  text: () => (enlarge(), clipped("text")),
  spacing: () => (undress(), wear(SPACED), clipped("spacing")),
  end: () => {
    undress();
    const own = notes.shapes.elements.map((element) => ({
      snippet: snippetOf(element), box: element.isConnected && visible(element) ? boxOf(element) : null,
    }));
    delete notes.shapes;
    delete notes.turns;
    return own;
  },
};
return STEPS[args.step]();
