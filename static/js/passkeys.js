// Passkeys need script: what offers them is shown here, and what went wrong is said beside it.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const refused = event.detail.exception?.name === "InvalidStateError";
  const words = refused
    ? "This device has a passkey for your account already."
    : "The passkey was not used: it was cancelled, it took too long, or this device has none. Try again.";
  for (const place of document.querySelectorAll("[data-passkey-trouble]")) place.textContent = words;
});
