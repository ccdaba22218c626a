// Added to each page by `crossbrief serve` and to no page of a built site: loads the page anew when the site has
// changed, and shows the problems that keep it from changing.
(() => {
  "use strict";
  const { site, version } = document.currentScript.dataset;
  let seen = version;
  let box = null;

  function show(problems) {
    if (box) box.remove();
    box = null;
    if (!problems) return;
    box = document.createElement("section");
    box.className = "crossbrief-live";
    box.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.textContent = "This page is the last good one. It can’t be made anew:";
    const list = document.createElement("pre");
    list.tabIndex = 0;
    list.textContent = problems;
    box.append(head, list);
    document.body.append(box);
  }

  // A browser keeps few connections to one host, so a page that is not looked at lets go of its own.
  function visible() {
    if (!document.hidden) return Promise.resolve();
    return new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
  }

  async function follow() {
    for (;;) {
      await visible();
      const stop = new AbortController();
      const leave = () => document.hidden && stop.abort();
      document.addEventListener("visibilitychange", leave);
      try {
        const answer = await fetch("/__crossbrief/state?since=" + seen, { cache: "no-store", signal: stop.signal });
        const state = await answer.json();
        if (state.site !== site) {
          location.reload();
          return;
        }
        seen = state.version;
        show(state.problems);
      } catch {
        if (!stop.signal.aborted) await new Promise((done) => setTimeout(done, 1000)); // the server was ended
      } finally {
        document.removeEventListener("visibilitychange", leave);
      }
    }
  }

  follow();
})();
