/// All labs, in the order in which the learner sees them. A new lab is one line here.
public enum LabRegistry {
  public static let all: [any Lab] = [
    HeatmapLab(),
    SelfCrossLab(),
    TiedQKVLab(),
    PaddingMaskLab(),
    MasksLab(),
    DenseLab(),
    Seq2SeqLab(),
    RNNLab(),
    ScalingLab(),
    AdditiveDotLab(),
    HeadsLab(),
    QueryGroupsLab(),
    OnlineSoftmaxLab(),
    FlashLab(),
    MemoryHierarchyLab(),
    ComplexityLab(),
    DecodingLab(),
  ]
}
