#include "socshift/report/explorer_page.hpp"
#include "socshift/report/page_parts.hpp"

#include <string>

namespace socshift {

std::string_view explorer_script() {
    static const std::string script = R"js("use strict";
(function () {
  const all = (what, where) => Array.from((where || document).querySelectorAll(what));
  const by = (id) => document.getElementById(id);
  const up = document.documentElement.dataset.up;
  all(".scripted").forEach((part) => { part.hidden = false; });

  // Data comes as scripts, so that pages work from a disk as well: each calls explorer.take().
  const asked = new Map();
  const taken = new Map();
  window.explorer = { take: (name, value) => { taken.set(name, value); } };
  const load = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = up + "data/" + name + ".js";
        script.addEventListener("load", () => { done(taken.get(name)); });
        script.addEventListener("error", () => { failed(new Error(script.src)); });
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };
  const element = (name, text, href) => {
    const out = document.createElement(name);
    if (href) {
      const link = document.createElement("a");
      link.href = up + href;
      link.textContent = text;
      out.append(link);
    } else {
      out.textContent = text;
    }
    return out;
  };
  const labelled = (header) => header.edition + (header.status === "draft" ? " (DRAFT)" : "");

  // Search: every word has to be in code or title.
  const most = 50;
  let index = null;
  const indexed = () => {
    index = index || load("editions").then((site) =>
      Promise.all(site.editions.map((header) => load(header.edition))).then((editions) => {
        const out = [];
        editions.forEach((edition) => {
          Object.entries(edition.codes).forEach(([code, item]) => {
            if (item.page && item.page.startsWith(edition.edition + "/")) {
              out.push({ code, item, label: labelled(edition), from: edition.valid_from,
                text: (code + " " + item.title).toLowerCase() });
            }
          });
        });
        // The newest editions first; within one, the order of its codes.
        out.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
        return out;
      }));
    return index;
  };
  const query = by("q");
  let searched = "";
  const rank = (entry, text) => entry.code.toLowerCase() === text ? 0 :
    entry.item.title.toLowerCase() === text ? 1 :
      entry.item.title.toLowerCase().startsWith(text) ? 2 : 3;
  const search = () => {
    const text = query.value.trim().toLowerCase();
    searched = text;
    if (!text) {
      by("results").replaceChildren();
      by("found").textContent = "";
      return;
    }
    indexed().then((entries) => {
      if (searched !== text) {
        return;
      }
      const words = text.split(/\s+/);
      const found = entries.filter((entry) => words.every((word) => entry.text.includes(word)));
      const ranks = new Map(found.map((entry) => [entry, rank(entry, text)]));
      found.sort((a, b) => ranks.get(a) - ranks.get(b));
      by("found").textContent = found.length > most ? "The first " + most + " of " + found.length :
        found.length + " found";
      by("results").replaceChildren(...found.slice(0, most).map((entry) => {
        const line = element("li", entry.code + " " + entry.item.title, entry.item.page);
        line.append(" " + entry.label);
        return line;
      }));
    }, () => { by("found").textContent = "The data of this site cannot be read"; });
  };
  query.addEventListener("input", search);

  const said = by("said");
)js" + std::string(copy_script()) + R"js(  const copy = (button, text) => {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(() => copied(button, true),
        () => copied(button, byHand(text)));
    } else {
      copied(button, byHand(text));
    }
  };

  // The map: what is asked stands in the fragment of the address, and the answers in the data.
  const from = by("from");
  if (!from) {
    return;
  }
  const to = by("to");
  const codes = by("codes");
  const table = by("answers");
  const fragment = () => "#" + new URLSearchParams(
    [["from", from.value], ["to", to.value], ["codes", codesAsked().join(",")]]).toString();
  const codesAsked = () => codes.value.split(/[\s,;]+/).filter(Boolean);
  const places = { nowhere: "nowhere", unknown: "not known" };
  const rowsOf = (code, source, target, answer) => answer.places.map((place) => {
    const row = document.createElement("tr");
    const there = place.code === undefined ? null : target.codes[place.code];
    const isKnown = place.share !== undefined;
    const isAll = answer.places.length === 1 && place.code === undefined;
    const share = element("td", isKnown ? place.share : isAll ? "" : "unknown");
    share.className = isKnown ? "n" : "n unknown";
    const sourceCode = element("td", code, source.codes[code].page);
    const targetCode = element("td", place.code === undefined ? "" : place.code,
      there && there.page);
    sourceCode.className = targetCode.className = "code";
    row.append(sourceCode, element("td", source.codes[code].title), targetCode,
      element("td", there ? (answer.candidates ? "may be: " : "") + there.title :
        places[place.place]),
      share, element("td", place.basis || ""), element("td", answer.cardinality));
    return row;
  });
  let turn = 0;
  const show = (said, rows, notices, drafts) => {
    by("asked").textContent = said;
    by("notices").replaceChildren(...notices.map((notice) => element("p", notice)));
    by("draft").replaceChildren(...drafts.map((draft) => {
      const line = element("p", "");
      line.className = "draft";
      line.append(element("strong", "DRAFT"), " " + draft + " is a draft: nothing of it is in force.");
      return line;
    }));
    table.tBodies[0].replaceChildren(...rows);
    table.hidden = rows.length === 0;
    by("copy-table").disabled = rows.length === 0;
  };
  const answer = () => {
    const mine = ++turn;
    const wanted = codesAsked();
    const ends = [from.value, to.value];
    const isOld = () => mine !== turn;
    Promise.all(ends.map(load)).then(([source, target]) => {
      const drafts = [...new Set(ends)].filter((end, at) =>
        [source, target][at].status === "draft");
      if (isOld()) {
        return null;
      }
      if (ends[0] === ends[1]) {
        show("Both are the same edition.", [], [], drafts);
        return null;
      }
      if (!source.maps.includes(ends[1])) {
        show("No table leads from " + ends[0] + " to " + ends[1] + ".", [], [], drafts);
        return null;
      }
      return load(ends.join("/")).then((map) => {
        if (isOld()) {
          return;
        }
        const known = wanted.filter((code) => Object.hasOwn(map.codes, code));
        const strange = wanted.filter((code) => !Object.hasOwn(map.codes, code));
        const rows = known.flatMap((code) => rowsOf(code, source, target, map.codes[code]));
        const said = wanted.length === 0 ? "Codes of " + ends[0] + " are asked for." :
          strange.length === 0 ? "" : "Not a code of " + ends[0] + " here: " + strange.join(", ");
        show(said, rows, map.notices, map.drafts);
      });
    }).catch(() => { show("The data of this site cannot be read.", [], [], []); });
  };
  const read = () => {
    const asking = new URLSearchParams(location.hash.slice(1));
    [from, to].forEach((select) => {
      const value = asking.get(select.id);
      if (value !== null && all("option", select).some((option) => option.value === value)) {
        select.value = value;
      }
    });
    if (asking.has("codes")) {
      codes.value = asking.get("codes").split(",").join(" ");
    }
    answer();
  };
  const changed = () => {
    history.replaceState(null, "", fragment());
    answer();
  };
  if (!location.hash && to.options.length > 1) {
    to.selectedIndex = to.options.length - 1;
    from.selectedIndex = to.options.length - 2;
  }
  [from, to].forEach((select) => select.addEventListener("change", changed));
  codes.addEventListener("input", changed);
  addEventListener("hashchange", read);
  by("copy-link").addEventListener("click", (event) => {
    history.replaceState(null, "", fragment());
    copy(event.currentTarget, location.href);
  });
  by("copy-table").addEventListener("click", (event) => {
    copy(event.currentTarget, all("tr", table).map((row) =>
      all("th,td", row).map((cell) => cell.textContent).join("\t")).join("\n"));
  });
  read();
})();
)js";
    return script;
}

}  // namespace socshift
