/**
 * Keeps what is done inside the widget from the page around it, whose shortcuts, focus traps and paste handlers are not meant
 * for it, nor what it does against scrolling (smooth scrolling of its own) and against copying (no marking, no menu).
 */

const KEPT_INSIDE = [
  "keydown",
  "keypress",
  "keyup",
  "beforeinput",
  "input",
  "change",
  "compositionstart",
  "compositionupdate",
  "compositionend",
  "copy",
  "cut",
  "paste",
  "focusin",
  "focusout",
  "mousedown",
  "selectstart",
  "contextmenu",
  "dragstart",
  "wheel",
  "touchstart",
  "touchmove",
];

/** Clicks still reach the page: they close its own menus. */
export function isolate(element: HTMLElement): void {
  for (const type of KEPT_INSIDE) element.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
}

/**
 * Whether a key is a part of composing a word. Safari ends the composition before it tells of the key that ended it,
 * and marks that key 229 only.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
