// Small comforts on form pages; every page works without them.

// After an error the summary is read first (WCAG 3.3.1).
document.querySelector("[data-focus]")?.focus();

// The link of an error jumps to its field and puts the cursor there.
document.querySelector(".error-summary")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  (field.closest("fieldset") ?? field.closest(".field"))?.scrollIntoView({ block: "start" });
});
