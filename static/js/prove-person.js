// reCAPTCHA version 3: get a proof while the form is being sent. Loaded only after the visitor asked for it.
// Google has four seconds; after that, or when it cannot be reached, the form goes without a proof and is taken all the same.

const PATIENCE = 4000;
const form = document.querySelector("form[data-prove-person]");

const proof = ({ key, action }) =>
  new Promise((resolve, reject) => {
    if (!window.grecaptcha) reject(new Error("not there"));
    window.grecaptcha.ready(() => window.grecaptcha.execute(key, { action }).then(resolve, reject));
  });
const impatience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, ""));

let isSending = false;
window.addEventListener("pageshow", () => (isSending = false)); // the browser's back button can bring the page back as it was

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  form.elements[form.dataset.provePerson].value = await Promise.race([proof(form.dataset), impatience()]).catch(() => "");
  form.submit();
});
