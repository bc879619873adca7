/**
 * What was answered is gone after a time of silence. Shortly before, a dialog says so and offers to go on, with what was
 * typed still on the page (WCAG 2.2.1). After that time this page shows nothing any more either.
 */
const dialog = document.querySelector("[data-silence]");
const SECOND = 1000;
const LOOK_AGAIN = 5 * SECOND; // a clock, not one long timer: a laptop that slept must know at once

const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel(`silence ${dialog?.dataset.visit}`) : null;

let since = Date.now();

const left = () => since + dialog.dataset.silence * SECOND - Date.now();
const sentence = dialog?.querySelector("[data-silence-sentence]");

function say(milliseconds) {
  const minutes = Math.max(1, Math.ceil(milliseconds / (60 * SECOND)));
  const said = minutes === 1 ? dialog.dataset.one : dialog.dataset.more.replace("{minutes}", minutes);
  if (sentence.textContent !== said) sentence.textContent = said;
}

function look() {
  if (left() <= 0) {
    document.documentElement.hidden = true;
    location.replace(dialog.dataset.gone);
  } else if (left() <= dialog.dataset.warning * SECOND) {
    say(left());
    if (!dialog.open) dialog.showModal();
  }
}

function startAnew(moment) {
  since = moment;
  if (dialog.open) dialog.close();
}

async function stay(event) {
  event.preventDefault();
  const form = event.target;
  const asked = Date.now();
  const reply = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (reply?.status === 204) {
    startAnew(asked);
    otherTabs?.postMessage("still here");
  } else if (reply?.status === 410) {
    location.replace(dialog.dataset.gone);
  } else {
    sentence.textContent = dialog.dataset.trouble;
  }
}

if (dialog) {
  dialog.querySelector("form").addEventListener("submit", stay);
  // Escape would only hide what is about to happen.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // A page opened in another tab renewed what the server keeps for this one as well.
  otherTabs?.addEventListener("message", () => startAnew(Date.now()));
  otherTabs?.postMessage("still here");
  setInterval(look, LOOK_AGAIN);
  document.addEventListener("visibilitychange", look);
}
