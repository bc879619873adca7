/**
 * Offers to read the page aloud where this browser has a voice of its own for the language of the page. A voice that
 * lives on a server of somebody else would hear what is read, so it does not count. The reader itself comes only then.
 */
const place = document.querySelector("[data-read-aloud]");

function ownVoice() {
  const language = document.documentElement.lang.split("-")[0];
  const speaksIt = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language;
  return speechSynthesis.getVoices().find((voice) => voice.localService && speaksIt(voice));
}

async function offer() {
  if (!ownVoice() || place.dataset.offered) return;
  place.dataset.offered = "yes";
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = place.dataset.look;
  document.head.append(style);
  const { reader } = await import(place.dataset.reader);
  reader(place, ownVoice);
  place.hidden = false;
}

if (place && "speechSynthesis" in window && "SpeechSynthesisUtterance" in window) {
  speechSynthesis.addEventListener?.("voiceschanged", offer); // voices may come later than the page
  offer();
}
