// The app's Home tab, for the direct messages with an app.
import * as api from "./api.js";
import { blocks } from "./blocks.js";
import { element, fill, icon, spinner } from "./dom.js";
import { Form } from "./form.js";
import { warn } from "./notices.js";

const viewOf = (answer) => answer?.view ?? answer?.home ?? (answer?.blocks ? answer : null);

/** Asks for the published Home and draws it. */
export async function showHome(holder) {
  if (!holder.childElementCount) fill(holder, element("div", { class: "home-waiting" }, spinner(), "Opening Home…"));
  let view = null;
  try {
    view = viewOf(await api.openHome());
  } catch (error) {
    warn(error);
  }
  const form = new Form();
  const act = async (deed) => {
    try {
      await api.viewAction(view.id, { ...deed, state: form.values() });
      await showHome(holder);
    } catch (error) {
      warn(error);
    }
  };
  fill(
    holder,
    view
      ? element(
          "div",
          { class: "home-view", data: { testid: "home" } },
          blocks(view.blocks, { surface: "home", form, act }),
        )
      : element(
          "div",
          { class: "empty" },
          icon("logo"),
          element("h3", { text: "Nothing on Home yet" }),
          element("p", { text: "The app has not published a Home for this person." }),
        ),
  );
}
