// Runs before the page is painted: puts the remembered theme on it, so that it does not flash in the other one, and
// says so when the page cannot start (a browser without WebAssembly, a file that did not arrive).
"use strict";

try {
  const theme = localStorage.getItem("recruta.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused in some private windows; the system's theme is used.
}

const cannotStart = () => {
  const words = document.getElementById("splash-words");
  if (!words) return;
  const isPortuguese = navigator.language.toLowerCase().startsWith("pt");
  words.setAttribute("role", "alert");
  words.lang = isPortuguese ? "pt-BR" : "en";
  words.textContent = isPortuguese
    ? "O Recruta não pôde ser aberto. Verifique a conexão, atualize o navegador e recarregue a página."
    : "Recruta could not be opened. Check the connection, update the browser and reload the page.";
};

// A page that failed while it ran must not look alive.
const hasFailed = (error) => {
  if (!(error instanceof WebAssembly.RuntimeError) || document.getElementById("failed")) return;
  const isPortuguese = document.documentElement.lang.startsWith("pt");
  const notice = document.createElement("p");
  notice.id = "failed";
  notice.className = "notice failed";
  notice.setAttribute("role", "alert");
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "secondary";
  reload.addEventListener("click", () => location.reload());
  [notice.textContent, reload.textContent] = isPortuguese
    ? ["A página falhou. Copie o que quiser guardar e recarregue. ", "Recarregar"]
    : ["The page has failed. Copy what you want to keep and reload. ", "Reload"];
  notice.append(reload);
  document.body.prepend(notice);
};

addEventListener("error", (event) => (cannotStart(), hasFailed(event.error)), true);
addEventListener("unhandledrejection", (event) => (cannotStart(), hasFailed(event.reason)));
