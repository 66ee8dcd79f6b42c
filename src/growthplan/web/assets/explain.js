/* A number opens where it comes from in a dialog. Without this file the same links lead to the
   place on the page, and to pages of their own. */
(function () {
  "use strict";
  var dialog, content, whole, opener;

  function make(tag, attributes, text) {
    var one = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { one.setAttribute(name, attributes[name]); });
    one.textContent = text || "";
    return one;
  }

  function prepare() {
    dialog = make("dialog", { "class": "explain", "aria-labelledby": "explain-title" });
    var bar = make("p", { "class": "explain-bar" });
    whole = make("a", { "data-page": "" }, "Open as a page");
    var close = make("button", { type: "button", "class": "second" }, "Close");
    close.addEventListener("click", function () { dialog.close(); });
    content = make("div", { "class": "explain-content" });
    bar.appendChild(whole);
    bar.appendChild(close);
    dialog.appendChild(bar);
    dialog.appendChild(content);
    document.body.appendChild(dialog);
    dialog.addEventListener("close", function () {
      if (opener && opener.isConnected) { opener.focus({ preventScroll: true }); }
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) { dialog.close(); }
    });
  }

  function show(address, text) {
    if (!dialog) { prepare(); }
    content.innerHTML = text;
    whole.setAttribute("href", address);
    var heading = content.querySelector("h1") || content.firstElementChild;
    heading.id = "explain-title";
    heading.tabIndex = -1;
    if (!dialog.open) { dialog.showModal(); }
    dialog.scrollTop = 0;
    heading.focus();
  }

  function explain(address) {
    fetch(address, { headers: { "HX-Request": "true" } })
      .then(function (answer) { return answer.text(); })
      .then(function (text) { show(address, text); })
      .catch(function () { location.assign(address); });
  }

  /* The address that explains what a link shows; nothing when it is an ordinary link. */
  function addressOf(link) {
    var target = link.getAttribute("href") || "";
    if (link.hasAttribute("data-page")) { return ""; }
    if (target.indexOf("/explain/") === 0) { return target; }
    if (target.indexOf("#why-") !== 0) { return ""; }
    var reason = document.getElementById(target.slice(1));
    var lower = reason && reason.querySelector("a.whole");
    return lower ? lower.getAttribute("href") : "";
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    var inside = link && dialog && dialog.contains(link);
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    if (!inside && location.pathname.indexOf("/explain") === 0) { return; }
    var address = addressOf(link);
    if (!address) { return; }
    event.preventDefault();
    if (!inside) { opener = link; }
    explain(address);
  });
}());
