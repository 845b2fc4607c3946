// Says on the page that a passkey could not be used; allauth's script only tells the console.
document.addEventListener("allauth.error", (event) => {
  const message = document.getElementById("passkey-error");
  if (!message) return;
  event.preventDefault();
  message.hidden = false;
  message.scrollIntoView({ block: "nearest" });
});
