// reCAPTCHA version 3: get a proof while the form is being sent. Loaded only after the visitor asked for it.
// Google has four seconds; after that, or when it cannot be reached, the form goes without a proof and is taken all the same.

const PATIENCE = 4000;
const form = document.querySelector("form[data-prove-person]");

// Fetched from here and not by a tag of the page: who presses the button early waits for it, and a failure cannot be missed.
const fetched = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    script.src = address;
    document.head.append(script);
  });
const proof = ({ key, action }) =>
  new Promise((resolve, reject) => {
    window.grecaptcha.ready(() => window.grecaptcha.execute(key, { action }).then(resolve, reject));
  });
const impatience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, ""));

const arrived = form ? fetched(form.dataset.script) : Promise.reject(new Error("no form"));
arrived.catch(() => {}); // said again when the form is sent

let isSending = false;
window.addEventListener("pageshow", () => (isSending = false)); // the browser's back button can bring the page back as it was

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const proven = arrived.then(() => proof(form.dataset));
  form.elements[form.dataset.provePerson].value = await Promise.race([proven, impatience()]).catch(() => "");
  form.submit();
});
