"use strict";
(() => {
const byId = (id) => document.getElementById(id);
const { words, agencies, items, ties, places, title, document: documentNumber, categories } = JSON.parse(byId("data").textContent);
const nodes = { a: agencies, i: items };
const columns = byId("columns"), panel = byId("panel"), details = byId("details"), query = byId("query");
const selects = ["role", "category", "group"].map(byId).filter(Boolean);
const hint = details.firstElementChild;
const WIDEST = 1.8; // rows; the style sheet's greatest height of one
const lines = ties.map((tie, at) => byId("t" + at));
const printing = matchMedia("print");
let pinned = "", current = "", ownLines = null;

const button = (id) => byId(id);
const sideOf = (id) => id[0], placeOf = (id) => Number(id.slice(1));
const tiesOf = (id) => ties.map((tie, at) => at).filter((at) => ties[at][sideOf(id) === "a" ? 0 : 1] === placeOf(id));
const isNode = (id) => /^[ai]\d+$/.test(id) && placeOf(id) < nodes[sideOf(id)].length && Boolean(byId(id));
const degree = { a: agencies.map(() => 0), i: items.map(() => 0) };
for (const [agency, item] of ties) { degree.a[agency] += 1; degree.i[item] += 1; }

// Filters

// Chinese is found anywhere, Latin letters from the beginning of a word or a syllable on; pinyin: see searching.py.
function seeker(text) {
  const plain = text.normalize("NFKC").toLowerCase();
  const bare = plain.replace(/[\p{P}\p{Z}\p{C}]/gu, "");
  if (!bare) return plain.trim() ? () => false : null;
  const letters = [...bare].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const start = new RegExp("(?:^| )" + letters.join(" ?"));
  const chinese = /[^\x00-\x7f]/.test(bare);
  return ({ whole, latin }) => (chinese && whole.includes(bare)) || start.test(latin);
}

function prepare(one) {
  const names = [one.number, one.name, one.label, one.title, one.other, one.also, ...(one.members || []).flat(), ...(one.open || []).map((open) => open[1])];
  const texts = names.filter(Boolean).map((text) => text.normalize("NFKC").toLowerCase());
  const initials = one.pinyin.replace(/[a-z]+/g, (syllable) => syllable[0]);
  one.whole = texts.map((text) => text.replace(/[\p{P}\p{Z}\p{C}]/gu, "")).join("\n");
  one.latin = [...texts.map((text) => (text.replace(/\p{sc=Han}+/gu, " ").match(/[\p{L}\p{N}]+/gu) || []).join(" ")), one.pinyin, initials].join(" | ");
}
[...agencies, ...items].forEach(prepare);

function choices() {
  const value = (id) => (byId(id) && !printing.matches ? byId(id).value : "");
  return { role: value("role"), category: value("category"), group: value("group"), seek: seeker(value("query")) };
}

function filter() {
  const { role, category, group, seek } = choices();
  const inside = {
    a: agencies.map((one) => !group || one.group === Number(group)),
    i: items.map((one) => (!group || one.group === Number(group)) && (!category || one.category === Number(category))),
  };
  const hit = { a: agencies.map((one) => !seek || seek(one)), i: items.map((one) => !seek || seek(one)) };
  const on = ties.map(([a, i, as]) => (!role || as === Number(role)) && inside.a[a] && inside.i[i] && (hit.a[a] || hit.i[i]));
  const shown = { a: new Set(), i: new Set() };
  on.forEach((yes, at) => { if (yes) { shown.a.add(ties[at][0]); shown.i.add(ties[at][1]); } });
  for (const side of ["a", "i"]) {
    nodes[side].forEach((one, at) => {
      // What nobody is tied to has no role, and an agency without items no category.
      const alone = !degree[side][at] && !role && !(side === "a" && category);
      if (alone && inside[side][at] && hit[side][at]) shown[side].add(at);
      button(side + at).classList.toggle("found", Boolean(seek) && hit[side][at]);
    });
  }
  return { on, shown };
}

function apply() {
  const { on, shown } = filter();
  const heights = {};
  for (const side of ["a", "i"]) {
    const rows = [...byId("side-" + side).children];
    for (const row of rows) row.hidden = !shown[side].has(placeOf(row.firstElementChild.id));
    const visible = rows.filter((row) => !row.hidden);
    heights[side] = visible.map((row) => placeOf(row.firstElementChild.id));
    const stop = visible.find((row) => row.firstElementChild.tabIndex === 0) || visible[0];
    for (const row of rows) row.firstElementChild.tabIndex = row === stop ? 0 : -1;
  }
  const rows = Math.max(shown.a.size, shown.i.size, 1);
  columns.style.setProperty("--rows", rows);
  for (const side of ["a", "i"]) {
    const step = Math.min(1000 / heights[side].length, (1000 * WIDEST) / rows);
    heights[side] = new Map(heights[side].map((at, row) => [at, (row + 0.5) * step]));
  }
  on.forEach((yes, at) => {
    const line = lines[at];
    line.toggleAttribute("hidden", !yes);
    if (yes) { line.setAttribute("y1", heights.a.get(ties[at][0])); line.setAttribute("y2", heights.i.get(ties[at][1])); }
  });
  const counts = { agencies: shown.a.size, items: shown.i.size, ties: on.filter(Boolean).length };
  byId("status").textContent = counts.agencies + counts.items
    ? words.shown.replace(/\{(\w+)\}/g, (_, name) => counts[name]) : words.nothing;
}

// What an agency or an item is tied to

function light(id) {
  for (const lit of columns.querySelectorAll(".on, .current")) lit.classList.remove("on", "current");
  columns.classList.toggle("lit", Boolean(id));
  if (!id) return;
  button(id).classList.add("current");
  button(id).parentElement.classList.add("on");
  for (const at of tiesOf(id)) {
    lines[at].classList.add("on");
    for (const end of ["a" + ties[at][0], "i" + ties[at][1]]) button(end).parentElement.classList.add("on");
  }
}

// `chosen` is false for what the pointer only rests on: then nothing opens over it on a phone.
function show(id, chosen = true) {
  panel.classList.toggle("open", Boolean(id) && chosen);
  if (id === current) return;
  current = id;
  light(id);
  details.replaceChildren(...(!id ? [hint] : sideOf(id) === "a" ? agencyDetails(placeOf(id)) : itemDetails(placeOf(id))));
  byId("close").hidden = !id;
  panel.scrollTop = 0;
}

function pin(id) {
  if (pinned) button(pinned).setAttribute("aria-pressed", "false");
  pinned = id;
  if (id) button(id).setAttribute("aria-pressed", "true");
  show(id);
  if (id) reveal(button(id));
  remember();
}

// Only the page itself is scrolled: scrollIntoView would move the notebook around it, too.
function reveal(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const tools = byId("tools").getBoundingClientRect(), sheet = panel.getBoundingClientRect();
  const above = Math.max(0, tools.bottom), below = sheet.left < 1 && sheet.top > 0 ? sheet.top : innerHeight;
  if (top < above) scrollBy(0, top - above - 10);
  else if (bottom > below) scrollBy(0, bottom - below + 10);
}

function goTo(id) {
  if (button(id).parentElement.hidden) reset();
  pin(id);
}

function reset() {
  query.value = "";
  for (const select of selects) select.value = "";
  apply();
  remember();
}

// Details

function make(tag, name, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside.filter((part) => part !== "" && part !== null));
  return element;
}
const called = (text) => make("bdi", "", text);

function link(id, text) {
  const to = make("button", "to", called(text));
  to.type = "button";
  to.dataset.to = id;
  return to;
}

function list(heading, entries, name = "") {
  return entries.length ? [make("h3", "", heading), make("ul", name, ...entries.map((entry) => make("li", "", ...entry)))] : [];
}

function linesAt(place) {
  const [source, , stands] = places[place];
  if (stands !== undefined || !ownLines) return stands;
  const found = /^L(\d+)(?:-(\d+))?(?: c\d+)?$/.exec(source);
  return found ? ownLines.slice(found[1] - 1, found[2] || found[1]).join("\n") : undefined;
}

// Where it says so: the place in words, and the line itself where the reader has the notice.
function where(place, written = "") {
  if (place < 0) return [make("p", "where", words.no_place)];
  const text = linesAt(place);
  const told = make("p", "where", called(places[place][1]));
  if (text === undefined) return [told];
  const at = written ? text.indexOf(written) : -1;
  return [told, make("blockquote", "", ...(at < 0 ? [text] : [text.slice(0, at), make("mark", "", written), text.slice(at + written.length)]))];
}

const beside = (place, written) => { const [told, lines] = where(place, written); return [make("span", "where", ...told.childNodes), lines].filter(Boolean); };
const itemName = (one) => (one.number ? one.number + " " : "") + one.title;
const note = (basis) => (basis ? make("span", "where", basis) : "");

function agencyDetails(at) {
  const one = agencies[at];
  const labels = [words.leads, words.joins, words.partners, words.contacts];
  const own = (role) => ties.filter((tie) => tie[0] === at && tie[2] === role)
    .map(([, item, , place, written, basis]) => [link("i" + item, itemName(items[item])), note(basis), ...beside(place, written)]);
  return [
    make("h2", "", called(one.name)),
    one.other || one.english ? make("p", "other", called(one.other), one.english && make("span", "where", one.english)) : "",
    one.facts.length ? make("p", "facts", one.facts.join(words.comma)) : "",
    make("div", "counts", ...one.counts.map((count, n) => make("span", "", make("b", "", String(count)), labels[n]))),
    ...list(words.leads_list, own(0)),
    ...list(words.joins_list, own(1)),
    ...list(words.partners_list, one.partners.map(([other, shared]) => [link("a" + other, agencies[other].label), " " + shared]), "many"),
    ...list(words.members_list, one.members.map((names) => [called(names.join(" "))])),
  ].filter(Boolean);
}

function itemDetails(at) {
  const one = items[at];
  const parties = (role) => ties.filter((tie) => tie[1] === at && tie[2] === role)
    .map(([agency, , , place, written, basis]) => [link("a" + agency, agencies[agency].name), note(basis), ...beside(place, written)]);
  const roles = [words.lead, words.participant];
  return [
    make("h2", "", called(itemName(one))),
    one.other ? make("p", "other", called(one.other)) : "",
    one.category >= 0 ? make("p", "facts", called(categories[one.category])) : "",
    make("h3", "", words.place),
    documentNumber ? make("p", "where", called(documentNumber)) : "",
    ...where(one.place),
    one.text && (one.place < 0 || linesAt(one.place) === undefined) ? make("p", "", called(one.text)) : "",
    ...list(words.lead_names, parties(0)),
    ...list(words.participant_names, parties(1)),
    ...list(words.open_names, one.open.map(([role, name, place, written]) => [called(name), " (" + roles[role] + ")", ...beside(place, written)])),
    ...list(words.targets, one.targets.map(([text, place]) => [called(text), ...beside(place)])),
  ].filter(Boolean);
}

// The address keeps what is shown, where the page is a file of its own

function remember() {
  if (location.protocol === "about:") return;
  const kept = new URLSearchParams([query, ...selects].filter((one) => one.value).map((one) => [one.id, one.value]));
  if (pinned) kept.set("pin", pinned);
  try { history.replaceState(null, "", "#" + kept); } catch { /* some browsers allow no address to a local file */ }
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const one of [query, ...selects]) {
    one.value = kept.get(one.id) || "";
    if (one.selectedIndex === -1) one.value = "";
  }
  apply();
  const id = kept.get("pin") || "";
  if (isNode(id)) pin(id);
}

