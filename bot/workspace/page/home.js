// The app's Home tab, for the direct messages with an app.
import * as api from "./api.js";
import { blocks } from "./blocks.js";
import { element, fill, icon, spinner } from "./dom.js";
import { Form } from "./form.js";
import { notice, warn } from "./notices.js";

const FAILED = "We had some trouble connecting. Try again?";

const viewOf = (answer) => answer?.view ?? answer?.home ?? (answer?.blocks ? answer : null);

/** Opens Home, as the app is told each time, and draws what it has published. */
export async function showHome(holder) {
  if (!holder.childElementCount) fill(holder, element("div", { class: "home-waiting" }, spinner(), "Opening Home…"));
  let view = null;
  try {
    view = viewOf(await api.openHome());
  } catch (error) {
    warn(error);
  }
  drawHome(holder, view);
}

/** Draws what is published; where the person was reading, they go on reading. */
export function drawHome(holder, view) {
  const form = new Form();
  const act = async (deed) => {
    try {
      const answer = await api.viewAction(view.id, { ...deed, state: form.values() });
      if (answer?.acknowledged === false) notice(FAILED, "warning");
    } catch (error) {
      warn(error);
    }
  };
  const scroll = holder.scrollTop;
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
  holder.scrollTop = scroll;
}
