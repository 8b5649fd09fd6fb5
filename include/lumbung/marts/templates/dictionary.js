"use strict";
(() => {
  const page = document.documentElement;
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const sections = [...document.querySelectorAll("main section")].map((section) => ({
    section,
    title: plain(section.querySelector("h2").textContent),
    entries: [...section.querySelectorAll(".entry")].map((row) => ({ row, text: plain(row.textContent) })),
    link: document.querySelector(`nav a[href="#${section.id}"]`).parentElement,
  }));

  // An entry stays when it and its section's title hold every word, in either language.
  const filter = () => {
    const words = plain(search.value).split(" ").filter(Boolean);
    let count = 0;
    for (const { section, title, entries, link } of sections) {
      let here = 0;
      for (const { row, text } of entries) {
        const stays = words.every((word) => text.includes(word) || title.includes(word));
        row.hidden = !stays;
        here += stays;
      }
      section.hidden = link.hidden = words.length > 0 && here === 0;
      count += here;
    }
    found.textContent = words.length ? String(count) : "";
    nothing.hidden = words.length === 0 || count > 0;
  };

  const speak = (language) => {
    page.dataset.show = page.lang = language;
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
  };

  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  const asked = new URLSearchParams(location.search);
  search.value = asked.get("q") || "";
  speak(["en", "id"].includes(asked.get("lang")) ? asked.get("lang") : navigator.language.startsWith("id") ? "id" : "en");
  filter();
})();
