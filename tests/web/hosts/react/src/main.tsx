import type { OutsourcingAssistant } from "outsourcing-assistant-widget";
import { Assistant } from "outsourcing-assistant-widget/react";
import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const chat = useRef<OutsourcingAssistant>(null);
  const [heading, setHeading] = useState("First");
  const [topics, setTopics] = useState<string[]>([]);
  return (
    <>
      <button onClick={() => setHeading("Second")}>Rename</button>
      <button onClick={() => chat.current?.ask("Apa itu KPO?")}>Ask</button>
      <output>{topics.join()}</output>
      <Assistant
        ref={chat}
        bot={new URLSearchParams(location.search).get("bot")!}
        position="inline"
        heading={heading}
        context={{ page: "react" }}
        onAnswer={({ detail }) => setTopics((before) => [...before, detail.answer.kind])}
      />
    </>
  );
}

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
