/** The language of the labels: the person's choice, else the page's, else the browser's. */

import { recall, remember } from "./memo";
import { browserLanguage, type Language, LANGUAGES } from "./texts";

const NAME = "outsourcing-assistant";

/** What to begin with, where the page sets `wanted`. */
export function firstLanguage(wanted: Language | "auto"): Language {
  const chosen = LANGUAGES.find((language) => language === recall(NAME));
  return chosen ?? (wanted === "auto" ? browserLanguage() : wanted);
}

export function rememberLanguage(language: Language | undefined): void {
  remember(NAME, language ?? "");
}
