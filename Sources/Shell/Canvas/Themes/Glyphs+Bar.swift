extension Glyphs {
  /// A bar that fills a share of so many columns from the left.
  /// - Parameter share: in 0...1; what lies outside counts as the nearer end
  public func bar(_ share: Double, columns: Int) -> String {
    guard share.isFinite, columns > 0 else { return "" }
    let parts = horizontalBars.count - 1
    let filled = Int((min(max(0, share), 1) * Double(columns * parts)).rounded())
    return (0..<columns).map { column in
      "\(horizontalBars[min(max(0, filled - column * parts), parts)])"
    }.joined()
  }
}
