/// The part of a list that is shown where it is longer than its place.
///
/// It moves by pages with an overlap, not with every step, so that most moves of the crosshair
/// change a few cells only. It depends on nothing but its arguments.
/// - Parameters:
///   - count: how many there are
///   - visible: how many there is room for
///   - focus: the one that must be among them; nil shows the first ones
func visibleRange(of count: Int, visible: Int, around focus: Int?) -> Range<Int> {
  let visible = min(max(0, visible), count)
  guard visible > 0, visible < count else { return 0..<visible }
  let focus = min(max(0, focus ?? 0), count - 1)
  let overlap = visible / 4
  let step = visible - overlap
  let first = min(max(0, focus / step * step - overlap / 2), count - visible)
  return first..<first + visible
}
