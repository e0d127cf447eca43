/** Where this script comes from. */

const PATH = /\/chat\/widget\.js(?:[?#]|$)/;

/** The tag, if there is one, and the bot: the script is <bot>/chat/widget.js. */
export function scriptOf(): { script: HTMLScriptElement | null; bot: URL | undefined } {
  const ours = (address: string) => PATH.test(address);
  const current = document.currentScript as HTMLScriptElement | null;
  // A module has no current script; one that another script imports has no tag, but was loaded.
  const script = current?.src ? current : ([...document.scripts].find(({ src }) => ours(src)) ?? null);
  const address = script?.src ?? performance.getEntriesByType("resource").find(({ name }) => ours(name))?.name;
  return { script, bot: address && ours(address) ? new URL("..", address) : undefined };
}
