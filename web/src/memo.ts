/** Small things that are remembered in this browser, as far as its storage is open to the page. */

type Span = "always" | "visit";

export function recall(name: string, span: Span = "always"): string {
  try {
    return storage(span).getItem(name) ?? "";
  } catch {
    return "";
  }
}

export function remember(name: string, value: string, span: Span = "always"): void {
  try {
    if (value) storage(span).setItem(name, value);
    else storage(span).removeItem(name);
  } catch {
    // it lives as long as the page
  }
}

function storage(span: Span): Storage {
  return span === "visit" ? sessionStorage : localStorage;
}
