// Does the page listen to how the device is held or moved?
const kept = window[Symbol.for("portal-audit")];
const EVENTS = ["devicemotion", "deviceorientation", "deviceorientationabsolute"];
const heard = kept.heard.get(window);
const listened = EVENTS.filter((type) => window["on" + type] || (heard && heard.has(type)));
let changes = 0;
const send = (type, angle) => {
  const at = { x: angle / 3, y: angle / 4, z: -angle / 5 };
  const turned = { alpha: angle, beta: angle / 2, gamma: angle / 3 };
  const event = type === "devicemotion"
    ? new DeviceMotionEvent(type, { acceleration: at, accelerationIncludingGravity: at, rotationRate: turned, interval: 16 })
    : new DeviceOrientationEvent(type, turned);
  window.dispatchEvent(event);
};
kept.shake = {
  shake() {
    new MutationObserver((list) => { changes += list.length; }).observe(document, {
      subtree: true, childList: true, attributes: true, characterData: true });
    for (const angle of [0, 80, -80, 80]) listened.forEach((type) => send(type, angle));
  },
  changed: () => changes > 0,
};
if (!listened.length) return null;
const CONTROLS = "button,a[href],select,input:not([type=hidden]),textarea,[role=button],[role=slider],[role=switch]";
return { ...seen("moved-by-device", document.body), facts: { controls: everywhere(document, CONTROLS).filter(visible).length } };
