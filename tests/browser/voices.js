// A voice that says nothing aloud and keeps what it was given. A test ends a sentence with `voices.finish()`.
(() => {
  const voices = { said: [], cancelled: 0, now: null, list: [], listeners: [] };
  voices.finish = () => voices.now?.onend?.({});
  window.voices = voices;
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const speechSynthesis = {
    getVoices: () => voices.list,
    addEventListener: (_name, heard) => voices.listeners.push(heard),
    speak: (utterance) => {
      voices.now = utterance;
      voices.said.push([utterance.text, utterance.lang]);
    },
    cancel: () => {
      const interrupted = voices.now;
      voices.cancelled += 1;
      voices.now = null;
      interrupted?.onerror?.({ error: "interrupted" });
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speechSynthesis });
})();
