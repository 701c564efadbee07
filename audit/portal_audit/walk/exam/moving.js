// What moves, changes or sounds by itself. Nobody touches the page meanwhile.
const kept = window[Symbol.for("portal-audit")];
const STOPS = /\b(pause|stop|hide|close|mute|pausar|detener|parar|ocultar)\b/i;
const hasStop = everywhere(document, "button,[role=button],input[type=button],input[type=checkbox],a[href]")
  .some((each) => visible(each) && STOPS.test(nameOf(each)[0]));
const big = (element) => { const box = element.getBoundingClientRect(); return box.width >= 20 && box.height >= 10; };

const animations = document.getAnimations().filter((each) => {
  const effect = each.effect, target = effect && effect.target;
  if (!target || each.playState !== "running" || !visible(target) || !big(target)) return false;
  return effect.getComputedTiming().activeDuration > 5000;
}).slice(0, 10).map((each) => seen("animation", each.effect.target, {
  stop: hasStop, words: textOf(each.effect.target).slice(0, 80),
  busy: !!each.effect.target.closest("[aria-busy=true],[role=progressbar],[role=status]"),
}));

const sounds = everywhere(document, "audio,video").filter((each) =>
  each.autoplay && !each.muted && each.volume > 0 && (each.currentSrc || each.src || each.querySelector("source"))
).map((each) => {
  const fragment = /#t=([\d.]+)?(?:,([\d.]+))?/.exec(each.currentSrc || each.src || "");
  const end = fragment && fragment[2] ? Number(fragment[2]) : each.duration;
  const start = fragment && fragment[1] ? Number(fragment[1]) : 0;
  return seen("sound", each, {
    seconds: each.loop ? 1e6 : Number.isFinite(end) ? end - start : -1,
    controls: each.controls && (visible(each) || each.localName === "audio"), stop: hasStop, video: each.localName === "video",
    silent: each.localName === "video" && each.readyState > 1 && each.webkitAudioDecodedByteCount === 0,
  });
});
const repeats = kept.timers.some((each) => each.repeats && each.delay <= 6000) ||
  kept.timers.filter((each) => each.delay >= 50 && each.delay <= 6000).length > 3;
return { animations, sounds, repeats, hasStop };
