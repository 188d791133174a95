"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  // -- light and dark
  const theme = byId("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);
  const showTheme = () => { theme.textContent = isDark() ? "Light theme" : "Dark theme"; };
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; showTheme(); });
  prefersDark.addEventListener("change", showTheme);
  showTheme();

  // -- the rows; only those of the page that is shown stay in the document
  const body = byId("rows");
  const rows = Array.from(body.rows, (row) => ({
    row,
    text: row.dataset.text.toLocaleLowerCase(),
    type: row.dataset.type,
    space: row.dataset.space,
    states: new Set(row.dataset.states.split(" ")),
    name: row.dataset.name.toLocaleLowerCase(),
    used: Number(row.dataset.used),
    runs: Number(row.dataset.runs),
    failed: Number(row.dataset.failed),
    p95: Number(row.dataset.p95),
  }));
  const search = byId("search");
  const size = byId("size");
  const picks = Array.from(document.querySelectorAll("details.pick"));
  const states = Array.from(document.querySelectorAll(".states input"));
  const collator = new Intl.Collator(undefined, { numeric: true });
  let order = { key: "name", down: false };
  let page = 0;
  let found = rows;

  const chosen = (pick) => new Set(Array.from(pick.querySelectorAll("input:checked"), (box) => box.value));

  function filter() {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = picks.map((pick) => [pick.dataset.key, chosen(pick)]);
    const flags = states.filter((box) => box.checked).map((box) => box.value);
    for (const pick of picks) {
      const number = chosen(pick).size;
      pick.classList.toggle("on", number > 0);
      pick.querySelector("summary b").textContent = number ? String(number) : "all";
    }
    found = rows.filter((each) =>
      words.every((word) => each.text.includes(word)) &&
      wanted.every(([key, values]) => !values.size || values.has(each[key])) &&
      flags.every((flag) => each.states.has(flag)));
    page = 0;
    byId("clear").hidden = !(words.length || flags.length || wanted.some(([, values]) => values.size));
    sort();
  }

  function sort() {
    const { key, down } = order;
    const compared = typeof rows[0]?.[key] === "number"
      ? (a, b) => a[key] - b[key]
      : (a, b) => collator.compare(a[key], b[key]);
    found = [...found].sort((a, b) => (down ? -1 : 1) * compared(a, b) || collator.compare(a.name, b.name));
    show();
  }

  function show(all = false) {
    const each = all || size.value === "all" ? Math.max(found.length, 1) : Number(size.value);
    const last = Math.max(Math.ceil(found.length / each) - 1, 0);
    page = Math.min(page, last);
    const start = page * each;
    const shown = found.slice(start, start + each);
    body.replaceChildren(...shown.map((one) => one.row));
    byId("none").hidden = found.length > 0;
    const number = (value) => value.toLocaleString("en-US");
    const range = found.length > each ? `${number(start + 1)} to ${number(start + shown.length)} of ` : "";
    const rest = found.length < rows.length ? ` (of ${number(rows.length)})` : "";
    byId("shown").textContent = `${range}${number(found.length)} connector${found.length === 1 ? "" : "s"}${rest}`;
    byId("before").disabled = page === 0;
    byId("after").disabled = page === last;
    for (const head of document.querySelectorAll("th[data-key]")) {
      const is = head.dataset.key === order.key;
      head.setAttribute("aria-sort", is ? (order.down ? "descending" : "ascending") : "none");
    }
  }

  search.addEventListener("input", filter);
  for (const box of document.querySelectorAll(".pick input, .states input")) box.addEventListener("change", filter);
  size.addEventListener("change", () => { page = 0; show(); });
  byId("before").addEventListener("click", () => { page -= 1; show(); });
  byId("after").addEventListener("click", () => { page += 1; show(); });
  byId("clear").addEventListener("click", () => {
    search.value = "";
    for (const box of document.querySelectorAll(".pick input, .states input")) box.checked = false;
    filter();
    search.focus();
  });
  for (const button of document.querySelectorAll("th[data-key] button")) {
    button.addEventListener("click", () => {
      const key = button.closest("th").dataset.key;
      const first = typeof rows[0]?.[key] === "number";
      order = { key, down: order.key === key ? !order.down : first };
      sort();
    });
  }
  document.addEventListener("click", (event) => {
    for (const pick of picks) if (!pick.contains(event.target)) pick.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const pick of picks) {
      if (pick.open) { pick.open = false; pick.querySelector("summary").focus(); }
    }
  });
  addEventListener("beforeprint", () => show(true));
  addEventListener("afterprint", () => show());
  for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
  filter();
})();
