// Passkeys on the pages of signing in. A form marked data-passkey is shown only where the browser can use one.
// add: make a passkey from the options in the page. use: prove with one. login: as use, but ask the server for options.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const withBytes = (described) => ({ ...described, id: bytes(described.id) });

const read = (publicKey) => ({
  ...publicKey,
  challenge: bytes(publicKey.challenge),
  ...(publicKey.user && { user: withBytes(publicKey.user) }),
  ...(publicKey.excludeCredentials && { excludeCredentials: publicKey.excludeCredentials.map(withBytes) }),
  ...(publicKey.allowCredentials && { allowCredentials: publicKey.allowCredentials.map(withBytes) }),
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const written = (credential) => {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = text(credential.response[part]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    response,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const WAYS = {
  async add(form) {
    const { publicKey } = JSON.parse(form.dataset.options);
    const isAlone = form.elements.passwordless.checked;
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: isAlone ? "required" : "discouraged",
      requireResidentKey: isAlone,
      userVerification: isAlone ? "required" : "preferred",
    };
    return navigator.credentials.create({ publicKey: read(publicKey) });
  },
  async use(form) {
    return navigator.credentials.get({ publicKey: read(JSON.parse(form.dataset.options).publicKey) });
  },
  async login(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    return navigator.credentials.get({ publicKey: read((await answer.json()).request_options.publicKey) });
  },
};

const begin = (form) => {
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(written(await WAYS[form.dataset.passkey](form)));
      form.submit();
    } catch (error) {
      trouble.textContent =
        error.name === "InvalidStateError"
          ? "This passkey is already on your account."
          : "The passkey was not used. Try again, or sign in another way.";
      trouble.hidden = false;
    }
  });
};

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(begin);
