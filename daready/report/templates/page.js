// The page is whole without this: it counts what the filters show, opens what a link leads to, and opens all to print.
(function () {
  "use strict";
  var all = Array.prototype.slice.call(document.querySelectorAll("details.criterion"));
  var shown = document.getElementById("shown");
  function every(open) { all.forEach(function (one) { one.open = open; }); }
  function tell() {
    var seen = all.filter(function (one) { return one.offsetParent !== null; }).length;
    shown.textContent = seen + " of " + all.length + " criteria shown";
  }
  function arrive() {
    var place = location.hash && document.getElementById(location.hash.slice(1));
    var one = place && place.closest("details");
    if (!one) { return; }
    if (one.offsetParent === null) {
      document.getElementById("colour-all").checked = true;
      document.getElementById("framework-all").checked = true;
      tell();
    }
    one.open = true;
    one.scrollIntoView();
    one.querySelector("summary").focus({ preventScroll: true });
  }
  document.querySelector(".with-script").hidden = false;
  document.getElementById("open-all").addEventListener("click", function () { every(true); });
  document.getElementById("close-all").addEventListener("click", function () { every(false); });
  document.querySelector(".filters").addEventListener("change", tell);
  window.addEventListener("hashchange", arrive);
  window.addEventListener("beforeprint", function () { every(true); });
  tell();
  arrive();
}());
