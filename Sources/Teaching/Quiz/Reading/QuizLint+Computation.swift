import Course

extension QuizLint {
  /// What is wrong with how a lab gives the key of an item, and with the names that its texts hold.
  func problems(of item: NumericValue, _ computation: Computation) -> [Diagnostic] {
    let place = computation.places["lab"] ?? item.common.place
    let request = LabRequest(lab: computation.lab, settings: computation.settings)
    var problems = lint.problems(of: request, at: place) {
      computation.places["set.\($0)"] ?? place
    }
    guard let lab = labs.first(where: { $0.name == computation.lab }) else { return problems }
    for control in computation.varied {
      for (value, place) in zip(control.values, control.places) {
        let request = LabRequest(lab: lab.name, settings: [control.control: value])
        let found = lint.problems(of: request, at: place) { _ in place }
        problems += found
        // An unknown name is said once, and not for every value.
        if !lab.controls.contains(where: { $0.name == control.control }) { break }
      }
    }
    if let problem = problem(ofResult: computation, lab) {
      problems.append(
        Diagnostic(at: computation.places["result"] ?? item.common.place, problem))
    }
    for (index, name) in computation.shown.enumerated() {
      let problem =
        name == computation.result
        ? "'\(name)' holds the answer, and is shown" : problem(ofMatrix: name, lab)
      if let problem {
        problems.append(
          Diagnostic(at: computation.places["show.\(index)"] ?? item.common.place, problem))
      }
    }
    return problems + texts(of: item, computation, lab)
  }

  // MARK: Results

  private func problem(ofResult computation: Computation, _ lab: LabDescription) -> String? {
    let (name, cell) = (computation.result, computation.cell)
    guard let result = lab.results.first(where: { $0.name == name }) else {
      return lab.problem(ofUnknownResult: name)
    }
    if result.isMeasured {
      return "'\(name)' is measured on the machine at hand, and is no key"
    }
    let axes = result.axisNames
    guard axes.count == cell.count else {
      if axes.isEmpty { return "'\(name)' is a number and has no cells" }
      let example = axes.count == 1 ? "\(name)[{column}]" : "\(name)[{row},{column}]"
      return
        "'\(name)' is a tensor [\(axes.joined(separator: ", "))]; ask for one number of it, as "
        + "'\(example)'"
    }
    for (name, isDrawn) in [("row", computation.drawsRow), ("column", computation.drawsColumn)]
    where isDrawn && computation.controls.contains(name) {
      return "'\(name)' is a control of lab '\(lab.name)', which the item sets, and cannot be drawn"
    }
    return nil
  }

  private func problem(ofMatrix name: String, _ lab: LabDescription) -> String? {
    guard let result = lab.results.first(where: { $0.name == name }) else {
      return lab.problem(ofUnknownResult: name)
    }
    return result.axisNames.isEmpty
      ? "'\(name)' is a number; write it into the text as {\(name)}" : nil
  }

  // MARK: Texts

  private func texts(
    of item: NumericValue, _ computation: Computation, _ lab: LabDescription
  ) -> [Diagnostic] {
    let names = PlaceholderNames(computation, lab)
    var problems: [Diagnostic] = []
    func check(_ blocks: [Block], givesKeyAway: Bool) {
      blocks.walk { block in
        for (placeholder, isMath) in block.placeholders {
          let problem = names.problem(with: placeholder, isMath: isMath, isAsked: givesKeyAway)
          if let problem { problems.append(Diagnostic(at: block.place, problem)) }
        }
      }
    }
    check(item.common.prompt, givesKeyAway: true)
    check(item.common.hint ?? [], givesKeyAway: true)
    check(item.explanation.blocks, givesKeyAway: false)
    return problems
  }
}

/// What the texts of a computed item may name.
private struct PlaceholderNames {
  private let computation: Computation
  private let lab: LabDescription

  init(_ computation: Computation, _ lab: LabDescription) {
    self.computation = computation
    self.lab = lab
  }

  func problem(with placeholder: Placeholder, isMath: Bool, isAsked: Bool) -> String? {
    let (name, written) = (placeholder.name, "{\(placeholder.text)}")
    for index in placeholder.indices {
      if index == .row && !computation.drawsRow || index == .column && !computation.drawsColumn {
        return
          "'\(written)' names the \(index == .row ? "row" : "column") that is drawn, and none is"
      }
    }
    let isKey =
      name == "answer" && !computation.controls.contains(name)
      || name == computation.result && placeholder.indices == computation.cell
    if isKey, isAsked { return "'\(written)' gives the answer away" }
    if !placeholder.indices.isEmpty { return problem(ofCell: placeholder, written) }
    if name == "row", computation.drawsRow { return nil }
    if name == "column", computation.drawsColumn { return nil }
    if computation.controls.contains(name) {
      guard isMath else { return nil }
      let values =
        computation.varied.first { $0.control == name }?.values
        ?? computation.settings[name].map { [$0] } ?? []
      let isNumber = values.allSatisfy { Double($0) != nil }
      return isNumber ? nil : "'\(name)' is no number, and stands in math"
    }
    if name == "answer" { return nil }
    if let result = lab.results.first(where: { $0.name == name }) {
      if result.isMeasured { return "'\(name)' is measured, and differs from run to run" }
      return result.axisNames.isEmpty
        ? nil : "'\(name)' is a tensor; write one number of it as {\(name)[1,2]}"
    }
    let known =
      computation.controls.sorted() + (computation.drawsRow ? ["row"] : [])
      + (computation.drawsColumn ? ["column"] : []) + ["answer"]
      + lab.results.filter { $0.axisNames.isEmpty }.map(\.name)
    let hint = nearest(to: name, among: known).map { "; did you mean '{\($0)}'?" } ?? ""
    return "nothing is drawn for '\(written)'\(hint)"
  }

  private func problem(ofCell placeholder: Placeholder, _ written: String) -> String? {
    guard let result = lab.results.first(where: { $0.name == placeholder.name }) else {
      let tensors = lab.results.filter { !$0.axisNames.isEmpty }.map(\.name)
      let hint =
        nearest(to: placeholder.name, among: tensors).map { "; did you mean '\($0)'?" } ?? ""
      return "lab '\(lab.name)' has no tensor '\(placeholder.name)'\(hint)"
    }
    let axes = result.axisNames
    if axes.isEmpty { return "'\(placeholder.name)' is a number and has no cells" }
    return placeholder.indices.count > axes.count
      ? "'\(written)' has two places, and the tensor one axis, \(axes[0])" : nil
  }
}

extension Block {
  /// What the texts of this block stand for, without those of the blocks inside of it.
  fileprivate var placeholders: [(Placeholder, isMath: Bool)] {
    var found: [(Placeholder, isMath: Bool)] = []
    func read(_ text: String, isMath: Bool) {
      for case .placeholder(let placeholder) in TemplatePiece.pieces(of: text, isMath: isMath) {
        found.append((placeholder, isMath))
      }
    }
    if case .math(let formula) = content { read(formula.latex, isMath: true) }
    inlines.walk { inline in
      switch inline {
      case .text(let text): read(text, isMath: false)
      case .math(let formula): read(formula.latex, isMath: true)
      // Code may have braces of its own.
      default: break
      }
    }
    return found
  }
}
