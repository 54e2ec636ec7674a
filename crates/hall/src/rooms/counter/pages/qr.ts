// Takes the receipt's code out of the address that a QR code led to. It stands behind the #, so it was never sent to
// anybody; from here it goes the way of a typed one.
const code = decodeURIComponent(location.hash.slice(1));
const field = document.querySelector<HTMLInputElement>("[data-fragment=code]");
if (field !== null && /^[0-9A-Za-z-]{20,40}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form?.querySelector("button")?.focus();
}
