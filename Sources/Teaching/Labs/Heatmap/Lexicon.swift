import Course

/// What the heatmap lab knows of a word. A trained model finds such features by itself, thousands of
/// them and without names; these few are made by hand, so that a score can be traced to a reason.
enum WordFeature: Int, CaseIterable {
  // What a small head's values tell of a word, the first few: what it is comes before its number.
  case animate, thing, place, verb, state, pronoun, function, linking, plural, punctuation

  var name: Localized<String> {
    switch self {
    case .animate: Localized(en: "animate", zh: "有生命")
    case .thing: Localized(en: "thing", zh: "物")
    case .place: Localized(en: "place", zh: "处所")
    case .verb: Localized(en: "verb", zh: "动词")
    case .state: Localized(en: "state", zh: "状态")
    case .pronoun: Localized(en: "pronoun", zh: "代词")
    case .plural: Localized(en: "plural", zh: "复数")
    case .function: Localized(en: "function", zh: "虚词")
    case .linking: Localized(en: "linking", zh: "连接")
    case .punctuation: Localized(en: "punctuation", zh: "标点")
    }
  }
}

/// Words with known features, English and Chinese. Number is 1 for plural, −1 for singular and 0
/// where it does not apply, so that the product of two says whether they agree.
enum Lexicon {
  typealias Features = [WordFeature: Float]

  /// The features of a word, or nil for a word that is not listed.
  static func features(of word: String) -> Features? {
    let word = word.lowercased()
    return entries[word] ?? inflected(word)
  }

  static func contains(_ word: String) -> Bool { entries[word.lowercased()] != nil }

  /// The longest Chinese entry, in characters.
  static let longestChinese =
    entries.keys.lazy
    .filter { $0.unicodeScalars.allSatisfy(\.properties.isIdeographic) }
    .map(\.count).max() ?? 1

  /// English endings: `cats`, `sleeps`, `chased`, `barking`.
  private static func inflected(_ word: String) -> Features? {
    for (ending, restored) in [("s", [""]), ("es", [""]), ("ed", ["", "e"]), ("ing", ["", "e"])]
    where word.hasSuffix(ending) {
      let stem = String(word.dropLast(ending.count))
      for candidate in restored.map({ stem + $0 }) {
        guard var features = entries[candidate] else { continue }
        if features[.verb] != nil { return features }
        if ending.hasSuffix("s"), features[.plural] == -1 {
          features[.plural] = 1
          return features
        }
      }
    }
    return nil
  }

  private static let entries: [String: Features] = {
    var entries: [String: Features] = [:]
    for (features, words) in table {
      for word in words.split(separator: " ") { entries[String(word)] = features }
    }
    return entries
  }()

  private static let table: [(Features, String)] = [
    (
      [.animate: 1, .plural: -1],
      """
      cat dog animal bird horse mouse fish rabbit fox bear cow lion child boy girl man woman person \
      teacher student doctor driver friend mother father king queen robot author reader \
      猫 狗 动物 鸟 马 老鼠 鱼 兔子 狐狸 熊 牛 狮子 孩子 男孩 女孩 男人 女人 人 老师 学生 医生 司机 朋友 \
      妈妈 爸爸 国王 女王 作者 读者 小猫 小狗 猫咪
      """
    ),
    (
      [.animate: 1, .plural: 1],
      "people children men women mice 人们 孩子们 老师们 学生们 朋友们"
    ),
    (
      [.thing: 1, .plural: -1],
      """
      mat ball book car apple bread cake water milk cup box chair door bed letter phone computer \
      trophy suitcase bag stone tree flower cheese bone food toy song story picture ticket key \
      垫子 球 书 车 汽车 苹果 面包 蛋糕 水 牛奶 杯子 盒子 椅子 门 床 信 手机 电脑 奖杯 箱子 包 石头 树 花 \
      奶酪 骨头 食物 玩具 歌 故事 照片 票 钥匙 桌子
      """
    ),
    (
      [.place: 1, .plural: -1],
      """
      house home street road river park school garden room kitchen city table bank shop station \
      forest field sea mountain hospital library \
      房子 家 街道 街 马路 路 河 公园 学校 花园 房间 厨房 城市 银行 商店 车站 森林 田野 海 山 医院 图书馆
      """
    ),
    (
      [.verb: 1],
      """
      sat sit sleep slept ran run walk ate eat drank drink saw see chase caught catch jump cross \
      like love want read wrote write gave give took take went go came come said say think thought \
      know knew bark fly flew fit live play work fell fall broke break rest stay look watch hear \
      heard bought buy open close made make put lost lose found find \
      坐 坐下 睡 睡觉 睡着 跑 走 吃 喝 看 看见 看到 追 追赶 抓 抓住 跳 穿过 过 喜欢 爱 想 要 读 写 给 \
      拿 去 来 说 知道 叫 飞 住 玩 工作 掉 打破 休息 听 听见 买 打开 关 做 放 丢 找到
      """
    ),
    (
      [.state: 1],
      """
      tired hungry happy sad angry big small old young new red blue black white hot cold wet dry \
      good bad fast slow wide narrow heavy light full empty afraid sick busy late beautiful quiet \
      loud asleep thirsty \
      累 饿 高兴 开心 难过 生气 大 小 老 年轻 新 红 蓝 黑 白 热 冷 湿 干 好 坏 快 慢 宽 窄 重 轻 满 空 \
      害怕 病 忙 晚 漂亮 安静 困 渴 疲倦
      """
    ),
    ([.pronoun: 1, .plural: -1], "it he she him her i me this that itself 它 他 她 我 你 自己 这 那"),
    ([.pronoun: 1, .plural: 1], "they them we us these those 它们 他们 她们 我们 你们 大家"),
    (
      [.function: 1],
      """
      the a an of to in on at by with from into under over was is are were be been am had has have \
      did do does didn't don't not no very too also its his my your their will would can could must \
      on-top up down out there \
      了 着 的 得 地 在 是 有 没 没有 不 很 太 也 都 把 被 从 到 向 对 里 上 下 过去 会 能 可以 一只 一个 只 个
      """
    ),
    (
      [.linking: 1],
      """
      because so and but or if when while although since then that's before after as than \
      因为 所以 和 但 但是 或 或者 如果 当 虽然 然后 而 而且 于是 就 时 的时候
      """
    ),
  ]
}
