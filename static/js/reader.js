/**
 * Reads the page aloud, sentence by sentence, and marks the sentence. It starts when asked, and stops when the page goes.
 * A pause takes the voice away and keeps the place: pausing a voice does not work in every browser.
 */
import { sentences } from "./sentences.js";

const MARK = "read-aloud";

/** Makes the buttons in `place` work. `ownVoice()` gives the voice to read with. */
export function reader(place, ownVoice) {
  const [toggle, end] = place.querySelectorAll("button");
  const status = place.querySelector("[role=status]");
  let toRead = [];
  let at = 0;
  let turn = 0; // what an earlier turn still reports is not heard
  let speaking; // some browsers forget a sentence that nobody holds

  function show(state, label) {
    toggle.textContent = toggle.dataset[label];
    status.textContent = status.dataset[state];
    place.dataset.state = state;
    end.hidden = !["reading", "paused"].includes(state);
  }

  function mark({ range, block }) {
    const closed = block.closest("details:not([open])");
    if (closed) closed.open = true;
    CSS.highlights?.set(MARK, new Highlight(range));
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight * 0.8) block.scrollIntoView({ block: "center" });
  }

  function silence() {
    turn += 1;
    speechSynthesis.cancel();
  }

  function speak() {
    if (!place.isConnected) return; // somebody left this site
    if (at >= toRead.length) return stop("done");
    const mine = ++turn;
    const voice = ownVoice();
    speaking = new SpeechSynthesisUtterance(toRead[at].text);
    Object.assign(speaking, { voice, lang: voice?.lang ?? document.documentElement.lang });
    speaking.onend = () => mine === turn && ((at += 1), speak());
    speaking.onerror = () => mine === turn && stop("stopped");
    mark(toRead[at]);
    speechSynthesis.speak(speaking);
  }

  function begin() {
    silence();
    if (place.dataset.state !== "paused") [toRead, at] = [sentences(document.querySelector("main")), 0];
    show("reading", "pause");
    speak();
  }

  function pause() {
    silence();
    show("paused", "continue");
  }

  function stop(state) {
    silence();
    CSS.highlights?.delete(MARK);
    if (end === document.activeElement) toggle.focus();
    show(state, "start");
  }

  toggle.addEventListener("click", () => (place.dataset.state === "reading" ? pause() : begin()));
  end.addEventListener("click", () => stop("stopped"));
  addEventListener("keydown", (event) => event.key === "Escape" && !end.hidden && stop("stopped"));
  addEventListener("pagehide", () => !end.hidden && stop("stopped"));
}
