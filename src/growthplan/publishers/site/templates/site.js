/* Conveniences. Without this file everything is still there and readable. */
(function () {
  "use strict";

  /* A number in the text leads to its explanation: open the one that is closed. */
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var closed = target && target.closest("details");
    if (closed && !closed.open) {
      closed.open = true;
      target.scrollIntoView();
    }
  }
  addEventListener("hashchange", reveal);
  reveal();

  /* On paper everything is open. */
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });

  /* A map says in print what it names on the area under the pointer or the focus. */
  document.querySelectorAll(".sheet").forEach(function (sheet) {
    var readout = sheet.querySelector(".readout");
    var svg = sheet.querySelector("svg.map");
    function tell(event) {
      var area = event.target.closest("path, .dot, .area");
      var title = area && area.querySelector("title");
      readout.textContent = title ? title.textContent : "";
    }
    svg.addEventListener("mouseover", tell);
    svg.addEventListener("focusin", tell);
    svg.addEventListener("focusout", function () { readout.textContent = ""; });
    svg.addEventListener("mouseleave", function () { readout.textContent = ""; });
  });

  /* A board shows what the thing under the pointer or the focus is joined to. */
  document.querySelectorAll(".board").forEach(function (board) {
    var readout = board.querySelector(".readout");
    function clear() {
      board.classList.remove("tracing");
      board.querySelectorAll(".here, .joined").forEach(function (chip) { chip.classList.remove("here", "joined"); });
      readout.textContent = "";
    }
    function trace(event) {
      var chip = event.target.closest(".chip");
      clear();
      if (!chip || !chip.dataset.joined) { return; }
      var ids = chip.dataset.joined.split(" ");
      board.classList.add("tracing");
      chip.classList.add("here");
      ids.forEach(function (id) { document.getElementById(id).classList.add("joined"); });
      var counts = {};
      ids.forEach(function (id) {
        var band = document.getElementById(id).closest(".band").querySelector(".band-title").textContent;
        counts[band] = (counts[band] || 0) + 1;
      });
      readout.textContent = chip.firstChild.textContent + " is joined to: " + Object.keys(counts).map(function (band) {
        return band + " " + counts[band];
      }).join(", ") + ".";
    }
    board.addEventListener("mouseover", trace);
    board.addEventListener("focusin", trace);
    board.addEventListener("focusout", clear);
    board.addEventListener("mouseleave", clear);
  });

  /* A diagram shows what flows into and out of the thing under the pointer or the focus. */
  document.querySelectorAll("svg.diagram").forEach(function (svg) {
    var readout = svg.closest(".drawn").querySelector(".readout");
    function clear() {
      svg.classList.remove("tracing");
      svg.querySelectorAll(".joined").forEach(function (flow) { flow.classList.remove("joined"); });
      readout.textContent = "";
    }
    function trace(event) {
      var node = event.target.closest("[data-node]");
      clear();
      if (!node) { return; }
      svg.classList.add("tracing");
      readout.textContent = node.getAttribute("aria-label");
      svg.querySelectorAll(".flow").forEach(function (flow) {
        if (flow.dataset.from === node.dataset.node || flow.dataset.to === node.dataset.node) {
          flow.classList.add("joined");
        }
      });
    }
    svg.addEventListener("mouseover", trace);
    svg.addEventListener("focusin", trace);
    svg.addEventListener("focusout", clear);
    svg.addEventListener("mouseleave", clear);
  });

  /* Long tables sort by a column. */
  function value(row, index) {
    var text = row.cells[index].textContent.trim();
    var number = parseFloat(text.replace(/,/g, "").replace("\u2212", "-").replace("+", ""));
    return isNaN(number) ? text : number;
  }
  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") { return one - other; }
    return String(one).localeCompare(String(other), "en-GB");
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, index) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        var body = table.tBodies[0];
        Array.prototype.slice.call(body.rows)
          .sort(function (a, b) { return (up ? 1 : -1) * compare(value(a, index), value(b, index)); })
          .forEach(function (row) { body.appendChild(row); });
      });
    });
  });
}());
