/* Conveniences of a served page. Without this file every link and form still works. */
(function () {
  "use strict";

  /* Focus stays where it was when a part of the page is replaced. */
  var held = null;
  document.addEventListener("htmx:before:swap", function () {
    var one = document.activeElement;
    held = one && one.id ? { id: one.id, from: one.selectionStart, to: one.selectionEnd } : null;
  });
  document.addEventListener("htmx:after:swap", function () {
    /* The headline of an answer is said; a longer answer that says the same is not said twice. */
    var said = document.getElementById("answer-said");
    var head = document.querySelector("#answer h1, #answer .problem");
    if (said && head && said.textContent !== head.textContent) { said.textContent = head.textContent; }
    var one = held && document.getElementById(held.id);
    if (one && one !== document.activeElement) {
      one.focus({ preventScroll: true });
      try { one.setSelectionRange(held.from, held.to); } catch (_) { /* not a text field */ }
    }
  });
}());
