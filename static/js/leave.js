/**
 * The way out. A click, or Shift pressed three times, empties the page at once, clears what the form kept, and goes to
 * the exit address in place of this page in the history. Without this file the link does the same through the server.
 */
const PRESSES = 3;
const PATIENCE = 5000; // milliseconds; each press starts them again

const links = [...document.querySelectorAll("[data-leave]")];
const [link] = links;
const progress = document.querySelector("[data-leave-progress]");

let presses = 0;
let shiftAlone = false;
let timer;
let left = false;

function blank() {
  window.speechSynthesis?.cancel();
  document.title = "\u2060";
  document.documentElement.replaceChildren(document.createElement("head"), document.createElement("body"));
}

function clearServerSide(address) {
  if (address && !navigator.sendBeacon?.(address)) {
    fetch(address, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});
  }
}

function leave() {
  left = true;
  blank();
  clearServerSide(link.dataset.clear);
  location.replace(link.dataset.exit || link.href);
}

/** Says how far one is: dots to see, a sentence to hear. */
function show(sentence) {
  const dots = document.createElement("span");
  dots.className = "leave-progress__dots";
  dots.setAttribute("aria-hidden", "true");
  dots.textContent = "●".repeat(presses) + "○".repeat(PRESSES - presses);
  progress?.replaceChildren(...(sentence ? [dots, sentence] : []));
}

function stop() {
  clearTimeout(timer);
  if (!presses) return;
  presses = 0;
  show(progress?.dataset.stopped);
  timer = setTimeout(() => show(""), PATIENCE);
}

function press() {
  presses += 1;
  if (presses === PRESSES) return leave();
  show(presses === 1 ? progress?.dataset.first : progress?.dataset.second);
  clearTimeout(timer);
  timer = setTimeout(stop, PATIENCE);
}

function keyDown(event) {
  if (event.key === "Shift") {
    shiftAlone = event.repeat ? shiftAlone : !(event.ctrlKey || event.altKey || event.metaKey);
    return;
  }
  // Shift serves another key here, as for a capital letter.
  shiftAlone = false;
  stop();
}

function keyUp(event) {
  if (event.key === "Shift" && shiftAlone && !left) press();
  if (event.key === "Shift") shiftAlone = false;
}

if (link) {
  for (const one of links) {
    one.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  addEventListener("keydown", keyDown, { capture: true });
  addEventListener("keyup", keyUp, { capture: true });
  addEventListener("pointerdown", () => (shiftAlone = false), { capture: true });
  // Coming back to a page kept in memory shows nothing, and goes on.
  addEventListener("pageshow", (event) => event.persisted && left && leave());
}
