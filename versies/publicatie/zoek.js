(function () {
  "use strict";
  var veld = document.getElementById("vraag"), uit = document.getElementById("uitkomst"), telling = document.getElementById("telling");
  function plat(t) { return t.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
  function zoek() {
    var woorden = plat(veld.value).split(/[^a-z0-9]+/).filter(Boolean), n = 0;
    uit.textContent = "";
    if (!woorden.length) { telling.textContent = ""; return; }
    ZOEKINDEX.forEach(function (r) {
      var tekst = plat(r[0] + " " + r[1] + " " + r[3]);
      if (!woorden.every(function (w) { return tekst.indexOf(w) >= 0; })) { return; }
      n += 1;
      if (n > 100) { return; }
      var punt = document.createElement("li"), link = document.createElement("a"), alinea = document.createElement("p");
      link.href = r[2]; link.textContent = r[0] + ", " + r[1];
      alinea.textContent = r[3].slice(0, 240);
      punt.appendChild(link); punt.appendChild(alinea); uit.appendChild(punt);
    });
    telling.textContent = n + (n === 1 ? " plaats" : " plaatsen") + (n > 100 ? "; de eerste 100 staan hier" : "");
  }
  veld.addEventListener("input", zoek);
  document.getElementById("zoekvorm").addEventListener("submit", function (e) { e.preventDefault(); zoek(); });
})();
