(function () {
  "use strict";
  var form = document.getElementById("filter");
  var status = document.getElementById("filter-status");
  var rows = Array.from(document.querySelectorAll("[data-kind]"));
  var folds = Array.from(document.querySelectorAll("details"));
  var texts = null;

  function isWanted(row, index, kind, sure, text) {
    return (!kind || row.dataset.kind === kind) && sure.has(row.dataset.certainty) && (!text || texts[index].includes(text));
  }

  function apply() {
    var kind = form.elements.kind.value;
    var sure = new Set(Array.from(form.querySelectorAll("[name=certainty]:checked"), function (box) { return box.value; }));
    var text = form.elements.text.value.trim().toLowerCase();
    var narrows = kind || text || sure.size < 3;
    if (text && !texts) {
      texts = rows.map(function (row) { return (row.closest("[data-file]") || row).textContent.toLowerCase(); });
    }
    var shown = 0;
    rows.forEach(function (row, index) {
      row.hidden = !isWanted(row, index, kind, sure, text);
      shown += !row.hidden;
    });
    document.querySelectorAll("[data-file]").forEach(function (file) {
      var hunks = Array.from(file.querySelectorAll("[data-kind]"));
      file.hidden = hunks.length ? hunks.every(function (hunk) { return hunk.hidden; }) : Boolean(narrows);
    });
    if (narrows) {
      folds.forEach(function (fold) { fold.open = fold.open || Boolean(fold.querySelector("[data-kind]:not([hidden])")); });
    }
    status.textContent = "Shown: " + shown + " of " + rows.length + " rows of the footprint, references and edits";
  }

  form.hidden = rows.length === 0;
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(apply, 0); });

  var frame = document.querySelector(".picture-frame");
  var target = frame && frame.querySelector(".target");
  if (target) {
    var outer = frame.getBoundingClientRect();
    var inner = target.getBoundingClientRect();
    frame.scrollTop = inner.top + inner.height / 2 - outer.top - outer.height / 2;
    frame.scrollLeft = inner.left - outer.left - 80;
  }

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = folds.filter(function (fold) { return !fold.open && !fold.classList.contains("long"); });
    closed.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (fold) { fold.open = false; });
  });
})();
