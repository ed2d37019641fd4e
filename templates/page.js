// Formulas are typeset in place; each can be copied as LaTeX; steps are walked with j and k, or the arrow keys.
for (const span of document.querySelectorAll("span.math")) {
  const source = span.textContent;
  span.dataset.tex = source.replace(/^\{\}/, "");
  const shown = span.classList.contains("display") ? "\\displaystyle " + source : source;
  katex.render(shown, span, {throwOnError: false, strict: "error", trust: false, maxSize: 20, maxExpand: 100, macros: {"\\arraystretch": "1.2"}});
}

const copy = document.createElement("button");
copy.type = "button";
copy.className = "copy";
copy.textContent = "Copy LaTeX";
let holding = null;

async function copyTex(holder) {
  const tex = holder.dataset.tex.trim();
  try {
    await navigator.clipboard.writeText(tex);
  } catch {
    const area = document.createElement("textarea");
    area.value = tex;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  copy.textContent = "Copied";
  setTimeout(() => { copy.textContent = "Copy LaTeX"; }, 1200);
}

function offer(holder) {
  if (holder === holding) return;
  holding = holder;
  holder.append(copy);
}

copy.addEventListener("click", event => { event.stopPropagation(); if (holding) copyTex(holding); });
for (const kind of ["mouseover", "focusin", "click"]) {
  document.addEventListener(kind, event => {
    const holder = event.target.closest && (event.target.closest(".step") || event.target.closest("span.math"));
    if (holder) offer(holder);
  });
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea")) return;
  const step = event.target.closest(".step");
  const steps = [...document.querySelectorAll(".step")].filter(each => each.offsetParent);
  if (!step) {
    const shown = steps.find(each => each.getBoundingClientRect().top >= 0) || steps[steps.length - 1];
    if ((event.key === "j" || event.key === "k") && shown) shown.focus();
    return;
  }
  const to = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1}[event.key];
  if (to) {
    const next = steps[steps.indexOf(step) + to];
    if (next) { event.preventDefault(); next.focus(); }
  } else if (event.key === "c") {
    offer(step);
    copyTex(step);
  }
});

addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details")) each.open = true; });
