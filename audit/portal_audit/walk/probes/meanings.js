// Names and meanings, as facts: what things are called, what stands around them, how they look.
const LIMITS = {
  link: 70, "spoken-name": 70, heading: 40, field: 50, picture: 50, recording: 10,
  passage: 40, painted: 30, "text-link": 40,
};
const LETTER = /[\p{L}\p{N}]/u;
const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading]";
const UNREAD = /^(script|style|noscript|template|iframe|object|code|pre|samp|kbd|math|textarea|select|datalist)$/;
const UNNAMED = /^(script|style|noscript|template|textarea|select|datalist)$/; // what is typed is never read
const FROM_CONTENT = /^(button|link|checkbox|radio|switch|tab|menuitem|menuitemcheckbox|menuitemradio|option|treeitem)$/;
const counts = {};
const found = [];
function note(kind, element, facts) {
  if ((counts[kind] = (counts[kind] || 0) + 1) <= LIMITS[kind]) found.push(seen(kind, element, facts));
}
const isFull = (kind) => (counts[kind] || 0) >= LIMITS[kind];
const words = (text) => text.split(/\s+/).filter((word) => LETTER.test(word)).length;
const cut = (text, most = 200) => text.slice(0, most);

// Styles are asked for once an element: that is what this probe spends its time on.
const styles = new Map();
function styleOf(element) {
  let style = styles.get(element);
  if (!style) styles.set(element, (style = getComputedStyle(element)));
  return style;
}
const drawn = new Map();
function isDrawn(element) {
  let answer = drawn.get(element);
  if (answer === undefined) drawn.set(element, (answer = element.checkVisibility({ visibilityProperty: true })));
  return answer;
}
const shows = new Map();
function isShown(element) {
  let answer = shows.get(element);
  if (answer === undefined) shows.set(element, (answer = visible(element) && !(styleOf(element).position === "absolute" && clippedAway(element))));
  return answer;
}
const isInline = (element) => /^(inline|contents|ruby)/.test(styleOf(element).display);

