// The small "are you sure?" dialog that an element of Block Kit may ask for before it acts.
import { element, uniqueId } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** Resolves to true when the person confirms, to false when they think better of it. */
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((resolve) => {
    const titleId = uniqueId("confirm");
    const dialog = element("dialog", {
      class: "dialog confirm",
      "aria-labelledby": titleId,
      data: { testid: "confirm" },
    });
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    dialog.append(
      element("h2", { class: "dialog-title", id: titleId }, textObject(question.title)),
      element("div", { class: "confirm-text" }, textObject(question.text)),
      element(
        "div",
        { class: "dialog-actions" },
        element(
          "button",
          { class: "button", type: "button", data: { testid: "confirm-deny" }, on: { click: () => finish(false) } },
          textObject(question.deny ?? "Cancel"),
        ),
        element(
          "button",
          {
            class: question.style === "danger" ? "button button-danger" : "button button-primary",
            type: "button",
            data: { testid: "confirm-accept" },
            on: { click: () => finish(true) },
          },
          textObject(question.confirm ?? "Yes"),
        ),
      ),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(".dialog-actions .button").focus();
  });
}
