/** Line drawings, hidden from screen readers: the control that holds one has a name. */

import { html, type TemplateResult } from "lit-html";

const icon = (path: string): TemplateResult => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const close = icon("M5.6 4.2 12 10.6l6.4-6.4 1.4 1.4-6.4 6.4 6.4 6.4-1.4 1.4-6.4-6.4-6.4 6.4-1.4-1.4 6.4-6.4-6.4-6.4Z");
export const restart = icon("M12 4a8 8 0 1 1-7.7 5.8l1.9.5A6 6 0 1 0 12 6v3.5L7 5l5-4.5V4Z");
export const send = icon("M3 3.5 21.5 12 3 20.5V14l11-2-11-2V3.5Z");
export const zoom = icon("M3 3h7v2H6.4l4.3 4.3-1.4 1.4L5 6.4V10H3V3Zm18 18h-7v-2h3.6l-4.3-4.3 1.4-1.4 4.3 4.3V14h2v7Z");
export const copy = icon("M8 2h11a2 2 0 0 1 2 2v13h-2V4H8V2ZM5 6h9a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Zm0 2v12h9V8H5Z");
export const speak = icon("M3 9h4l6-5v16l-6-5H3V9Zm13-.5a5 5 0 0 1 0 7v-7Zm0-4.3a9 9 0 0 1 0 15.6v-2.3a7 7 0 0 0 0-11V4.2Z");
export const stop = icon("M6 6h12v12H6z");
export const take = icon("M11 3h2v9.2l3.3-3.3 1.4 1.4L12 16l-5.7-5.7 1.4-1.4 3.3 3.3V3ZM4 18h16v2H4v-2Z");
export const latest = icon("M11 4h2v12.2l4.3-4.3 1.4 1.4L12 20l-6.7-6.7 1.4-1.4 4.3 4.3V4Z");
export const up = icon("M2 10h4v11H2V10Zm6 10.5V10l5-8c1.7 0 2.7 1.4 2.3 3L14.4 9H20a2 2 0 0 1 2 2.4l-1.6 8A2 2 0 0 1 18.4 21H9.5L8 20.5Z");
export const down = icon("M22 14h-4V3h4v11ZM16 3.5V14l-5 8c-1.7 0-2.7-1.4-2.3-3l.9-4H4a2 2 0 0 1-2-2.4l1.6-8A2 2 0 0 1 5.6 3h8.9l1.5.5Z");