// Pointer and keyboard

const nodeAt = (target) => target.closest?.(".node")?.id || "";

columns.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch" && !pinned && nodeAt(event.target)) show(nodeAt(event.target), false); });
columns.addEventListener("pointerleave", () => { if (!pinned) show(columns.contains(document.activeElement) ? nodeAt(document.activeElement) : ""); });
columns.addEventListener("focusin", (event) => {
  if (!nodeAt(event.target)) return;
  for (const other of event.target.closest("ol").querySelectorAll(".node")) other.tabIndex = other === event.target ? 0 : -1;
  if (!pinned && event.target.matches(":focus-visible")) show(event.target.id);
});
columns.addEventListener("focusout", ({ relatedTarget }) => {
  if (!pinned && !columns.contains(relatedTarget) && !panel.contains(relatedTarget)) show("");
});
columns.addEventListener("click", (event) => { const id = nodeAt(event.target); if (id) pin(id === pinned ? "" : id); });

function nextTo(id, key) {
  const visible = [...button(id).closest("ol").querySelectorAll("li:not([hidden]) > .node")];
  const at = visible.indexOf(button(id));
  if (key === "ArrowDown") return visible[at + 1];
  if (key === "ArrowUp") return visible[at - 1];
  if (key === "Home") return visible[0];
  if (key === "End") return visible.at(-1);
  if (key !== (sideOf(id) === "a" ? "ArrowRight" : "ArrowLeft")) return undefined;
  const middle = (node) => { const box = node.getBoundingClientRect(); return box.top + box.height / 2; };
  const apart = (node) => Math.abs(middle(node) - middle(button(id)));
  return tiesOf(id).filter((tie) => !lines[tie].hasAttribute("hidden"))
    .map((tie) => button(sideOf(id) === "a" ? "i" + ties[tie][1] : "a" + ties[tie][0]))
    .sort((one, other) => apart(one) - apart(other))[0];
}

