// What the report does in a browser. All text that comes from servers is set as text, never as HTML.
"use strict";
(() => {
  const outcomes = ["fail", "error", "warn", "waived", "skip", "pass"];  // in the order of the list
  const pageSize = 200;
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("verdicts");
  const form = document.getElementById("filter");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const shown = [];  // indexes of the verdicts that the filter lets through
  let drawn = 0;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    for (const child of children) made.append(child);
    return made;
  };
  const definition = (to, term, text, said) => {
    if (text === "" || text === undefined) return;
    to.append(element("dt", {}, term), element("dd", said ? {class: "said"} : {}, text));
  };

  const order = data.verdicts.map((_, index) => index);
  const rank = index => outcomes.indexOf(data.outcomes[data.verdicts[index].o]);
  order.sort((a, b) => rank(a) - rank(b) || a - b);

  const haystacks = new Map();
  const haystack = index => {
    let text = haystacks.get(index);
    if (text === undefined) {
      const verdict = data.verdicts[index], requirement = data.requirements[verdict.q];
      text = [requirement.id, requirement.sentence, requirement.source, data.targets[verdict.t].name, verdict.r,
        ...(verdict.f || []).flat()].join("\n").toLowerCase();
      haystacks.set(index, text);
    }
    return text;
  };

  // The exchanges of a target are parsed when one of them is looked at.
  const parsed = new Map();
  const exchangesOf = target => {
    if (!parsed.has(target)) {
      const text = document.getElementById("exchanges-" + target);
      const known = text ? JSON.parse(text.textContent) : [];
      parsed.set(target, new Map(known.map(each => [each.label, each])));
    }
    return parsed.get(target);
  };

  const message = (title, lines, headers, body) => {
    const text = [...lines, ...headers.map(([name, value]) => name + ": " + value)].join("\n") + (body ? "\n\n" + body : "");
    return [element("h3", {}, title), element("pre", {tabindex: "0"}, text)];
  };

  const exchange = (label, target) => {
    const known = exchangesOf(target).get(label);
    const box = element("details", {}, element("summary", {}, "Exchange " + label));
    if (!known) {
      box.append(element("p", {class: "quiet"}, "It is in har/" + data.targets[target].name + ".har of this run's folder."));
      return box;
    }
    box.append(...message("Request", [known.method + " " + known.url], known.request_headers, known.request_body));
    if (known.failure) box.append(element("p", {class: "error"}, "No whole answer: " + known.failure));
    for (const answer of known.answers) {
      box.append(...message("Answer", ["HTTP/" + answer.version + " " + answer.status], answer.headers, answer.body));
    }
    if (known.tls) box.append(element("p", {}, "TLS: " + known.tls));
    box.append(element("p", {class: "quiet"}, known.time + " ms, " + known.address));
    return box;
  };

  const fill = (body, verdict) => {
    const requirement = data.requirements[verdict.q];
    const facts = element("dl");
    definition(facts, "Requirement", requirement.sentence);
    definition(facts, "Level", requirement.level);
    definition(facts, "Source", requirement.source);
    for (const [expected, actual, where] of verdict.f || []) {
      definition(facts, "Expected", expected, true);
      definition(facts, "Actual", actual, true);
      definition(facts, "Where", where, true);
    }
    definition(facts, "Reason", verdict.r, true);
    definition(facts, "What to do", verdict.m, true);
    for (const note of verdict.n || []) definition(facts, "Note", note, true);
    body.append(facts);
    for (const label of verdict.x || []) body.append(exchange(label, verdict.t));
  };

  const item = index => {
    const verdict = data.verdicts[index], requirement = data.requirements[verdict.q];
    const outcome = data.outcomes[verdict.o];
    const details = element("details", {},
      element("summary", {},
        element("span", {class: "outcome " + outcome}, outcome), " ",
        element("span", {class: "id"}, requirement.id), " on " + data.targets[verdict.t].name,
        element("span", {class: "sentence"}, requirement.sentence)));
    details.addEventListener("toggle", () => {
      if (!details.open || details.childElementCount > 1) return;
      const body = element("div", {class: "body"});
      fill(body, verdict);
      details.append(body);
    });
    return element("li", {}, details);
  };

  const draw = () => {
    const next = shown.slice(drawn, drawn + pageSize);
    list.append(...next.map(item));
    drawn += next.length;
    more.hidden = drawn >= shown.length;
    more.textContent = "Show " + Math.min(pageSize, shown.length - drawn) + " more";
  };

  const apply = () => {
    const wanted = new Set(outcomes.filter(outcome => form.elements[outcome].checked));
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(word => word);
    const row = form.elements.row.value, suite = form.elements.suite.value;
    shown.length = 0;
    for (const index of order) {
      const verdict = data.verdicts[index];
      if (!wanted.has(data.outcomes[verdict.o])) continue;
      if (row !== "" && String(data.targets[verdict.t].row) !== row) continue;
      if (suite !== "" && data.requirements[verdict.q].suite !== suite) continue;
      if (words.length && !words.every(word => haystack(index).includes(word))) continue;
      shown.push(index);
    }
    for (const cell of document.querySelectorAll("td button")) {
      cell.setAttribute("aria-pressed", String(cell.dataset.row === row && cell.dataset.suite === suite));
    }
    list.replaceChildren();
    drawn = 0;
    draw();
    count.textContent = shown.length === 1 ? "1 verdict" : shown.length + " verdicts";
  };

  const showAll = () => { for (const outcome of outcomes) form.elements[outcome].checked = true; };

  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  more.addEventListener("click", () => {
    const last = list.lastElementChild;
    draw();
    if (last && last.nextElementSibling) last.nextElementSibling.querySelector("summary").focus();
  });
  for (const cell of document.querySelectorAll("td button")) {
    cell.addEventListener("click", () => {
      form.elements.row.value = cell.dataset.row;
      form.elements.suite.value = cell.dataset.suite;
      showAll();
      apply();
      document.getElementById("list").focus();
    });
  }
  window.addEventListener("beforeprint", () => {
    for (const details of list.querySelectorAll("#verdicts > li > details")) {
      details.open = true;
      details.dispatchEvent(new Event("toggle"));  // the browser's own comes when the page is printed already
    }
  });
  if (!data.verdicts.some(verdict => !["pass", "skip"].includes(data.outcomes[verdict.o]))) showAll();
  apply();

  const coverage = document.getElementById("coverage");
  coverage.addEventListener("toggle", () => {
    const table = coverage.querySelector("tbody");
    if (!coverage.open || table.childElementCount) return;
    for (const row of data.coverage) {
      table.append(element("tr", {}, element("th", {scope: "row"}, row.id), ...[row.level, row.source,
        row.products.join(", "), row.probes.join(", "), row.faults.join(", "), row.verdicts].map(text => element("td", {}, text))));
    }
  });
})();
