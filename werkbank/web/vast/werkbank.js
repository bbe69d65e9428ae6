// Losse toetsen, vanzelf bewaren en voortgang. Zonder dit script werkt alles ook.
(function () {
  "use strict";
  var uit = function () { return localStorage.getItem("losse-toetsen") === "uit"; };
  var schakel = document.getElementById("losse-toetsen");
  if (schakel) {
    schakel.closest("label").hidden = false;
    schakel.checked = !uit();
    schakel.addEventListener("change", function () { localStorage.setItem("losse-toetsen", schakel.checked ? "aan" : "uit"); });
  }
  document.addEventListener("keydown", function (e) {
    if (uit() || e.ctrlKey || e.altKey || e.metaKey || e.target.closest("input,select,textarea,[contenteditable]")) { return; }
    if (e.key === "/") { e.preventDefault(); document.getElementById("q").focus(); return; }
    var doel = document.querySelector('[data-toets="' + CSS.escape(e.key) + '"]');
    if (!doel) { return; }
    e.preventDefault();
    doel.click();
    if (doel.tagName === "SUMMARY" && doel.parentNode.open) { doel.parentNode.querySelector("input:not([type=hidden]),select").focus(); }
  });
  document.addEventListener("change", function (e) {
    if (!e.target.matches("[data-bewaar]")) { return; }
    sessionStorage.setItem("terug", e.target.id);
    e.target.form.requestSubmit();
  });
  var terug = document.getElementById(sessionStorage.getItem("terug") || "") || document.querySelector(".fout-vlak[tabindex]");
  if (terug) { addEventListener("load", function () { setTimeout(function () { terug.focus(); }); }); }
  sessionStorage.removeItem("terug");
  var hier = document.querySelector(".nav [aria-current]");
  if (hier) { hier.closest("ul").scrollLeft = hier.offsetLeft - 40; }
  if (matchMedia("(max-width: 42rem)").matches) {
    document.querySelectorAll("details.kies[open]").forEach(function (d) { d.open = false; });
  }
  var taak = document.querySelector("[data-taak]");
  if (taak) {
    var kijk = function () {
      fetch("/api/taak/" + taak.dataset.taak, { headers: { Accept: "application/json" } })
        .then(function (r) { return r.json(); })
        .then(function (t) {
          if (t.stand !== "bezig") { location.reload(); return; }
          var balk = taak.querySelector("progress"), zin = taak.querySelector("[role=status]");
          if (t.totaal) { balk.max = t.totaal; balk.value = t.gedaan; } else { balk.removeAttribute("value"); }
          if (zin.textContent !== t.zin) { zin.textContent = t.zin; }
          setTimeout(kijk, 400);
        })
        .catch(function () { setTimeout(kijk, 2000); });
    };
    setTimeout(kijk, 300);
  }
})();
