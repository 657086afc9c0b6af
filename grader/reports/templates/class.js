// Finds, orders and chooses learners of a class that does not fit on one page. Everything that it shows is put in as text.
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const AT_ONCE = 100;
  const flag = (row, place) => (row[5] >> place) & 1;
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const found = part("found"), body = found.tBodies[0], line = part("line").content.firstElementChild;
  const still = part("still"), more = part("more"), counted = part("counted");
  const query = part("query"), choice = part("choice"), order = part("order");
  const value = { learner: (n) => n, points: (n) => rows[n][3], hints: (n) => rows[n][7], time: (n) => rows[n][8] };
  let words, stops, rows, texts, reading, shown = [], length = 0;

  const read = async () => {
    const packed = Uint8Array.from(atob(part("class-index").textContent.trim()), (one) => one.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    ({ words, stops, rows } = JSON.parse(await new Response(stream).text()));
    texts = rows.map((row) => plain(`${row[0]} ${row[1]}`));
  };

  const chosen = (row) => {
    const number = Number(choice.value.slice(1));
    if (!choice.value) return true;
    return choice.value[0] === "f" ? flag(row, number) : row[6] === number;
  };
  const when = (row) => {
    if (row[8] === null) return "";
    const said = new Date((row[8] + row[9]) * 1000).toISOString().slice(0, 19).replace("T", " ");
    return row[9] === Number(found.dataset.offset) ? said : `${said} (${zone(row[9])})`;
  };
  const zone = (seconds) => {
    const two = (number) => String(Math.floor(number)).padStart(2, "0"), far = Math.abs(seconds) / 60;
    return `UTC${seconds < 0 ? "-" : "+"}${two(far / 60)}:${two(far % 60)}`;
  };
  const draw = (row) => {
    const made = line.cloneNode(true), [who, points, stop, hints, time] = made.children;
    const name = row[2].startsWith("./") ? who.appendChild(document.createElement("a")) : who;
    name.append(row[0]);
    if (name !== who) name.href = row[2];
    if (row[1]) {
      const soft = who.appendChild(document.createElement("span"));
      soft.className = "soft";
      soft.textContent = ` ${row[1]}`;
    }
    points.textContent = row[3] === null ? "–" : `${row[3]} / ${row[4]}`;
    if (flag(row, 0)) stop.textContent = words.fault;
    else if (flag(row, 1)) stop.textContent = words.nothing;
    else if (row[6] !== null) {
      stop.append(`${stops[row[6]][0]} `);
      stop.appendChild(document.createElement("code")).textContent = stops[row[6]][1];
    }
    hints.textContent = row[7] || "";
    time.textContent = when(row);
    return made;
  };
  const extend = () => {
    body.append(...shown.slice(length, length + AT_ONCE).map((number) => draw(rows[number])));
    length = Math.min(length + AT_ONCE, shown.length);
    more.hidden = length === shown.length;
  };
  const find = async () => {
    const wanted = plain(query.value).split(/\s+/).filter(Boolean);
    const [column, way] = order.value.split(" ");
    const asked = Boolean(wanted.length || choice.value || order.value !== "learner up");
    if (asked) await (reading ??= read());
    still.hidden = asked;
    found.hidden = !asked;
    more.hidden = true;
    counted.textContent = "";
    body.replaceChildren();
    if (!asked) return;
    shown = [...rows.keys()].filter((n) => chosen(rows[n]) && wanted.every((word) => texts[n].includes(word)));
    const known = (n) => value[column](n) !== null;
    shown.sort((a, b) => known(b) - known(a) || (way === "up" ? 1 : -1) * (value[column](a) - value[column](b)) || a - b);
    length = 0;
    extend();
    counted.textContent = counted.dataset.said.replace("#", shown.length);
  };
  let waiting;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 80); });
  choice.addEventListener("change", find);
  order.addEventListener("change", find);
  more.addEventListener("click", () => {
    const first = body.rows.length;
    extend();
    body.rows[first]?.querySelector("a")?.focus();
  });
  part("find").hidden = false;
  // Coming back from a learner's page, the fields are as they were left.
  addEventListener("pageshow", find);
})();
