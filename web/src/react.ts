/** The element for React: its settings and its events are props, by `@lit/react`, which hands them to elements in React 18 too. */

import { createComponent, type EventName } from "@lit/react";
import * as React from "react";

import { type Events, OutsourcingAssistant, type Settings, define } from "./index";
import { TAG } from "./page";

/** What a listener to one of the element's events is given. */
export type AssistantEvent<Name extends keyof Events> = CustomEvent<Events[Name]>;

type Handlers = { [Name in keyof Events as `on${Capitalize<Name>}`]?: (event: AssistantEvent<Name>) => void };

export interface AssistantProps extends Partial<Settings>, Handlers {
  bot: string;
  className?: string;
  style?: React.CSSProperties;
}

const Element = createComponent({
  react: React,
  tagName: TAG,
  elementClass: OutsourcingAssistant,
  events: {
    onReady: "ready" as EventName<AssistantEvent<"ready">>,
    onOpen: "open" as EventName<AssistantEvent<"open">>,
    onClose: "close" as EventName<AssistantEvent<"close">>,
    onMessage: "message" as EventName<AssistantEvent<"message">>,
    onAnswer: "answer" as EventName<AssistantEvent<"answer">>,
    onDecline: "decline" as EventName<AssistantEvent<"decline">>,
    onVote: "vote" as EventName<AssistantEvent<"vote">>,
    onError: "error" as EventName<AssistantEvent<"error">>,
    onUnread: "unread" as EventName<AssistantEvent<"unread">>,
  },
});

/** The chat; `ref` is the element, for its methods. */
export const Assistant = React.forwardRef<OutsourcingAssistant, AssistantProps>((props, ref) => {
  const of = (isOurs: (name: string) => boolean) => Object.fromEntries(Object.entries(props).filter(([name]) => isOurs(name)));
  const isElements = (name: string) => /^on[A-Z]|^(className|style)$/.test(name);
  if (typeof window !== "undefined") define();
  return React.createElement(Element, { ...of(isElements), settings: of((name) => !isElements(name)) as Settings, ref });
});
Assistant.displayName = "Assistant";
