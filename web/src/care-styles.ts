import { css } from "lit";

export const careStyles = css`
  .care {
    display: flex; flex-wrap: wrap; gap: 0 14px; justify-content: center; padding: 0 12px 8px;
    font-size: 13px; line-height: 1.5; color: var(--muted); background: var(--ground);
  }
  .care a, .care button { color: inherit; text-decoration: underline; min-height: 24px; font-size: inherit; }
  .avatar { flex: none; width: 32px; height: 32px; border-radius: 50%; object-fit: cover; background: var(--ground); }
  dialog label { display: grid; gap: 4px; margin: 0 0 12px; }
  dialog form { border: 0; padding: 0; }
  dialog input, dialog textarea {
    font: inherit; color: inherit; padding: 8px 10px; border: 1px solid var(--muted); border-radius: 10px;
    background: var(--ground); width: 100%; min-height: 44px;
  }
`;
