import Course
import Figures

/// How each part of a screen is drawn, by the role that it plays.
///
/// A theme is one file with one value, listed in `Theme.all`. Styles for lines of text have no
/// background of their own unless the theme says so, and are laid over others with `Style.over`.
public struct Theme: Sendable, Equatable {
  /// What `--theme` takes.
  public let name: String
  /// False where only attributes are used; figures then show values by shades and numbers.
  public let usesColor: Bool

  // Text.
  /// The style that a screen's frame starts with.
  public let text: Style
  public let dimmed: Style
  public let heading: Style
  public let emphasis: Style
  public let strong: Style
  public let code: Style
  public let link: Style
  public let math: Style
  /// What stands out without being a heading: present values, names of what is selected.
  public let accent: Style
  public let claims: Claims
  public let callouts: Callouts

  // Answers.
  public let correct: Style
  public let partial: Style
  public let wrong: Style
  /// A message that something failed.
  public let error: Style

  // The screen around them.
  public let titleBar: Style
  public let statusBar: Style
  /// A key in a hint, as in "`↵` open".
  public let key: Style
  /// What a key does.
  public let keyLabel: Style
  public let border: Style
  /// The border of what the keys go to.
  public let focus: Style
  public let selection: Style

  // Figures.
  /// The filled and the empty part of a bar, a scrubber or a slider.
  public let bar: Style
  public let track: Style
  /// What marks the cell, row and column that the learner looks at.
  public let crosshair: Style
  /// Axes, ticks and the names beside a figure.
  public let axis: Style
  /// Lines of a chart, in order; at least one.
  public let series: [Style]
  /// From the least to the greatest value; nil without colour.
  public let scale: ColorScale?
  /// For values on both sides of zero; nil without colour.
  public let signedScale: ColorScale?

  /// The mark after a number that the lesson's claims file proves, by what it rests on.
  public struct Claims: Sendable, Equatable {
    public let theorem: Style
    public let run: Style
    public let source: Style
  }

  /// The bar and the title of a callout, by its kind.
  public struct Callouts: Sendable, Equatable {
    public let note: Style
    public let tip: Style
    public let warning: Style
    public let answer: Style
    public let errata: Style
    public let predict: Style
  }

  public func callout(_ kind: Callout) -> Style {
    switch kind {
    case .note: callouts.note
    case .tip: callouts.tip
    case .warning: callouts.warning
    case .answer: callouts.answer
    case .errata: callouts.errata
    case .predict: callouts.predict
    }
  }

  /// The style of a chart's line; they repeat where there are more lines than styles.
  public func series(_ index: Int) -> Style { series[abs(index % series.count)] }
}

extension Theme {
  public static let all: [Theme] = [.dark, .light, .highContrast, .monochrome]

  /// The theme of that name, or nil.
  public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}

extension ColorScale {
  /// The colour at a fraction of the scale, of 0...1.
  public func color(at fraction: Double) -> Color { Color(rgb(at: fraction)) }
}
