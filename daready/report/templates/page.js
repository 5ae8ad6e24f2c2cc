// The page is whole without this: it searches, counts what the filters show, and opens what a link leads to.
(function () {
  "use strict";
  var all = Array.prototype.slice.call(document.querySelectorAll("details.criterion"));
  var asked = Array.prototype.slice.call(document.querySelectorAll("details.framework li"));
  var shown = document.getElementById("shown");
  var search = document.getElementById("search");
  var choices = Array.prototype.slice.call(document.querySelectorAll(".filters select"));
  function every(open) { all.forEach(function (one) { one.open = open; }); }
  function tell() {
    var seen = all.filter(function (one) { return one.offsetParent !== null; }).length;
    shown.textContent = seen + " of " + all.length + " criteria shown";
  }
  function find() {
    var words = search.value.toLowerCase().trim();
    function miss(one) { one.hidden = words !== "" && one.textContent.toLowerCase().indexOf(words) < 0; }
    all.forEach(miss);
    asked.forEach(miss);
    tell();
  }
  function arrive() {
    var place = location.hash && document.getElementById(location.hash.slice(1));
    var one = place && place.closest("details");
    if (!one) { return; }
    if (one.offsetParent === null) {
      choices.forEach(function (choice) { choice.value = ""; });
      search.value = "";
      find();
    }
    one.open = true;
    one.scrollIntoView();
    one.querySelector("summary").focus({ preventScroll: true });
  }
  document.querySelector(".with-script").hidden = false;
  document.getElementById("open-all").addEventListener("click", function () { every(true); });
  document.getElementById("close-all").addEventListener("click", function () { every(false); });
  document.querySelector(".filters").addEventListener("change", tell);
  search.addEventListener("input", find);
  window.addEventListener("hashchange", arrive);
  tell();
  arrive();
}());
