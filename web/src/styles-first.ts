/** The looks of the first screen, of what is on its way, and of paper. */

import { css } from "lit";

export const firstStyles = css`
  .first { display: grid; gap: 16px; padding: 8px 0; }
  .headline { font-size: 1.375em; line-height: 1.2; letter-spacing: -0.01em; font-weight: 700; text-wrap: balance; }
  .lead { color: var(--muted); text-wrap: pretty; }
  .models { display: grid; gap: 12px; }
  .models > div { padding-left: 12px; border-left: 3px solid var(--link); }
  .models dt { font-weight: 700; }
  .models dd { max-width: 36em; }
  .cards { display: grid; gap: 8px; grid-template-columns: 1fr; }
  .cards button {
    min-height: 48px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 12px; text-align: start;
    font-weight: 600; line-height: 1.35; color: var(--link); background: var(--ground);
  }
  .cards button:hover { background: var(--raised); border-color: var(--link); }
  .fine { font-size: 0.8125em; color: var(--muted); }
  .fine a, .fine summary { color: inherit; padding: 4px 0; }
  .fine details { display: inline; }
  .fine summary { display: inline; cursor: pointer; text-decoration: underline; }
  .fine p { margin-top: 6px; max-width: 48em; }
  @container column (min-width: 520px) {
    .first { gap: 20px; padding: 32px 0 16px; }
    .headline { font-size: 1.75em; }
    .cards { grid-template-columns: 1fr 1fr; gap: 12px; }
    .cards button { min-height: 60px; }
  }

  .skeleton { display: block; border-radius: 12px; background: var(--raised); }
  .skeleton.line { height: 52px; }
  .skeleton.card { height: 48px; }
  .loading { display: grid; gap: 12px; }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton { animation: breathe 1.6s infinite ease-in-out; }
    @keyframes breathe { 50% { opacity: 0.5; } }
  }

  @media print {
    :host { color-scheme: only light; }
    .panel { display: block; overflow: visible; height: auto; }
    .scroll { overflow: visible; }
    .column { max-width: none; }
    .actions, .composer, .tools .icon, .chips, .typing, .launcher, .more, .latest, .picture, .status, .noted, .floating { display: none; }
    .kept { display: table-row; }
    .turn { content-visibility: visible; }
    .header { background: none; color: inherit; border-bottom: 1px solid var(--line); }
    .said { background: none; color: inherit; border: 1px solid var(--line); align-self: flex-start; font-weight: 600; }
    .when, .said .when { opacity: 1; height: auto; }
    .turn { break-inside: avoid; }
    thead { display: table-header-group; }
  }
`;
