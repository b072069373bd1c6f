/// Tensors as boxes with their shapes, from one operation to the next.
public struct ShapeFlow: Sendable, Equatable {
  public struct Box: Sendable, Equatable {
    /// `Q`, `scores`
    public var name: String
    /// `[8, 64, 64]`, axes as the text around names them
    public var shape: String

    public init(_ name: String, _ shape: String) {
      self.name = name
      self.shape = shape
    }
  }

  /// Tensors that stand side by side, and what made them from those before.
  public struct Stage: Sendable, Equatable {
    /// `split into heads`; empty for inputs
    public var operation: String
    public var boxes: [Box]

    public init(_ operation: String = "", _ boxes: [Box]) {
      self.operation = operation
      self.boxes = boxes
    }
  }

  public var stages: [Stage]
  /// The stage that is spoken of.
  public var current: Int?

  public init(stages: [Stage], current: Int? = nil) {
    self.stages = stages
    self.current = current
  }
}
