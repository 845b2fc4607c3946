// Tells the sender that somebody opened the invitation, at the first sign of a person: scanners of mail open links too,
// but they press no key and move nothing.

const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll"];
const address = document.querySelector("script[data-opened]").dataset.opened;

function tell() {
  for (const sign of SIGNS) removeEventListener(sign, tell);
  navigator.sendBeacon(address);
}

for (const sign of SIGNS) addEventListener(sign, tell, { passive: true });
