/** Whether this browser is one of those that the chat is for: Safari 15.4, Firefox 102, Chromium 100 and what came after them. */
export function isNewEnough(): boolean {
  return (
    typeof structuredClone === "function" &&
    "BroadcastChannel" in self &&
    "at" in Array.prototype &&
    "showModal" in HTMLDialogElement.prototype
  );
}
