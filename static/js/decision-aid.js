/**
 * The decision aid. The page itself can be read and ticked on paper; here it becomes questions with an overview of what was
 * ticked. Nothing is sent, stored or put in the address, and leaving the page empties it: others may use this computer too.
 */
const place = document.querySelector("[data-weighing]");

function build() {
  place.append(place.querySelector("template").content.cloneNode(true));
  place.dataset.state = "answering";
  const form = place.querySelector("form");
  const result = place.querySelector(".weighing__result");

  // Before anything can be pressed: this form goes nowhere.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.querySelector(":checked")) return say(form, form.querySelector("[role=status]").dataset.empty);
    say(form, "");
    fill(form, result);
    open(result, true);
    result.querySelector("h2").focus();
  });
  form.addEventListener("change", () => {
    say(form, "");
    fill(form, result);
  });
  form.addEventListener("reset", () => {
    open(result, false);
    for (const list of result.querySelectorAll("[data-answer]")) list.replaceChildren();
    form.querySelector("h2").focus();
    say(form, form.querySelector("[role=status]").dataset.cleared);
  });
  result.querySelector("button").addEventListener("click", () => print());
  addEventListener("pagehide", () => {
    form.reset();
    say(form, "");
  });
}

function say(form, sentence) {
  form.querySelector("[role=status]").textContent = sentence;
}

function open(result, isOpen) {
  result.hidden = !isOpen;
  place.dataset.state = isOpen ? "shown" : "answering";
}

/** The sentences to take along of the statements on one side that got this answer. */
function takeAlong(form, side, answer) {
  const questions = [...form.querySelectorAll(`[data-side="${side}"]`)];
  return questions.filter((question) => question.querySelector(`[value="${answer}"]`).checked).map(({ dataset }) => dataset.takeAlong);
}

function fill(form, result) {
  for (const column of result.querySelectorAll("[data-column]")) {
    for (const list of column.querySelectorAll("[data-answer]")) {
      list.replaceChildren(...takeAlong(form, column.dataset.column, list.dataset.answer).map(item));
    }
    const [sure, unsure] = column.querySelectorAll("[data-answer]");
    sure.hidden = !sure.children.length;
    column.querySelector("[data-none]").hidden = !sure.hidden;
    column.querySelector("[data-doubts]").hidden = !unsure.children.length;
  }
}

function item(sentence) {
  const element = document.createElement("li");
  element.className = "weighing__item";
  element.textContent = sentence;
  return element;
}

if (place) build();
