/** The sentences of a page in the order they stand there, each with its place. */
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, summary, caption, th, td, legend, figcaption, div";
const UNREAD = "nav, form, button, .page__aside, .screen-only, .print-only, .visually-hidden, [hidden], [aria-hidden=true]";

/** What is in view, and what a closed answer holds; no menus, no buttons. */
function isRead(element) {
  if (element.closest(UNREAD)) return false;
  return element.checkVisibility?.() !== false || Boolean(element.closest("details:not([open])"));
}

/** Runs of text that belong together: [block, texts in it]. */
function runs(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!isRead(text.parentElement)) continue;
    const block = text.parentElement.closest(BLOCKS) ?? root;
    if (found.at(-1)?.[0] === block) found.at(-1)[1].push(text);
    else found.push([block, [text]]);
  }
  return found;
}

/** The place from one offset to another in texts that follow each other. */
function rangeIn(texts, from, to) {
  const range = new Range();
  let start = 0;
  for (const text of texts) {
    const end = start + text.length;
    if (from >= start && from < end) range.setStart(text, from - start);
    if (to > start && to <= end) range.setEnd(text, to - start);
    start = end;
  }
  return range;
}

/** `{text, range, block}` for each sentence below `root`. */
export function sentences(root) {
  const cut = Intl.Segmenter && new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" });
  return runs(root).flatMap(([block, texts]) => {
    const whole = texts.map((text) => text.data).join("");
    const parts = cut ? [...cut.segment(whole)] : [{ segment: whole, index: 0 }];
    return parts
      .filter(({ segment }) => segment.trim())
      .map(({ segment, index }) => ({
        block,
        range: rangeIn(texts, index + segment.search(/\S/), index + segment.trimEnd().length),
        text: segment.trim().replace(/\s+/g, " "),
      }));
  });
}
