// A button beside every text that is there to be copied. Where the page may not write to the clipboard there is none,
// and where the reader refuses it the text is selected.
(() => {
  const words = document.currentScript.dataset;
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim().replace(/\s+/g, " "));
      button.textContent = words.copiedWord;
    } catch {
      getSelection().selectAllChildren(text);
    }
  };
  for (const text of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.ariaLive = "polite";
    button.textContent = words.copyWord;
    button.addEventListener("click", () => copy(text, button));
    text.after(" ", button);
  }
})();
