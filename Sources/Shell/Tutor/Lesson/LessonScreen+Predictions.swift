import Canvas
import Course
import Labs

/// The predictions of a lesson: asked in the text, decided by a lab.
extension LessonScreen {
  var focusedPrediction: PredictionPanel? {
    guard case .slot(.predict(let index)) = focus, predictions.indices.contains(index) else {
      return nil
    }
    return predictions[index]
  }

  /// The first prediction on the screen that waits for a choice.
  var askedPrediction: Int? {
    predictions.indices.first { index in
      predictions[index].phase == .asking && isVisible(.slot(.predict(index)))
    }
  }

  /// The lab of the lesson on which an outcome can be seen: the first one of that name that
  /// follows the prediction, else the last one before it.
  func labShowing(_ prediction: Int) -> Int? {
    guard let blocks = content?.lesson.blocks, predictions.indices.contains(prediction),
      let name = predictions[prediction].shownRequest?.lab
    else { return nil }
    var (passed, lab) = (0, 0)
    var (before, after) = (Int?.none, Int?.none)
    blocks.walk { block in
      switch block.content {
      case .predict: passed += 1
      case .lab(let block):
        if block.request.lab == name {
          if passed <= prediction { before = lab } else { after = after ?? lab }
        }
        lab += 1
      default: break
      }
    }
    return after ?? before
  }
}

extension LabPanel {
  /// Sets the controls as a request has them.
  /// - Returns: the run of all of them; nil where nothing changes, or the request has another seed
  mutating func show(_ request: LabRequest) -> Effect? {
    guard request.seed == seed,
      let settings = try? Settings(description, written: request.settings)
    else { return nil }
    return set(settings)
  }
}
