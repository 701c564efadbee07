// Loading and stability, from the browser's own buffered entries.
const entries = (type) => {
  const observer = new PerformanceObserver(() => {});
  try {
    observer.observe({ type, buffered: true });
  } catch (_) {
    return []; // this browser does not know the entry type
  }
  const seen = observer.takeRecords();
  observer.disconnect();
  return seen;
};
const nav = performance.getEntriesByType("navigation")[0];
const paint = performance.getEntriesByName("first-contentful-paint")[0];
const largest = entries("largest-contentful-paint").pop();
const shift = entries("layout-shift").reduce((sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0);
const bytes = performance.getEntriesByType("resource").reduce((sum, r) => sum + (r.transferSize || 0), 0);
return {
  ttfb_ms: nav ? nav.responseStart : null,
  fcp_ms: paint ? paint.startTime : null,
  lcp_ms: largest ? largest.startTime : null,
  cls: Math.round(shift * 10000) / 10000,
  load_ms: nav && nav.loadEventEnd > 0 ? nav.loadEventEnd : null,
  bytes: nav ? nav.transferSize + bytes : null,
};
