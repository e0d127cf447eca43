/** Searches the page of all facts as one types; without it the page is whole, and the browser's own search does. */

export {};

const { search, one, found, none } = document.body.dataset as Record<string, string>;
const articles = [...document.querySelectorAll<HTMLElement>("main article")].map((article) => ({ article, text: plain(article.textContent ?? "") }));
const chapters = [...document.querySelectorAll<HTMLElement>(".chapter")];

const box = document.createElement("div");
box.className = "search";
box.role = "search";
const label = Object.assign(document.createElement("label"), { htmlFor: "search", textContent: search });
const input = Object.assign(document.createElement("input"), { id: "search", type: "search", autocomplete: "off" });
const status = document.createElement("p");
status.role = "status";
box.append(label, input, status);
document.querySelector("header")!.append(box);
input.addEventListener("input", show);

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** An entry is shown if it has all the words; a list shows with the entries of it that do. */
function show(): void {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.includes(word));
  const matching = new Set(articles.filter(({ text }) => has(text)).map(({ article }) => article));
  for (const { article } of articles) article.hidden = !matching.has(article);
  for (const chapter of chapters) chapter.hidden = !chapter.querySelector("article:not([hidden])");
  const count = [...matching].filter((article) => !article.querySelector("article:not([hidden])")).length;
  status.textContent = !words.length ? "" : count ? `${count} ${count === 1 ? one : found}` : none!;
}