// The accessible name from the content: hidden parts left out, text alternatives put in.
function contentName(element, depth = 0) {
  let text = "";
  for (const node of childrenOf(element)) {
    if (text.length > CAP || depth > 30) break;
    if (node.nodeType === 3) text += node.data;
    else if (node.nodeType === 1) text += partName(node, depth + 1);
  }
  return text;
}
function partName(element, depth) {
  const tag = element.localName;
  if (UNNAMED.test(tag) || element.getAttribute("aria-hidden") === "true" || !isDrawn(element)) return "";
  const own = fold(element.getAttribute("aria-label"));
  if (own) return ` ${own} `;
  if (tag === "img") return ` ${element.alt || element.title || ""} `;
  if (tag === "svg") return ` ${fold((element.querySelector("title") || {}).textContent)} `;
  if (tag === "br") return " ";
  if (tag === "input") return ` ${/^(submit|button|reset)$/.test(element.type) ? element.value : element.type === "image" ? element.alt : ""} `;
  const text = contentName(element, depth) || element.title || "";
  return isInline(element) ? text : ` ${text} `;
}
function referred(element, attribute) {
  const ids = (element.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
  return ids.map((id) => element.getRootNode().getElementById(id)).filter(Boolean);
}
const ownWords = (element) => fold(element.getAttribute("aria-label")) || fold(element.alt) || fold(contentName(element));
function accessibleName(element) {
  const by = fold(referred(element, "aria-labelledby").map(ownWords).join(" "));
  if (by) return [by, "aria"];
  const own = fold(element.getAttribute("aria-label"));
  if (own) return [own, "aria"];
  if (element.labels && element.labels.length) {
    const label = fold([...element.labels].map((each) => contentName(each)).join(" "));
    if (label) return [label, "label"];
  }
  if (/^(input|select|textarea)$/.test(element.localName)) return nameOf(element);
  if (element.alt) return [fold(element.alt), "alt"];
  const text = fold(contentName(element));
  return text ? [text, "text"] : [fold(element.getAttribute("title")), "title"];
}
// The words an eye sees in an element; letters of an icon font are pictures.
function shownWords(element, depth = 0) {
  let text = "";
  for (const node of childrenOf(element)) {
    if (text.length > CAP || depth > 30) break;
    if (node.nodeType === 3) {
      const parent = node.parentElement || parentOf(node);
      if (node.data.trim() && parent && isShown(parent) && !isIcon(parent)) text += node.data;
      else text += " ";
    } else if (node.nodeType === 1 && !UNNAMED.test(node.localName) && node.localName !== "svg") {
      if (node.localName === "br") text += " ";
      else {
        const inner = shownWords(node, depth + 1);
        text += isInline(node) ? inner : ` ${inner} `;
      }
    }
  }
  return text;
}
const isIcon = (element) => /icon|symbols|awesome|glyph/i.test(styleOf(element).fontFamily);

function roleOf(element) {
  const given = (element.getAttribute("role") || "").trim().split(/\s+/)[0].toLowerCase();
  if (given) return given;
  const tag = element.localName;
  if (tag === "a" || tag === "area") return element.hasAttribute("href") ? "link" : "";
  if (tag === "button" || tag === "summary") return "button";
  if (tag === "input") return { submit: "button", button: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio" }[element.type] || "field";
  if (tag === "select" || tag === "textarea") return "field";
  return tag === "option" ? "option" : "";
}
const within = (element, query) => {
  for (let node = element; node; node = parentOf(node)) if (node.matches(query)) return node;
  return null;
};
// The nearest box that lays its text out in lines.
function blockOf(element) {
  let node = parentOf(element);
  while (node && node !== document.body && isInline(node)) node = parentOf(node);
  return node || document.body;
}
// What stands before an element, up to the nearest heading.
const headings = [];
function headingBefore(element) {
  let last = null;
  for (const heading of headings) {
    if (heading.contains(element)) return heading;
    if (!(heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    last = heading;
  }
  return last;
}
const levelOf = (heading) => +(heading.getAttribute("aria-level") || (/^h[1-6]$/.test(heading.localName) ? heading.localName[1] : 2));

// Words tied to a link by the page's structure, its own name taken out.
function contextOf(link, name) {
  const around = [];
  const container = within(link, "p,li,td,th,dd,dt,figcaption,blockquote,caption,legend,label,[role=listitem],[role=cell],[role=gridcell],[role=paragraph]," + HEADING);
  const block = blockOf(link);
  for (const each of new Set([container, block === document.body || !isParagraph(block, link) ? null : block])) if (each) around.push(contentName(each));
  for (let item = container && parentOf(container); item; item = parentOf(item)) {
    if (/^(li|dd)$/.test(item.localName)) around.push(contentName(item));
  }
  const cell = within(link, "td");
  if (cell) {
    const row = cell.closest("tr");
    const table = cell.closest("table");
    if (row) around.push(...[...row.querySelectorAll("th")].map((each) => contentName(each)));
    if (table && table.rows[0]) {
      const head = table.rows[0].cells[cell.cellIndex];
      if (head && head.localName === "th") around.push(contentName(head));
    }
  }
  const term = within(link, "dd");
  for (let before = term && term.previousElementSibling; before; before = before.previousElementSibling) {
    if (before.localName === "dt") {
      around.push(contentName(before));
      break;
    }
  }
  return fold(around.map((text) => fold(text).replace(name, " ")).join(" "));
}
// Text runs on around the link: it is part of a sentence.
function isParagraph(block, link) {
  for (let node = link; node && node !== block; node = parentOf(node)) {
    for (const side of ["previousSibling", "nextSibling"]) {
      for (let other = node[side]; other; other = other[side]) {
        if (other.nodeType === 3 && LETTER.test(other.data)) return true;
        if (other.nodeType === 1 && other.localName === "br") break;
        if (other.nodeType === 1 && (!isInline(other) || other.localName === "a")) break;
        if (other.nodeType === 1 && LETTER.test(other.textContent)) return true;
      }
    }
  }
  return false;
}

function colourOf(text) {
  const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  return parts && (parts[4] === undefined || +parts[4] === 1) ? parts.slice(1, 4).map(Number) : null;
}
function luminance(colour) {
  const [r, g, b] = colour.map((value) => ((value /= 255), value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrastOf(one, other) {
  const [a, b] = [colourOf(one), colourOf(other)];
  if (!a || !b) return 0; // cannot be told
  const [x, y] = [luminance(a), luminance(b)];
  return Math.round(((Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)) * 100) / 100;
}
// A text node of the block that is in no link: what the link must stand out from.
function plainText(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let letters = 0, first = null;
  for (let n = 0; n < 60 && walker.nextNode(); n++) {
    const node = walker.currentNode;
    if (node.data.trim().length < 3 || !LETTER.test(node.data)) continue;
    const parent = node.parentElement;
    if (parent.closest("a,button,[role=link],[role=button],script,style") || !isShown(parent)) continue;
    let owner = parent;
    while (owner !== block && isInline(owner)) owner = owner.parentElement;
    if (owner !== block) continue;
    first = first || parent;
    letters += node.data.trim().length;
  }
  return letters >= 8 ? first : null;
}
function standsOut(link, plain) {
  for (const element of [link, ...link.querySelectorAll("*")].slice(0, 12)) {
    const style = styleOf(element), other = styleOf(plain);
    if (/underline|overline|line-through/.test(style.textDecorationLine)) return true;
    if (/^(img|svg|picture|canvas|video|i)$/.test(element.localName)) return true;
    for (const side of ["Top", "Bottom", "Left", "Right"]) {
      if (parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none" && colourOf(style[`border${side}Color`])) return true;
    }
    if (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none") return true;
    if (style.boxShadow !== "none" || style.backgroundImage !== "none" || style.textShadow !== other.textShadow) return true;
    if (!/rgba\(.*, 0\)/.test(style.backgroundColor) && style.backgroundColor !== styleOf(blockOf(link)).backgroundColor) return true;
    if (style.fontWeight !== other.fontWeight || style.fontStyle !== other.fontStyle || style.fontSize !== other.fontSize) return true;
    if (style.fontFamily !== other.fontFamily || style.fontVariantCaps !== other.fontVariantCaps || style.textTransform !== other.textTransform) return true;
    for (const part of ["::before", "::after"]) if (!/^(none|normal|"")$/.test(getComputedStyle(element, part).content)) return true;
  }
  return false;
}

function noteLink(link) {
  if (!isShown(link) && !isDrawn(link)) return;
  const [name, from] = accessibleName(link);
  const opens = link.hasAttribute("aria-expanded") || link.hasAttribute("aria-haspopup"); // a menu, no page
  if (name && !opens && words(name) <= 4 && !isFull("link")) {
    const heading = headingBefore(link);
    note("link", link, {
      name: cut(name), from, context: cut(contextOf(link, name), 300),
      described: cut(fold(referred(link, "aria-describedby").map((each) => each.textContent).join(" ")) || (from === "title" ? "" : fold(link.title))),
      href: link.href && typeof link.href === "string" ? link.href : "",
      heading: heading ? cut(fold(contentName(heading)), 100) : "", level: heading ? levelOf(heading) : 0,
      region: regionOf(link),
    });
  }
  if (link.localName !== "a" || isFull("text-link") || !isShown(link) || !isInline(link) || !LETTER.test(link.textContent)) return;
  const block = blockOf(link);
  const plain = plainText(block);
  if (!plain) return;
  const inner = [...link.querySelectorAll("*")].find((each) => each.childElementCount === 0 && LETTER.test(each.textContent)) || link;
  note("text-link", link, {
    text: cut(fold(link.textContent), 100), stands_out: standsOut(link, plain),
    contrast: contrastOf(styleOf(inner).color, styleOf(plain).color), same: styleOf(inner).color === styleOf(plain).color,
  });
}
function noteSpokenName(element, role) {
  if (!element.hasAttribute("aria-label") && !element.hasAttribute("aria-labelledby")) return;
  if (element.getAttribute("aria-hidden") === "true") return;
  const [name, from] = accessibleName(element);
  if (from !== "aria") return;
  let shown = "";
  if (element.localName === "input" && role === "button") shown = isShown(element) && element.type !== "image" ? element.value : "";
  else if (element.labels && element.labels.length) shown = [...element.labels].map((each) => shownWords(each)).join(" ");
  else if (FROM_CONTENT.test(role)) shown = shownWords(element);
  shown = fold(shown);
  if (shown) note("spoken-name", element, { name: cut(name, 400), shown: cut(shown, 400), role });
}
function noteField(field) {
  const hidden = /^(checkbox|radio|file)$/.test(field.type) ? !isDrawn(field) : !isShown(field);
  if (hidden || /^(hidden|submit|button|reset|image)$/.test(field.type) || field.disabled) return;
  const [name, from] = accessibleName(field);
  const labels = [...(field.labels || []), ...referred(field, "aria-labelledby")].filter(isShown);
  const label = fold(labels.map((each) => shownWords(each)).join(" "));
  const groups = [];
  for (let node = parentOf(field); node; node = parentOf(node)) {
    if (node.localName === "fieldset") groups.push(fold((node.querySelector(":scope > legend") || {}).textContent));
    if (/^(group|radiogroup|region|form|row|listitem)$/.test(node.getAttribute("role"))) groups.push(accessibleName(node)[0]);
  }
  const heading = headingBefore(field);
  const form = within(field, "form");
  note("field", field, {
    name: cut(name), from, label: cut(label), type: field.type || field.localName,
    group: cut(groups.filter(Boolean).join(" / ")),
    heading: heading && isShown(heading) ? `${headings.indexOf(heading)} ${cut(fold(contentName(heading)), 80)}` : "",
    described: cut(fold(referred(field, "aria-describedby").map((each) => each.textContent).join(" ")) || fold(field.title)),
    form: form ? 1 + [...document.forms].indexOf(form) : 0,
    row: !!within(field, "td,th,li,[role=row],[role=listitem],dd,article,[role=article]"),
    labels: labels.length, single: field.maxLength > 0 && field.maxLength <= 4,
    required: !!field.required || field.getAttribute("aria-required") === "true",
    colour: labels.length ? styleOf(labels[0]).color : "",
    error: cut(errorOf(field), 200),
  });
}
// The message that says that a field is wrong: the one that is tied to it, or one that stands beside it.
const COMPLAINT = /\b(error|invalid|not valid|wrong|incorrect|inv[aá]lid[oa]|incorrect[oa])\b/i;
function errorOf(field) {
  const wrong = field.getAttribute("aria-invalid") === "true";
  const tied = [...(wrong ? referred(field, "aria-errormessage") : []), ...referred(field, "aria-describedby")].filter(isShown);
  const said = fold(tied.map((each) => each.textContent).join(" "));
  if (said) return wrong || COMPLAINT.test(said) ? said : "";
  const label = within(field, "label");
  const beside = (label || field).nextElementSibling;
  if (!beside || !/^(span|p|div|small|strong|em|b)$/.test(beside.localName) || !isShown(beside) || beside.querySelector("input,select,textarea,button,a")) return "";
  const text = fold(beside.textContent);
  return text.length < 120 && COMPLAINT.test(text) ? text : "";
}
function notePicture(picture, role) {
  if (!isShown(picture)) return;
  const tag = picture.localName;
  const [name] = tag === "img" || tag === "svg" || tag === "area" || tag === "input" || role === "img" ? accessibleName(picture) : [""];
  const said = tag === "svg" && !name ? fold((picture.querySelector(":scope > title") || {}).textContent) : name;
  if (!said) return; // marked as decoration, or axe's to report
  const source = picture.currentSrc || picture.src || "";
  const link = within(picture, "a,button,[role=link],[role=button]");
  const around = blockOf(picture);
  note("picture", picture, {
    alt: cut(said), file: /^data:/.test(source) ? "" : cut(decoded(source.split(/[?#]/)[0].split("/").pop() || ""), 100),
    in_link: !!link, link_text: link ? cut(fold(shownWords(link)), 200) : "",
    near: cut(fold(shownWords(around)), 300),
    beside: link && link.nextElementSibling && link.nextElementSibling.matches("a") && link.nextElementSibling.href === link.href ? cut(fold(shownWords(link.nextElementSibling))) : "",
  });
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function noteRecording(media) {
  if (media.localName === "video" ? !isShown(media) : media.controls && !isShown(media)) return;
  const tracks = [...media.querySelectorAll("track")].map((track) => track.kind);
  const near = [];
  for (let node = media, up = 0; node && up < 3 && node !== document.body; node = parentOf(node), up++) {
    for (let next = node.nextElementSibling, n = 0; next && n < 3; next = next.nextElementSibling, n++) near.push(fold(next.textContent).slice(0, 400));
    if (node.previousElementSibling) near.push(fold(node.previousElementSibling.textContent).slice(0, 400));
  }
  near.push(fold(referred(media, "aria-describedby").map((each) => each.textContent).join(" ")));
  note("recording", media, {
    what: media.localName, tracks: tracks.join(" "), near: cut(near.join(" "), 1500), muted: media.muted || media.hasAttribute("muted"),
    autoplay: media.autoplay, controls: media.controls, seconds: Number.isFinite(media.duration) ? media.duration : -1,
    loop: media.loop, decorative: media.getAttribute("aria-hidden") === "true",
  });
}

// Text that looks like a heading, a list or a table.
const MARK = /^\s*(?:([•·◦‣▪●○■–—*-])\s*(?=\S)|\(?(\d{1,2})[.)]\s+(?=\p{L}))/u;
function markOf(line) {
  const mark = MARK.exec(line);
  if (!mark) return "";
  if (mark[1]) return /^[-–—*]$/.test(mark[1]) && !/^\s*[-–—*]\s/.test(line) ? "" : mark[1];
  return mark[2];
}
// Lines of one kind of mark in a row; numbers must count up.
function longestRun(lines) {
  let best = 0, run = 0, last = "", kind = "";
  for (const line of lines) {
    const mark = markOf(line);
    const follows = mark && (/\d/.test(mark) ? (run ? +mark === +last + 1 : mark === "1") : !run || mark === last);
    run = follows ? run + 1 : mark && (!/\d/.test(mark) || mark === "1") ? 1 : 0;
    last = mark;
    if (run > best) [best, kind] = [run, mark];
  }
  return [best, /\d/.test(kind) ? "number" : kind];
}
const NO_TITLE = "a,button,li,td,th,dt,dd,label,legend,caption,figcaption,summary,nav,address,blockquote,figure,option,[role=button],[role=alert],[role=status],[role=tab],[role=listitem],[role=cell],[aria-hidden=true]," + HEADING;
const listed = new Set();
function noteBlock(block) {
  if (isFull("painted")) return;
  if (block.localName === "p" || block.localName === "div" || block.localName === "td") {
    if (block.querySelector(":scope > br")) {
      let lines = [""];
      for (const node of block.childNodes) {
        if (node.localName === "br") lines.push("");
        else lines[lines.length - 1] += node.textContent;
      }
      const [most, mark] = longestRun(lines.map(fold).filter(Boolean));
      if (most >= 2 && isShown(block)) note("painted", block, { as: "list", lines: most, mark, in_block: true });
    }
    const parent = block.parentElement;
    if (block.childElementCount < 6 && block.localName !== "td" && parent && !listed.has(parent) && markOf(block.textContent.slice(0, 20)) && !block.closest("li,pre,code,[role=listitem]")) {
      listed.add(parent);
      const lines = [...parent.children].filter((each) => each.localName === block.localName).map((each) => each.textContent.slice(0, 80));
      const [most, mark] = longestRun(lines);
      if (most >= 2 && isShown(block)) note("painted", block, { as: "list", lines: most, mark, in_block: false });
    }
  }
  if (!/^(p|div|span|strong|b|font)$/.test(block.localName)) return;
  if (block.childElementCount > 2) return;
  const text = fold(block.textContent);
  if (!text || text.length > 80 || words(text) > 12 || words(text) < 1 || /[.,;:!?…]$/.test(text)) return;
  if (isInline(block) || block.closest(NO_TITLE) || block.querySelector("a,button,input,select,textarea,img,svg," + HEADING)) return;
  if (block.parentElement && fold(block.parentElement.textContent) === text && block.parentElement !== document.body) return;
  const next = block.nextElementSibling;
  if (!next || !isShown(block) || !/^(p|div|ul|ol|section|table|dl)$/.test(next.localName)) return;
  const follows = fold(next.textContent);
  if (follows.length < 60 || words(follows) < 10) return;
  const leaf = deepest(block), other = deepest(next);
  if (fold(leaf.textContent) !== text) return;
  const [mine, theirs] = [styleOf(leaf), styleOf(other)];
  const bold = +mine.fontWeight >= 600 && +theirs.fontWeight < 600;
  const larger = parseFloat(mine.fontSize) / (parseFloat(theirs.fontSize) || 16);
  if (bold || larger >= 1.2) note("painted", block, { as: "heading", text: cut(text, 100), bold, larger: Math.round(larger * 100) / 100 });
}
// The element that holds an element's first text.
function deepest(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.trim()) return walker.currentNode.parentElement;
  return element;
}
function noteTable(table) {
  if (!isShown(table) || /^(presentation|none|grid|treegrid)$/.test(table.getAttribute("role"))) return;
  const rows = [...table.rows].slice(0, 6);
  const columns = rows.length ? rows[0].cells.length : 0;
  if (rows.length < 3 || columns < 2 || table.querySelector("th,[role=columnheader],[role=rowheader],table")) return;
  const heads = [...rows[0].cells], body = [...rows[1].cells];
  const bold = heads.every((cell) => LETTER.test(cell.textContent) && +styleOf(deepest(cell)).fontWeight >= 600) && !body.every((cell) => +styleOf(deepest(cell)).fontWeight >= 600);
  if (bold) note("painted", table, { as: "table", rows: table.rows.length, columns });
}

// Text by the language it is declared to be in; `scope` is the element that declares it.
const scopes = new Map();
function say(scope, text) {
  if (!LETTER.test(text)) return;
  let bucket = scopes.get(scope);
  if (!bucket) scopes.set(scope, (bucket = { text: "", letters: 0 }));
  if (bucket.text.length < 1500) bucket.text += text.replace(/\s+/g, " ");
  bucket.letters += text.length;
}
let budget = 30000;
function listen(node, scope, forced) {
  if (--budget < 0) return;
  if (node.nodeType === 3) {
    if (node.data.trim()) say(scope, node.data);
    return;
  }
  if (node.nodeType !== 1 || UNREAD.test(node.localName) || node.getAttribute("translate") === "no" || node.classList.contains("notranslate")) return;
  if (!forced && (!isDrawn(node) || (args.mask && node.matches(args.mask)))) return;
  if (node.hasAttribute("lang") && node !== document.documentElement) scope = node;
  const block = !isInline(node);
  if (node.localName === "br" && scopes.has(scope)) scopes.get(scope).text += "\n";
  if (node.localName === "img" || node.localName === "area" || node.type === "image") say(scope, ` ${node.alt || ""} . `);
  const label = node.getAttribute("aria-label");
  if (label) say(scope, ` ${label} . `);
  for (const each of referred(node, "aria-labelledby").slice(0, 3)) {
    if (isDrawn(each) || each.contains(node)) continue;
    const declares = within(each, "[lang]");
    listen(each, declares && declares !== document.documentElement ? declares : document.documentElement, true);
  }
  if (node.localName === "svg") {
    const title = node.querySelector("title");
    if (title) say(scope, ` ${title.textContent} . `);
    return;
  }
  for (const child of childrenOf(node)) listen(child, scope, forced);
  if (block && scopes.has(scope)) scopes.get(scope).text += "\n";
}

const elements = everywhere(document, "*");
headings.push(...elements.filter((each) => each.matches(HEADING) && isDrawn(each)));
for (const element of elements) {
  const tag = element.localName;
  if (/^(script|style|meta|link|head|html|path|br)$/.test(tag)) continue;
  if (args.mask && masked(element, args.mask)) continue;
  const role = roleOf(element);
  if (role === "link" && tag !== "area") noteLink(element);
  if (FROM_CONTENT.test(role) || role === "field") noteSpokenName(element, role);
  if (/^(input|select|textarea)$/.test(tag)) noteField(element);
  if (tag === "img" || role === "img" || (tag === "input" && element.type === "image")) notePicture(element, role);
  if (tag === "video" || tag === "audio") noteRecording(element);
  if (tag === "table") noteTable(element);
  if (/^(p|div|td|span|strong|b|font)$/.test(tag)) noteBlock(element);
}
for (const heading of headings) {
  if (isShown(heading) && !masked(heading, args.mask)) note("heading", heading, { text: cut(fold(contentName(heading))), level: levelOf(heading) });
}
const root = document.documentElement;
if (document.body) listen(document.body, root, false);
for (const [scope, { text, letters }] of scopes) {
  const said = text.replace(/ +/g, " ").trim();
  if (words(said) < 2) continue;
  note("passage", scope, {
    text: cut(said, 1500), letters, whole: scope === root,
    lang: (scope.getAttribute("lang") || "").slice(0, 40),
  });
}
found.push({
  kind: "document", target: "html", snippet: "", box: null,
  facts: {
    title: cut(fold(document.title), 300), lang: (root.getAttribute("lang") || "").slice(0, 40),
    xml_lang: (root.getAttribute("xml:lang") || "").slice(0, 40), headings: headings.length,
    elements: elements.length,
  },
});
return found;