columns.addEventListener("keydown", (event) => {
  const id = nodeAt(event.target);
  if (!id || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = nextTo(id, event.key);
  if (next || ["ArrowUp", "ArrowDown"].includes(event.key)) event.preventDefault();
  if (next) { next.focus({ focusVisible: true, preventScroll: true }); reveal(next); }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (pinned || current) pin(""); else reset();
});
panel.addEventListener("click", (event) => { const to = event.target.closest("[data-to]"); if (to) { goTo(to.dataset.to); button(to.dataset.to).focus({ preventScroll: true }); } });
byId("close").addEventListener("click", () => pin(""));
byId("reset").addEventListener("click", () => { pin(""); reset(); });
byId("tools").addEventListener("submit", (event) => event.preventDefault());
for (const one of [query, ...selects]) {
  one.addEventListener("input", () => {
    apply();
    if (current && button(current).parentElement.hidden) pin("");
    reveal(byId("head-a"));
    remember();
  });
}
// Everything is printed, whatever is filtered on the screen.
printing.addEventListener("change", apply);

// The reader's own copy of the notice, which goes nowhere

const textOf = (bytes) => {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return new TextDecoder("gb18030").decode(bytes); }
};
const solid = (text) => text.replace(/\s/g, "");

byId("file")?.addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const text = textOf(await file.arrayBuffer());
  const rows = text.replace(/(?:\r\n?|\n)$/, "").split(/\r\n?|\n/);
  const needed = Math.max(0, ...places.map(([source]) => Number(/^L(?:\d+-)?(\d+)(?: c\d+)?$/.exec(source)?.[1] || 0)));
  const fits = rows.length >= needed && solid(title) !== "" && solid(text).includes(solid(title));
  ownLines = fits ? rows : null;
  const told = fits ? words.own_read : words.own_other;
  byId("told").textContent = told.replace(/\{(\w+)\}/g, (_, name) => ({ name: file.name, lines: rows.length })[name]);
  const again = current;
  current = "";
  show(again);
});

document.documentElement.classList.add("live");
recall();
})();
