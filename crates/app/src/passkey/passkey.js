// @ts-check
// Passkeys: a button asks the server for a challenge, has the browser answer it, and sends its form
// with the answer. Without a script, or in a browser that has none, the button stays hidden.
(() => {
  const { credentials } = navigator;
  const { PublicKeyCredential } = window;
  if (!credentials || !PublicKeyCredential?.prototype.toJSON) return;

  /** What went wrong, in words for whoever reads the page. */
  class Refused extends Error {}

  // The server's words, or nothing when it did not get to say any.
  const asked = async (/** @type {HTMLButtonElement} */ button) => {
    const present = button.form?.elements.namedItem("present");
    const body = new URLSearchParams();
    if (present instanceof HTMLInputElement) body.set("present", present.value);
    const response = await fetch(button.dataset.challenge ?? "", { method: "POST", body });
    const told = await response.json();
    if (!response.ok) throw new Refused(told.sentence);
    return told;
  };

  const answered = (/** @type {any} */ options) => {
    if (options.rp) {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
      return credentials.create({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return credentials.get({ publicKey });
  };

  const words = (/** @type {any} */ error) => {
    if (error instanceof Refused) return error.message;
    if (error.name === "InvalidStateError") return "This device has a passkey for you already.";
    if (error.name === "NotAllowedError") return "No passkey was used; nothing was changed.";
    return "That did not work. Load the page again, then try once more.";
  };

  const tell = (/** @type {HTMLFormElement} */ form, /** @type {string} */ sentence) => {
    const refused = document.createElement("p");
    refused.id = "refused";
    refused.className = "refused";
    refused.setAttribute("role", "alert");
    refused.textContent = sentence;
    form.querySelector("[data-refusal]")?.replaceChildren(refused);
  };

  const press = async (/** @type {HTMLButtonElement} */ button) => {
    const form = button.form;
    if (!form || (!button.formNoValidate && !form.reportValidity())) return;
    button.disabled = true;
    try {
      button.value = JSON.stringify(await answered(await asked(button)));
      button.disabled = false;
      form.requestSubmit(button);
    } catch (error) {
      button.disabled = false;
      tell(form, words(error));
    }
  };

  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll("button[data-challenge]");
  for (const button of buttons) {
    button.hidden = false;
    if (button.form) button.form.hidden = false;
    document.getElementById("no-passkeys")?.remove();
    button.addEventListener("click", (event) => {
      event.preventDefault();
      press(button);
    });
  }
})();
