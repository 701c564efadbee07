// Rendered, and not pushed off the page or shrunk to a pixel for screen readers only.
function visible(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
  for (const rect of element.getClientRects()) {
    if (rect.width > 1 && rect.height > 1 && rect.right + scrollX > 0 && rect.bottom + scrollY > 0) return true;
  }
  return false;
}
