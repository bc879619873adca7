// allauth tells a script that a passkey did not work; this tells the person.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const failure = document.querySelector("[data-passkey-failure]");
  failure.hidden = true;
  requestAnimationFrame(() => {
    failure.hidden = false;
  });
});
