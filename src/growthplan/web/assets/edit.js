/* Messages of the check as people type, put beside the fields that they concern. */
(function () {
  "use strict";

  function place(checked) {
    document.querySelectorAll("#edit-form .faults").forEach(function (one) { one.textContent = ""; });
    document.querySelectorAll("#edit-form [aria-invalid]").forEach(function (one) {
      one.removeAttribute("aria-invalid");
    });
    checked.querySelectorAll("[data-field]").forEach(function (one) {
      var name = one.getAttribute("data-field");
      var beside = document.getElementById("f-" + name + "-fault");
      if (!beside) { return; }
      var said = document.createElement("span");
      said.className = "fault";
      said.textContent = one.firstElementChild ? one.firstElementChild.textContent : one.textContent;
      beside.appendChild(said);
      var field = document.getElementById("f-" + name);
      if (field && field.matches("input, select, textarea")) {
        field.setAttribute("aria-invalid", "true");
      }
    });
    var title = checked.querySelector("h2, p");
    var status = document.getElementById("checked-said");
    if (status && title && status.textContent !== title.textContent) {
      status.textContent = title.textContent;
    }
  }

  document.addEventListener("htmx:after:swap", function () {
    var checked = document.getElementById("checked");
    if (checked) { place(checked); }
  });

  /* A link to a field that lies in a closed part opens the part. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest(".summary a[href^='#']") : null;
    var field = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!field) { return; }
    for (var one = field; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") { one.open = true; }
    }
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}());
