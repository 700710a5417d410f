#include "socshift/report/page_parts.hpp"

#include "socshift/exchange/escapes.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>

namespace socshift {

std::string_view page_style() {
    return R"(:root{color-scheme:light dark;--ink:#1b2733;--quiet:#4d5c6b;--paper:#fff;--fill:#f1f4f7;--edge:#c3cdd7;--link:#0b5394;--draft:#8a2c1c}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--quiet:#aab6c2;--paper:#14191f;--fill:#1e262e;--edge:#3b4752;--link:#8fc1f0;--draft:#f0a497}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1560px;padding:0 16px 40px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:1.2rem 0 .6rem}
h2{font-size:1.3rem;margin:2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--edge)}
h3{font-size:1rem;margin:0}
p,blockquote,dl{max-width:50rem}
p{margin:.5rem 0}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-100rem}
.skip:focus{left:8px;top:8px;padding:6px 10px;background:var(--paper)}
.unseen,.patterns{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.draft{color:var(--draft)}
dl{margin:.8rem 0}
dl div{display:grid;grid-template-columns:11rem 1fr;gap:.8rem}
dt{color:var(--quiet)}
dd{margin:0;min-width:0}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:1rem 0}
figure{margin:1rem 0}
figcaption,.marks,footer{color:var(--quiet);font-size:.9rem}
figure .drawing{display:block;width:100%;height:auto}
.wide .drawing{max-width:1200px}
.narrow{display:none}
.narrow .drawing{max-width:480px}
blockquote{margin:.8rem 0;padding:.2rem 1rem;border-left:4px solid var(--edge);background:var(--fill)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;margin:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--edge)}
th{color:var(--quiet);font-weight:600}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
button,input{font:inherit;color:inherit;background:var(--fill);border:1px solid var(--quiet);border-radius:4px;padding:.3rem .7rem}
input{width:min(100%,24rem)}
.found{color:var(--quiet)}
.cards{columns:340px;column-gap:14px}
.card{border:1px solid var(--edge);border-radius:6px;padding:10px;margin:0 0 14px;break-inside:avoid}
.card .drawing{display:block;width:100%;max-width:420px;height:auto;margin:.3rem 0}
.card .marks{margin:0}
.card .marks span+span::before{content:"· "}
summary{cursor:pointer;color:var(--link)}
.card details{overflow-x:auto}
[hidden]{display:none!important}
@media (max-width:700px){.wide{display:none}.narrow{display:block}dl div{grid-template-columns:8rem 1fr}}
@page{size:A4;margin:14mm}
@media print{:root{color-scheme:light;--ink:#000;--quiet:#333;--paper:#fff;--fill:#f4f4f4;--edge:#999;--link:#000;--draft:#000}
body{max-width:none;padding:0;font-size:10pt}
.skip,nav,button,.search,summary{display:none!important}
h1{font-size:16pt}h2{font-size:13pt;break-after:avoid}
figure,.card,tr,blockquote{break-inside:avoid}
.scroll{overflow:visible}
table{font-size:8.5pt}
.cards{columns:2}
.wide{display:block}.narrow{display:none}}
)";
}

std::string_view copy_script() {
    return R"js(  const copied = (button, done) => {
    said.textContent = done ? "Copied" : "Could not be copied";
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    button.textContent = said.textContent;
    setTimeout(() => { button.textContent = label; said.textContent = ""; }, 2000);
  };
  const byHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
)js";
}

std::string_view page_script() {
    static const std::string script =
        R"js("use strict";
(function () {
  const all = (what, where) => Array.from((where || document).querySelectorAll(what));
  const said = document.getElementById("said");
  all(".scripted").forEach((part) => { part.hidden = false; });

  const rowsOf = (table) => all("tr", table).map((row) => all("th,td", row).map((cell) => {
    const number = cell.querySelector("data");
    return (number ? number.value : cell.innerText).replace(/\s+/g, " ").trim();
  }).join("\t")).join("\n");
)js" + std::string(copy_script()) +
        R"js(  all("[data-copy]").forEach((button) => button.addEventListener("click", () => {
    const part = document.getElementById(button.dataset.copy);
    const text = part.tagName === "TABLE" ? rowsOf(part) :
      all("p", part).map((line) => line.textContent).join("\n\n");
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(() => copied(button, true),
        () => copied(button, byHand(text)));
    } else {
      copied(button, byHand(text));
    }
  }));

  all("[data-search]").forEach((input) => {
    const section = document.getElementById(input.dataset.search);
    const parts = all(".card,.scroll tbody tr", section).map((part) =>
      [part, part.textContent.toLowerCase()]);
    const found = section.querySelector(".found");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      parts.forEach(([part, text]) => {
        const fits = words.every((word) => text.includes(word));
        part.hidden = !fits;
        count += fits ? 1 : 0;
      });
      found.textContent = words.length ? count + " of " + parts.length : "";
    });
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => { closed.forEach((part) => { part.open = false; }); });
})();
)js";
    return script;
}

std::string page_facts(std::string_view policy, std::string_view title) {
    return fmt::format(R"(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="socshift {}">
<title>{}</title>
)",
                       policy, version(), xml_text(title));
}

}  // namespace socshift
