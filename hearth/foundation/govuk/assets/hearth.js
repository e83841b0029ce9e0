// Every page works without this file. With it: words typed are kept as drafts, a session that is about to end says so,
// and menus close when one looks elsewhere.
import { initAll } from "./govuk-frontend.min.js";
import { initAll as initAllOfMoj } from "./moj-frontend.min.js";

const QUIET_MS = 2000;
const TRY_AGAIN_MS = 10000;
// The most a page may send as it closes.
const KEEPALIVE_BYTES = 60000;

const clockTime = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

class Draft {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.draft;
    this.status = form.querySelector("[data-draft-status]") ?? this.addStatus();
    this.saved = this.words();
    // Which draft this page knows of, so that it never writes over words typed in another tab or on another device. The
    // form says it too when it is sent. A page that opens with no drafts does not say, but it is the same tab.
    this.field = form.querySelector("input[name=_kept]");
    this.kept = this.field?.dataset.kept ?? sessionStorage.getItem(this.address);
    if (this.field) this.field.value = this.kept;
    this.timer = null;
    this.isSending = false;
    this.isSubmitting = false;
    form.addEventListener("input", () => this.saveIn(QUIET_MS));
    form.addEventListener("change", () => this.saveIn(QUIET_MS));
    form.addEventListener("submit", () => {
      this.isSubmitting = true;
      clearTimeout(this.timer);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save();
    });
    window.addEventListener("online", () => this.save());
    // Back from the browser's memory of pages: the form may be changed again.
    window.addEventListener("pageshow", () => {
      this.isSubmitting = false;
    });
  }

  addStatus() {
    const status = document.createElement("p");
    status.className = "govuk-hint hearth-draft-status";
    status.setAttribute("aria-live", "polite");
    this.form.append(status);
    return status;
  }

  // Files and passwords are never part of a draft.
  fields() {
    const fields = new URLSearchParams();
    const secret = new Set([...this.form.querySelectorAll("input[type=password]")].map((input) => input.name));
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !secret.has(name)) fields.append(name, value);
    }
    return fields;
  }

  words() {
    const fields = this.fields();
    fields.delete("csrfmiddlewaretoken");
    fields.delete("_kept");
    return fields.toString();
  }

  saveIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    clearTimeout(this.timer);
    const words = this.words();
    if (this.isSubmitting || words === this.saved) return;
    if (this.isSending) return this.saveIn(QUIET_MS);
    this.isSending = true;
    const body = this.fields();
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body,
        headers: {
          "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "",
          "X-Requested-With": "fetch",
          ...(this.kept === null ? {} : { "X-Draft-Kept": this.kept }),
        },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: body.toString().length < KEEPALIVE_BYTES,
      });
      if (answer.ok) {
        this.saved = words;
        if (answer.status === 200) this.knows((await answer.json()).kept);
        this.say(`Saved at ${clockTime(new Date())}`);
        document.dispatchEvent(new Event("hearth:active"));
      } else if (answer.status === 409) {
        this.offer((await answer.json()).kept);
      } else if (answer.status === 413) {
        this.say("Not saved: this is too long to keep before it is sent. Send it, or keep a copy elsewhere.");
      } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        const kept = answer.headers.get("X-Draft-Kept");
        if (kept) this.knows(kept);
        this.say("Not saved: you have been signed out. Your words are still on this page. Sign in again in another tab.");
        this.saveIn(TRY_AGAIN_MS);
      } else {
        this.say("Not saved yet. Keep this page open and we will try again.");
        this.saveIn(TRY_AGAIN_MS);
      }
    } catch {
      this.say("Not saved yet: there is no connection. Keep this page open and we will try again.");
      this.saveIn(TRY_AGAIN_MS);
    } finally {
      this.isSending = false;
    }
  }

  knows(kept) {
    this.kept = kept;
    if (this.field) this.field.value = kept;
    sessionStorage.setItem(this.address, kept);
    this.choice?.remove();
    this.choice = null;
  }

  // Neither words are lost: those kept elsewhere stay until somebody chooses these.
  offer(kept) {
    this.say(
      `Not saved: at ${clockTime(new Date(kept))} you typed in this form in another tab or on another device. ` +
        "Your words here are still on this page.",
    );
    this.choice?.remove();
    this.choice = document.createElement("button");
    this.choice.type = "button";
    this.choice.className = "govuk-button govuk-button--secondary";
    this.choice.textContent = "Keep the words on this page instead";
    this.choice.addEventListener("click", () => {
      this.knows(kept);
      this.save();
    });
    this.status.after(this.choice);
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

class SessionWarning {
  constructor(dialog) {
    this.dialog = dialog;
    this.tabs = "BroadcastChannel" in window ? new BroadcastChannel("hearth-session") : null;
    this.left = dialog.querySelector("[data-session-left]");
    dialog.querySelector("[data-session-stay]").addEventListener("click", () => this.renew());
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.renew();
    });
    dialog.querySelector("[data-session-back]").addEventListener("click", () => this.renew());
    // Words kept as they are typed are work, and the server counts them so.
    document.addEventListener("hearth:active", () => this.isActive());
    // A page opened in another tab renews the session of all.
    this.tabs?.addEventListener("message", () => (this.hasEnded ? null : this.begin()));
    this.begin();
    this.tabs?.postMessage("renewed");
    setInterval(() => this.look(), 1000);
    // A sleeping laptop runs no timers: look again as soon as it wakes.
    document.addEventListener("visibilitychange", () => this.look());
  }

  isActive() {
    this.begin();
    this.tabs?.postMessage("renewed");
  }

  begin() {
    this.hasEnded = false;
    this.say("");
    this.show("ending");
    this.endsAt = Date.now() + Number(this.dialog.dataset.seconds) * 1000;
    if (this.dialog.open) this.dialog.close();
  }

  look() {
    if (this.hasEnded) return;
    const seconds = Math.round((this.endsAt - Date.now()) / 1000);
    if (seconds <= 0) return this.end();
    if (seconds > Number(this.dialog.dataset.warnSeconds)) return;
    if (!this.dialog.open) this.dialog.showModal();
    const minutes = Math.ceil(seconds / 60);
    const words = minutes === 1 ? "less than a minute" : `${minutes} minutes`;
    if (this.left.textContent !== words) this.left.textContent = words;
  }

  // The answer carries a fresh token for forms: signing in again elsewhere makes the ones on this page stale.
  async renew() {
    try {
      const answer = await fetch(this.dialog.dataset.renew, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return this.end("You are still signed out.");
      const token = answer.headers.get("X-CSRFToken");
      if (token) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = token));
    } catch {
      return this.say("There is no connection. Your words are still on this page: try again in a moment.");
    }
    this.isActive();
  }

  // The page stays as it is, so that nothing typed is lost.
  end(words = "") {
    this.hasEnded = true;
    this.show("ended");
    this.say(words);
    if (!this.dialog.open) this.dialog.showModal();
  }

  say(words) {
    this.trouble ??= Object.assign(document.createElement("p"), { className: "govuk-error-message", role: "alert" });
    this.trouble.textContent = words;
    if (words) this.dialog.append(this.trouble);
    else this.trouble.remove();
  }

  show(which) {
    for (const part of ["ending", "ended"]) this.dialog.querySelector(`[data-session-${part}]`).hidden = part !== which;
  }
}

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
};

// A box with nothing more to scroll need not be a stop on the way through the page.
const scrollBoxes = () => {
  for (const box of document.querySelectorAll(".hearth-scroll")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};

initAll();
initAllOfMoj();
document.querySelectorAll("form[data-draft]").forEach((form) => new Draft(form));
document.querySelectorAll("dialog[data-session]").forEach((dialog) => new SessionWarning(dialog));
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(":is(.hearth-picture__table, .hearth-prints):not([open])").forEach((part) => {
    part.open = true;
    part.dataset.openedToPrint = "";
  });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("[data-opened-to-print]").forEach((part) => {
    part.open = false;
    delete part.dataset.openedToPrint;
  });
});
scrollBoxes();
window.addEventListener("resize", scrollBoxes);
