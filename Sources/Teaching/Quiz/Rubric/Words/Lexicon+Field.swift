extension Lexicon {
  /// The words of the field. A line is one meaning: its name, the forms it has in both languages, and
  /// behind the bar forms of its opposite. A name of several parts, `k+v`, is several words at once.
  static let field = """
    hbm: hbm, global memory, device memory, dram, main memory, vram, gpu memory, off chip memory, slow memory, high bandwidth memory, gmem, 显存, 全局内存, 全局存储, 高带宽内存, 主存, 外存, 片外内存, 片外存储, 内存, memory, memory use, memory footprint, memory consumption, 显存占用, 内存占用, 占用
    sram: sram, shared memory, on chip memory, on chip, on chip sram, smem, scratchpad, fast memory, 共享内存, 片上内存, 片上, 片上缓存, 片上存储
    traffic: traffic, memory access, memory accesses, hbm access, hbm accesses, memory traffic, io, i / o, reads and writes, reading and writing, memory operation, data movement, round trip, memory transfer, data transfer, 访存, 读写, 显存访问, 内存访问, 访存量, 读写量, 数据搬运, 搬运, 搬来搬去, 来回搬, io 量, 存取, move, moving, moving data, shuffle, shuttle, transfer, 搬数据, 搬, 少搬, 访问, 访问次数, hbm 访问, hbm 读写, 访问 hbm, 读写 hbm, access, trip, hbm io, reads and writes of hbm, reading and writing of hbm, reading and writing hbm, memory reads and writes, memory read, 数据传输, 传输, 进出, 往返, io 次数, read and write, trips to memory, 访问显存, 读显存, 写显存, 读写显存, 往显存, memory transactions, 来回读写, 搬运量, io 开销, 显存 io, 数据搬移, 数据移动, 倒腾, 来回倒腾, 拷贝, 来回拷贝, 取数, 读来写去, 反复读写, 访存开销, back and forth, round trips, 来来回回
    bound: bound, bound by, bottleneck, limited by, dominated by, dominate, limit, constrain, limiting factor, 瓶颈, 受限, 受限于, 限制, 卡在, 取决于, 限于, determine, determined by, wait, 决定, 由带宽决定, 受制于, 拖累, 拖慢, 在于, restrict, hold back, bottlenecked, 看的是, 大头, most of the time, majority of the time, spend, 主要花在, 花在, 耗在, 大部分时间, 制约, 短板, 拖后腿, 花了, 花在了, 都花在, 时间花在, 时间都花在, 时间耗在, 时间都耗在, 慢在, 卡住, 耗在了, 快在, 赢在
    bandwidth: bandwidth, memory bandwidth, hbm bandwidth, 带宽, 显存带宽, 内存带宽, 访存带宽
    traffic+bound: memory bound, memory bandwidth bound, bandwidth bound, io bound, memory limited, bandwidth limited, memory intensive, 访存密集, 访存受限, 带宽受限, 访存瓶颈, 内存受限, 显存受限, io 受限, wait for memory, waiting on memory, waiting for memory, wait on memory, waits for data, starve, 等内存, 等显存, 等数据, 空等, 卡在内存, 卡在显存, 访存是瓶颈, 访存才是瓶颈, memory is the bottleneck, 访存成为瓶颈, memory wall, 内存墙, memory is the limit, 读写显存慢, 访存慢, 显存慢, 搬数据慢, 慢在访存, 慢在读写, 慢在搬运, 慢在显存, 慢在搬数据, memory is slow
    traffic+aware: io aware, io awareness, io 感知
    compute+bound: compute bound, computation bound, 计算密集, 计算受限, 算力受限, 计算瓶颈
    flops: flop, flops, floating point operation, arithmetic, arithmetic operation, amount of computation, amount of work, amount of compute, computation, 计算量, 浮点运算, 运算量, 浮点数运算
    compute: compute, calculate, evaluate, work out, comput, 计算, 算, 求, 算出, 求出, 运算, 找, 找到, 找出
    again+compute: recompute, recalculate, compute again, recomputation, recomput, 重新计算, 重复计算, 重算, 再算, 重新算, 再算一遍, 重复做, 重新做, 重复投影, 再做一遍, anew, computed anew, from scratch, 从头算, 再来一遍, recomputed, redo, repeat, over again, 重复, 重来, 重做, 再次计算, 重头算, 重新来一遍, 又算一遍, 反复算, 反复计算, 每次重算, 再重新算, 从头计算
    complexity: complexity, computational complexity, time complexity, 复杂度, 计算复杂度, 时间复杂度
    reduce: reduce, cut, decrease, lower, less, few, save, shrink, small, drop, divide by, smaller, lesser, cut down, 减少, 降低, 节省, 减小, 缩小, 变小, 更少, 少, 省, 更小, 小, 缩减, 压缩, 省下, 少了, 更低, 缩小到原来的, 降到原来的, 减少到原来的, 变成原来的, 是原来的, 只有原来的, 缩到原来的, 减到原来的, 省掉, 压到原来的
    tile: tile, tiling, block, chunk, blockwise, tilewise, block wise, tile wise, piece, 分块, 块, 小块, 切块, 切成块, 切成小块, 分成小块, 分成块, 拆成小块, 一块, 每块, 每一块, 分片, 瓦片, 分段
    tile+each: block by block, tile by tile, one block at a time, one tile at a time, chunk by chunk, block after block, piece by piece, each block, per block, 逐块, 一块一块, 一块块, 按块, 一块接一块, 逐个块
    online: online, running, streaming, incremental, incrementally, on the fly, so far, 在线, 流式, 增量, 边走边, 边算边, 当前, 目前, 目前为止, 到目前为止, 至今, 迄今, 已见, 滚动, as you go, as it goes, up to now, thus far, 随时, 实时, 一路, current, 走到哪, 到当前为止, 到现在为止, 见过的, 扫到的, seen so far, as we go, ongoing
    softmax: softmax, soft max, normalisation of the scores
    max: max, maximum, largest value, largest score, row max, row maximum, largest, 最大值, 最大, 行最大值, 最大的得分, biggest value, biggest, greatest, highest, highest value, maximal, 最大数, 最大者, 最大的数, 更大的数, 最高分, largest so far, bigger value, 极大值
    sum: sum, total, denominator, normaliser, normalizer, normalising constant, normalization factor, normalisation constant, partition function, accumulated sum, exp sum, sum of exponential, sum of exp, row sum, accumulate, 和, 累加和, 累积和, 指数和, 分母, 归一化因子, 归一化系数, 归一化项, 求和, 总和, 累加, 之和, 行和, accumulator, partial sum, running total, 累加值, 累计和, 累积值, 指数之和, 分母和, 之前累加, 指数的和, 加和
    m: m, m i, running max m
    l: l, ell
    keep: keep, maintain, track, keep track, remember, carry, hold, update, carry along, retain, 维护, 记录, 记住, 保持, 保留, 更新, 跟踪, 记着, 记, 记下, 保存着, 留着, 存着, 边扫边记, 一边扫一边记
    store: store, save, write, materializ, materialise, materialize, put, write back, write out, spill, land, touch, instantiate, written, form, persist, stor, dump, go to, go back to, ever reach, hit, 存储, 存, 保存, 写回, 写, 写入, 写到, 写出, 落, 落到, 实例化, 物化, 存下, 存到, 存进, 存入, 存在, 存放, 构造, 放回, 存回, 写进, 缓存, 生成, 显式构造, 留在, 放进, 放到, keep, keep around, retain, hold, remember, exist, appear, record, save for later, leave behind, 记住, 保留, 留下, 留着, 存起来, 存下来, 缓存下来, 出现, 存住, 攒着, 留住, 记下来, 保存下来, 缓存起来, 攒下来, 攒, 搬回, build, construct, produce in full, 存成, 落地, 回写, 落盘, 驻留, 留存, 暂存, 记录下来, 存好 | throw away, thrown away, discard, discarded, never leaves, dropped, 丢掉, 丢弃, 扔掉, 用完就丢, 用完就扔, forget, 算完就丢
    cache: cache, kv cache, kvcache, key value cache, 缓存, kv 缓存
    store+cache: caching
    bigmatrix: n × n matrix, nxn matrix, n × n, nxn, n by n matrix, n by n, attention matrix, score matrix, scores matrix, attention score matrix, attention weight matrix, weight matrix, n ^2 matrix, quadratic matrix, full matrix, full attention matrix, whole matrix, entire matrix, intermediate matrix, matrix of scores, matrix of score, matrix of weight, matrix of attention weight, big matrix, huge matrix, probability matrix, s and p, l × l matrix, t × t matrix, s × s matrix, n × n 矩阵, n × n 的矩阵, nxn 矩阵, nxn 的矩阵, n ^2 矩阵, n × n 的注意力矩阵, n × n 注意力矩阵, 注意力矩阵, 得分矩阵, 分数矩阵, 权重矩阵, 中间矩阵, 完整矩阵, 整个矩阵, 大矩阵, 中间结果, n × n 的得分矩阵, n × n 的得分, n × n 得分, 完整的注意力矩阵, 注意力得分矩阵, 注意力分数矩阵, 注意力权重矩阵, 那个大矩阵, 整张矩阵, 平方级矩阵, s 和 p, matrix, s, p, huge score matrix, matrices, the big matrix, attention map, 矩阵, 注意力图, n × n 的, n × n 的分数矩阵, n × n score, n by n score, n × n weight, score table, n-by-n, m × n matrix, m × n, m by n matrix, m by n, n × m matrix, n × m, m × n score, m × n weight, m × n 矩阵, m × n 的矩阵, m × n 的得分, m × n 的权重
    intermediate: intermediate, intermediate result, 中间
    exact: exact, exactly, precise, lossless, exactness, bit for bit, 精确, 准确, 无损, 严格, 精准, exact result, bitwise, precisely, true softmax, 精确值, 真实结果, 无误差, 毫无误差, 精确解, 准确值, 不掉精度, 不损失精度, 没有精度损失, 不丢精度, 不牺牲精度 | approximate, approximation, approximat, approx, lossy, inexact, error, 近似, 有误差, 误差, 近似值, 近似解, 约等于, 有损, loss of accuracy, accuracy loss, approximated, 精度损失, 损失精度, 牺牲精度, sacrifice accuracy, 有损失, 误差很小, rough, imprecise, 不精确
    same: same, identical, equivalent, unchanged, constant, identic, no different, alike, equivalence, coincide, the very same, 相同, 一样, 等价, 不变, 一致, 同样, 等同, 恒定, 同, 没有区别, 没区别, 没有变, 没变, 完全一样, 一模一样, 相当, 差不多, 持平, 共同, 同一, 同一个, 一个样, 无差别, no more, not more, no extra, no additional, 没有增加, 不增加, 没有变多, 不会增加, 没增加, 不变多, 不会变, does not change, doesnt change, 不多, 没有更多, 没有额外, match, mirror, agree, 吻合, 没有差别, 没差别, 完全相同, 没有差异, 原样, 照旧, about the same, comparable, stay flat, 没什么区别, 还是那个, do not increase, not increase, not grow, not rise, not go up, 不增长, 不会变大, 没有变大, 基本没变, 几乎没变, 常数, 常数级, 没怎么变, not change, 不会更多, 和原来一样, as much as, as one, remain, stays, stay the same, 差不了多少, 并不增加, 没有变化, 打平, 没增, 没涨, 不涨, 没变多, 没差, 无异, 完全等价, 分毫不差, 没有增多, 基本持平, 大体相当, 大致相当, 差别不大, 区别不大, 和原来相同, 同一句, 同一句话, 同一段, 同一段话, 同一个句子 | different, differ, difference, differently, distinct, various, vary, another, other, diverse, separate, 不同, 不一样, 区别, 不一致, 差别, 差异, 各不相同, 另一个, 另一, 别的, 另外, 各异, 不等, 另一种, 多种, 各抓各的, 各看各的, 各学各的, 各管各的, 各有分工, 各有侧重, 分工不同,, 不一样的, 两个不同的, its own kind of, its own type of, own kind of, own type of
    mathematically: mathematically, mathematical, math, 数学
    result: result, output, outcome, answer, 结果, 输出
    linear: linear, linearly, 线性, 一次, o n, linear in n
    square: quadratic, quadratically, n ^2, square, squared, square of n, square of the length, o n ^2, n × n time, 平方, 平方级, 二次, 二次方, n 方, n 的平方, n 平方, 长度的平方, 四倍, 变四倍, quadruple, four times, 4 倍, 4 times, fourfold, n squared, length squared, squares with, 平方关系, 平方复杂度, 成平方, 平方增长, o n ^2 time, n × n 对, n ^2 对, l ^2, t ^2, s ^2, quadratc
    squared: o n ^2 d, n ^2 d, n ^2 × d, n ^2 · d, o n ^2 × d, o n ^2 · d
    nlogn: n log n, o n log n
    onlyn: o n
    one: o 1
    length: sequence length, length, context length, number of token, seq len, sequence, long, longer, 序列长度, 长度, 序列长, 上下文长度, 句长, 序列, n, input length, number of words, 句子长度, 序列长度的, context, 词数, token 数, 长
    variance: variance, var, 方差
    std: standard deviation, std, sigma, σ, 标准差, typical size, typical value, typical magnitude, 标准偏差, spread of
    score: score, dot product, dotproduct, inner product, q · k, qk, q k, logit, qk ^t, qkt, qkᵀ, q k ^t, similarity, product, attention score, activation, value of the score, magnitude, raw score, 得分, 分数, 点积, 内积, 打分, 注意力得分, 注意力分数, 数值, 相似度, 乘积
    dk: dk, d, head dim, headdim, head dimension, dimension, dim, d head, dhead, head size, head width, dimensionality, size of the head, width of the head, key dimension, wide head, wide, 维度, 维数, 头维度, 头的维度, 头宽, 维, 特征维度, 头的大小, 头越宽, 向量维度, 宽, high dimension, high dimensional, dimensional, 高维, 维数高, 维度高, d 越大, 向量越长, longer vector, long vector, vector length, 向量长度, 向量长, dimensions, dks, 头大, 头维
    sqrtd: sqrt dk, sqrt d, root dk, root d, square root of dk, square root of d, square root of dimension, square root of head dimension, square root of head size, sqrt dimension, 根号 dk, 根号 d, 根号下 dk, 根号下 d
    grow: grow, increase, large, big, rise, grow with, scale with, proportional, blow up, great, widen, huge, high, spread, spread out, growth, far apart, proportion, scale linearly, magnitude grow, 增大, 变大, 增长, 增加, 变得很大, 越大, 更大, 很大, 过大, 太大, 大, 成正比, 正比, 拉开, 拉得越开, 越来越大, 上升, 升高, 随之增大, 拉大, 膨胀, 巨大, fluctuate, 波动, 波动大, 波动越大, 分散, 散, scatter, vary more, get big, get huge, get large, become huge, typical size, 变多, 很夸张, 数值大, swell, 变得大, 越高, balloon, 变高, 成倍, 偏大, more, 跟着变大, 跟着涨, 涨, go up, climb, soar, 升, 飙升, 放大, 上涨, 悬殊, 差距大, 差距很大, 差距悬殊, 拉大差距, 大得多, 偏高, 越来越高, 变得越来越大, 上去, 上去了, 涨上去
    depend: depend, dependent, dependence, relate, 有关, 依赖, 取决于, 相关 | independent, regardless, regardless of, irrespective, independently, no matter, independence, 无关, 不依赖, 与维度无关, 不管, 无论, 不论
    unit: unit, unity
    saturate: saturate, saturation, saturat, flat region, one hot, onehot, peaked, peaky, too sharp, very sharp, sharp, spiky, hard max, hardmax, argmax, almost argmax, winner take all, extreme, one entry, close to one hot, degenerate, collapse, flat part, flat tail, nearly hard, almost hard, 饱和, 饱和区, 尖锐, 过于尖锐, 尖, 独热, 极端, 集中, 集中在一个, 极化, 很尖, 两极分化, 平坦区, takes nearly everything, takes all, gets everything, takes almost everything, takes everything, gets all, gets nearly all, almost all the weight on one, all the weight on one, picks one, pick the max, 一家独大, 独占, 只看一个, 全给一个, 集中到一个, 集中到, 接近 1 其余接近 0, one token gets, winner takes all, spike, concentrate, near one hot, dominate, nearly all probability, nearly all the probability, almost all the probability, almost all probability, all the probability, most of the probability, nearly all the weight, almost all the weight, nearly all weight, all of the weight, almost all attention, almost everything, 几乎全部, 几乎所有权重, 全部权重, 绝大部分权重, saturated regime, hard selection, flat zone, nearly all its mass, almost all its mass, nearly all its weight, almost all its weight, nearly all of its mass, nearly all the mass, almost all the mass, 硬选择, 平的区域, 很平的区域, 平缓区, 平缓的区域, 平坦的区域, 平坦区域, 不是 0 就是 1, 非 0 即 1, 非零即一, 一边倒, 过度自信, 尖峰, 赢者通吃, 赢家通吃, 全压在, 压在一个, 只盯着, 只盯着一个, 只关注一个, 只注意一个, 一枝独秀, 拿走全部, 拿走全部概率, 几乎拿走全部概率, 全部概率, 几乎所有概率, 绝大部分概率
    weight: weight, attention weight, probability, mass, probability mass, attention probability, weights, distribution, 权重, 注意力权重, 概率, 分布, 权重清零, 权重置零, 权重置 0, 权重设为 0, 权重设成 0
    reduce+traffic: 少读少写, 少读写, 少访存, fewer reads, fewer writes, 省带宽, 省显存带宽, 省的是带宽, 省的是显存带宽, 省访存, 省的是访存, 省 io, 省的是 io
    uniform: uniform, uniformly, evenly, 均匀, 平均分布, 平均分配
    gradient: gradient, grad, derivative, jacobian, gradients, backprop signal, learning signal, slope, training signal, 梯度, 导数, 雅可比, 雅可比矩阵, 偏导, 梯度信号, 回传信号, 反传信号
    vanish: vanish, tiny, zero, close to zero, near zero, nearly zero, almost zero, disappear, die, go to 0, goes to 0, go to zero, close to 0, near 0, nearly 0, almost 0, approach 0, approach zero, die out, no gradient, vanishingly, 0, dry up, very small, hardly any, barely, minuscule, almost nothing, too small, kill, negligible, almost no, small gradient, stall, shrink to, fade, 消失, 接近 0, 接近零, 趋于 0, 趋于零, 趋近 0, 趋近于 0, 趋近零, 趋近于零, 很小, 几乎为 0, 几乎为零, 几乎是 0, 极小, 太小, 变得很小, 非常小, 几乎没有, 弥散, 近乎 0, 约为 0, 近于 0, 等于 0, 为 0, 传不回去, 传不回来, 传不动, 微乎其微, 没了, 传不下去, 趋向 0, 趋向于 0, 零, nil, practically nil, practically zero, essentially zero, next to nothing, nothing left, effectively zero, almost nil, close to nothing, 快没了, 趋零, 近似为 0, 接近于 0, 接近于零, 变成 0, 变成零, 变为 0, 归零, nearly vanish, get lost, lose, practically no, nearly no, virtually no, extremely small, really small, so small, small, 特别小, 非常的小, 越来越小, 变小, 小, 传不了, 不更新, 更新不动, 几乎不变, weak, diminish, minute, faint, flat, 没有了, 近零, 近乎零, 基本为零, 基本为 0, 基本没了, 微弱, 回传不了, 传不过去, 传不到, 传不回, 回不去, 几乎是零, 几乎等于零, 快为零, 小到可以忽略, 忽略不计
    explode: explode, exploding, blow, explosion, 爆炸, 爆掉, 爆
    train: train, learn, training, learning, 训练, 学习, 学, 学到
    norm: normalise, normalize, normaliz, standardise, rescale to unit, 归一化, 归一, 标准化, unit scale, 稳定, 稳住, stabilise, stabilize, 控制, 拉回
    scale: rescale, scale, correct, correction, adjust, multiply, factor, fix up, fix, shrink by, renormalise, rescal, scaling, multipli, correction factor, discount, scale down, 缩放, 修正, 校正, 重新缩放, 乘, 乘以, 乘上, 系数, 修正系数, 调整, 矫正, 折算, 缩放因子, 校准, 打折, 补乘, 修正因子, 打个折, 乘一个系数, 乘上一个, shrink, ×, 乘个, 缩小, 拉回来, 换算, 折, re scale, renormaliz, weaken, 更正, 调, times, 补偿, compensate, 修, 重标定, 换基准, 换底, 缩一下, 修一下, 重新加权, 乘一下, 除一下, 缩一缩
    align: align, alignment, aligned, line up, 对齐, 对准
    divide: divide, division, divid, 除, 除以, 除掉, /, 除去, 除个, dividing
    back: back, restore, again, return, bring back, 变回, 恢复, 回到, 拉回, 变回到, 回, stay, keep at, 稳定在, 控制在, 保持在, 保持为, 维持在, 拉回到, 压回, 缩回, 归到, 回归, 还原, remains, 降回
    past: past, previous, prior, earlier, old, already, historical, so far seen, before it, prefix, previou, preceding, already seen, accumulated, accumulat, 历史, 之前的, 以前的, 先前的, 旧, 旧的, 前面的, 过去的, 已有的, 已有, 已经算过的, 已累加, 已累加的, 原来的, 此前的, 已经, 累积的, 已算好的, 前面, 过去, 之前累积的, 以往, 算好的, 上一步的, last time, past ones, before, 先前, 累计的, 积累的, 此前, 已经算好的, 已经算出来的, so far, up to now, 旧值, 前面那些, 之前累加的, already computed, 之前, 前文, 上文, 已生成, 已生成的, 已经生成的, 前几步, 老的, 之前那些, 前边, 前面所有, 累积下来的, 之前累积, 前面累加, 前面累积
    new: new, current, latest, newest, newly, 新, 新的, 当前的, 最新的, 刚来的, 新来的
    token: token, word, position, step, 词, 个词, 位置
    query: q, query, 查询
    key: k, key, 键
    value: v, value, 值
    key+value: kv, key value, kv pair, keys values, 键值, 键值对
    query+key+value: qkv, 三者, all three, the three of them, 三个都, q k v, q k 和 v, q k 跟 v, 这三个, q k v 三个
    project: project, projection, projected, projections, 投影, 投影矩阵, 线性变换, 变换, wq, wk, wv, wo, w q, projection matrix, 线性层, linear layer, linear map, transformation
    read: read, load, fetch, reload, stream, scan, pull, go through, 读, 读取, 加载, 读入, 载入, 读进来, 搬, 扫, 读一遍, 取, 遍历, 遍历一遍, 扫描, 扫一遍, 过一遍
    step: step, each step, every step, time step, per step, iteration, every token, each token, 每步, 每一步, 时间步, 每次, 每生成一个 token, 每个 token, 每解码一步, 后一步, 下一步, 第一步, 这一步
    decode: decode, decoding, generation, generate, inference, autoregressive, autoregressive decoding, 解码, 生成, 推理, 自回归, speed of generation, 生成速度, 解码速度, 推理速度, tokens per second, 生成时, 推理时, token generation, next token, sampling, 吐 token, 吐字, 出词, 出字, 生成一个字, 生成一个词
    reuse: reuse, reused, 复用, 重用, 重复利用, 直接用, 再用, 沿用
    share: tie, tied, tie together, 绑定, 绑在一起, share, shared, common, in common, 共享, 共用, 公用, 合用, 一起用, 用同一, 共有, use the same, same k and v, use one, 都用, 共同使用, 用同一组, 用同一份, 用同一个, 用同一套, 用同一对, 都用同一, 共一份, 共一组, 合用一个, 一起共用, used by all, used by every, 一组头用, 用一套, 用一个, 用一组, reuse the same, 对应同一份, 对应同一个, 对应同一组, 共用同一份, 共享同一份, 共用同一个, 共享同一个, 公用一套, 公用一份, 共一套, 用的是同一份, 用的是同一个, 用的是同一组, 用的同一份, 只用一个, 只用一份, 只用一组, 只用一套, 配一份, 配一个, 配一组, 配一套, 共享一对, 共用一对
    head: head, attention head, heads, 头, 注意力头, 个头, query head, q head, query 头, q 头, 查询头, kv head, key value head, kv 头, haed, multi head attention, 多头注意力, multi head, 多头
    several: several, multiple, many, multi, 多个, 几个, 多头, 多
    single: single, sole, just one, only one, a single, 一份, 一组, 单个, 单一, 单, 一套, 唯一, 只有一个, 仅一个, 独一份, 单独一个, lone, only a single, 1 个, 一对, 一张, 一条, 同一对, 同一组, 同一份, 同一套, 只留一个, 只剩一个, 只留一份, 一头, 唯一一个, 只用一个, 只用一份, 只用一组, 只用一套, 只保留一个, 只保留一份, 只保留一组, 只存一份, 一个公共的
    single+head: single head, one head, singlehead, 单头, 一个头, 单个头, 只有一个头, 1 head, 1 个头
    all+head: all head, all heads, every head, all the head, 所有头, 所有的头, 每个头都, 全部头, 各个头都
    group: group, per group, each group, grouped, 组, 分组, 每组, 每一组, 一组 query, 同组, 组内, 按组, 小组, few heads, some heads, several heads, 几个头, 几组, 若干组, 几个 query 头, 若干个 query 头, 若干个头, subset of heads, bunch of heads, cluster, 一组头, 每几个头, 几个一组, 一组 head, 一组 q, 每组 head, 同组 head, 一组里的, 几个 head, 若干 head, 几个 q 头, 若干头
    all: all, every, whole, entire, full, complete, 所有, 全部, 每个, 整个, 完整, 都, 全体, 整, 全都, 统统, 统一, 每一个, everyone
    times: times, fold, 倍
    h: h, number of head, 头数, head count, the number of heads, 头的数量, 头的个数, more head, 头再多, 头越多, 头变多, 多加头, 头多, with more heads, however many heads, no matter how many heads, 多少个头, 头的数目
    1h: 1 / h, h times smaller, factor of h, 1 / number of head, h times less, h fold, h 分之一, 缩小 h 倍, 头数分之一, 1 / 头数, 几分之一
    mha: mha, multi head attention, multihead attention, multi head, 多头注意力
    mqa: mqa, multi query attention, multi query, 多查询注意力
    gqa: gqa, grouped query attention, grouped query, group query attention, 分组查询注意力
    between: between, middle, in between, middle ground, halfway, intermediate between, tradeoff, trade off, compromise, balance, midway, interpolate, 之间, 介于, 折中, 中间, 折衷, 权衡, 居中, 平衡, 中间方案, sit between, in the middle, sits in the middle, midpoint, 中庸, 取中间, 夹在, 中间路线, compromise between, 折中方案, 平衡点, something in between, 两者之间, 兼顾
    token+new: new token, latest token, current token, newest token, 新 token, 新的 token, 当前 token, 最新的 token, 新词, 当前词
    encoder: encoder, source, source sentence, source sequence, encoder output, encoder side, input sentence, 编码器, 源句子, 源序列, 源端, 编码端, 源句, 原文, 源语言, 编码侧, 编码那边, 源文, 源语言句子
    decoder: decoder, target, target sentence, target sequence, decoder side, 解码器, 目标序列, 目标句子, 目标端, 解码端, 译文, 目标语言, 解码侧, 解码那边
    selfattn: self attention, selfattention, 自注意力, 自注意
    crossattn: cross attention, crossattention, 交叉注意力, 交叉注意, 互注意力
    from: come from, derive from, taken from, computed from, stem from, drawn from, provided by, produced by, supplied by, originate, projected from, come out of, 来自, 取自, 出自, 来源于, 由来, 源自, 来自于, 提供, 由, 从, provide, supply, give, produce, deliver, out of, belong to, 给出, 产生, 生成自, 出, 给, 拿, 取, take, use, hand, drawn, from, 而来, 投影出来, 投影得到, 得到, 都来源于, 由此而来, 变换而来, 变换得到
    source: source of, origin, where they come from, where it comes from, 源, 来源, comes from where
    itself: itself, each other, one another, among themselves, its own, 自身, 自己, 互相, 相互, 彼此, 自己内部
    input: input, sequence, sentence, text, 输入, 序列, 句子, 文本, 句话, 一句话, 一句, 这句话, 同一句, 一段话, x, 自己这句, 同一句话, 同一段, 同一个句子
    attend: attend, look, look at, focus, pay attention, see, query from, relate, 关注, 看, 注意, 查, 看到, 注意到, 去看, 查询到, 关注到, 盯, specialise, specialize, capture, pick up, follow, resolve, detect, extract, watch, model, represent, track, 抓, 捕捉, 提取, 侧重, 负责, 学到, 学习, 学, 专注, 各管, 管, learn, find, 看到的, 聚焦, 盯着, 交互, 关联, 各抓各的, 各看各的, 各学各的, 各管各的, 各有分工, 各有侧重, 分工不同, 打交道
    formula: formula, equation, computation, operation, calculation, mechanism, math, procedure, arithmetic, algorithm, scaled dot product attention, scaled dot product, 公式, 计算方式, 运算, 算法, 计算方法, 算式, 机制, 计算过程, 缩放点积注意力, 计算, 做法, 做的事, 结构, 形式, 过程, 公式本身, 运算方式, 怎么算, 算的方式, 计算公式, machinery, structure, maths, form, operation itself, 数学形式, 计算流程, 计算步骤, 算的东西
    pattern: pattern, thing, aspect, relation, relationship, information, feature, kind, type, subspace, representation subspace, kind of relation, relations, dependency, syntactic, view, perspective, 模式, 信息, 关系, 方面, 特征, 子空间, 表示子空间, 角度, 方式, 关注点, 侧面, 内容, 语义, meaning, syntax, semantics, role, signal, 东西, 语法, 方向, 属性, 表示, 特征空间, representation, subspaces, 类型, 事, 规律, 联系, pronoun, way
    average: average, averaging, averag, blend, blur, mix, mix together, wash out, smear, averaged, mean, 平均, 平均掉, 混在一起, 抹平, 混合, 抹掉, 糊在一起, 混到一起, 掺在一起, average out, average together, 混, 折中, 中和, compromise, 平均化, 一锅粥, 混起来, 稀释, dilute, merge, 看不清, 模糊, 抹去, muddle, 糊, 揉, 揉在一起, 杂糅, 搅在一起, 拉平, 冲淡, 淹没, 平均到一起, 平均在一起, 平均成, 混为一谈
    cost: cost, price, total cost, total computation, computational cost, compute cost, amount of computation, expense, budget, total work, overhead, flops, 代价, 总代价, 计算量, 总计算量, 开销, 成本, 总量, 参数量, 花费, 计算代价, 运算量, 计算开销, 流量, workload, runtime, 运算, 总运算, 计算成本, 计算, 费用, 时间, compute, computation, flop, 开支, total flops, 总的计算量, 总开销, amount of work
    parameter: parameter, param, number of parameter, 参数, 参数量, 参数数量
    dh: d / h, dmodel / h, d model / h
    path: path length, path, maximum path length, distance, hop, number of steps, number of step, 路径长度, 路径, 距离, 步数
    direct: directly, direct, directly connected, one step apart, one hop, one step, in one step, single step, one step away, a single hop, directly connect, straight, 直接相连, 直接, 一步, 一步到达, 一步可达, 一跳, 直达, 一步之遥, 一步就能到, 直接连, linked directly, direct link, immediate, immediately, in a single, one layer, single layer, 一层, 一下, 直连, 直接看到, without passing through, without going through, 不用经过, 不用一步步, 不必经过, one edge, 直接交互, 直接互动, 直接通信, 直接连着, 直接连接, 一跳就到, 一步就到, 一步就能, 只要一步, 只需一步
    far: distant, long range, far apart token, far away, long distance, remote, any two, any pair, arbitrary, 长距离, 远距离, 长程, 任意两个, 任意, 很远, 远处, 相距很远, 任意两处, 隔很远, 每两个, any two token, any pair of, two token, pair, pairs, far token, 再远, 隔得再远, 距离再远, 多远, however far, no matter how far, 相隔, 很远的词, first and last, 首尾, 远
    position: position, token, place, time step, 位置, token, 词, 处, 位
    parallel: parallel, in parallel, parallelise, parallelize, parallelis, parallelism, simultaneously, at once, at the same time, all at once, concurrently, parallelizable, parallelisable, 并行, 同时, 同时计算, 并行化, 一次算完, 一次性算, 一齐, 一起算, all together, at one go, in one go, one matrix multiplication, one shot, same time, all positions together, 一起, 同步, 一把算, 一次矩阵乘, 一次性, 同时进行, 同一时间, 一口气, 并发, 一并, 一起跑, 同步进行, 一次全算, 一次性全算
    sequential: sequential, sequentially, step by step, one by one, one at a time, one after another, token by token, serial, serially, recurrent step, one step after another, wait for the previous, in order, 逐步, 串行, 顺序, 一步一步, 逐个, 一个一个, 依次, 一步步, 逐个 token, 挨个, 按顺序, 一个接一个, wait, wait for, waiting, 等, 等待, 等上一步, 排队, 一步接一步, 逐时间步, 递推, 先后, 前一步, step after step, previous step, depend on the previous, 上一步, in sequence, sequence order, one after the other, 逐词, 一个词一个词, sequential dependency, sequential dependence, time step dependency, 时间步依赖, 顺序依赖, 先后依赖, 时序依赖, 步间依赖, sequential constraint, 逐字, 逐时刻, 一个词接一个词, 一个字一个字, 一个个, 一个个地, 一步接着一步, 一个接着一个, 前一个, 前一时刻, 上一时刻, 上一个时刻, 前一个时刻
    rnn: rnn, recurrent network, recurrent neural network, recurrent, lstm, 循环网络, 循环神经网络, 循环, recurrence
    neginf: minus inf, minus infinity, negative infinity, neg inf, minus infinite, very negative number, large negative number, very large negative number, very negative, hugely negative, large negative value, huge negative number, big negative number, lowest finite number, lowest finite value, lowest finite, minimum finite value, smallest finite number, most negative, most negative number, minus 1 e 9, minus 1 e9, minus 1e9, minus 10000, inf, infinity, finfo min, lowest value, 负无穷, 负无穷大, 很大的负数, 极大的负数, 很小的负数, 极小的负数, 最小的有限数, 最小有限数, 最小值, 绝对值很大的负数, 极小值, 非常大的负数, 特别小的数, 最小的数, 无穷小, 负的无穷大, 一个很大的负数, 减去一个特别大的数, 减一个很大的数, 减去很大的数, 减去一个很大的数, subtract a large number, subtract a huge number, 减一个特别大的数, 减个大数, neg infinity, 大负数, 能表示的最小值, 最小可表示值, lowest representable, minimum representable, smallest representable, dtype min, float min, smallest float, most negative finite, 绝对值很大的负值, 极大的负值, 非常大的负值, 很大的负值, 巨大的负数, 巨大的负值, 很负的数, 很负的值, 减去一个巨大的数, 减去巨大的数, 减一个巨大的数, 减去一个极大的数, 减去一个大数, 负的无穷, 最小浮点数, float 的最小值
    pad: pad, padding, padded, pads, padded token, padded position, padded column, padding token, padding position, pad token, 填充, 填充位, 补齐, 补位, 填充位置, pad 位, 无效位置, 无效位, 无效 token, 无效的 token, 无效的位置, 无效词, 无效的词, 补齐的, 补零的位置, 补出来的, 被填充的, 补的位置, 凑数的
    key+pad: padded key, pad key, padded keys, padding key
    mask: mask, masking, masked, block out, screen, hide, 屏蔽, 掩码, 遮住, 掩蔽, 遮蔽, 遮掉, 掩掉, 盖住, 遮, cover, 盖, 挡, 挡住, 屏蔽掉, 掩, 去掉, ignore
    row: row, query row, 行, 整行, 一行
    column: column, 列
    row+all+mask: fully masked row, fully masked, entirely masked row, completely masked row, all masked row, empty row, row of all minus inf, all keys masked, everything is masked, every key is masked, all masked, row is all minus inf, all minus inf, every score is minus inf, nothing left to attend to, row with no key, row without any key, no valid key, 整行被屏蔽, 整行被 mask, 全是负无穷, 全部被屏蔽, 全被屏蔽, 整行都是负无穷, 全部 mask, 空行, 全 mask, 全部被 mask, 整行被遮住, 一整行都被屏蔽, 整行屏蔽, 整行都被屏蔽, 全是 minus inf, 全为 minus inf, 全是 minus 无穷, 整行都是 minus inf, 全部屏蔽, 都被屏蔽, 都被遮住, 没有一个有效的 key, 没有有效的 key, 全部是 minus inf, 都被 mask, 整行 mask, all padding, only padding, nothing but padding, padding only, 全是 padding, 整句都是 padding, 全 padding, empty sentence, empty sequence, 空句子, 全是 pad, 没有有效 token, all pads, made of padding only, entirely padding, 全被 mask, 整行都被 mask, 整行都被盖住, 整行全被屏蔽, 一行全被屏蔽, 一整行都是负无穷, 一行全是负无穷, 一行都是负无穷, 整行负无穷, 一行全部是负无穷, 一行里全是负无穷, every key masked, all the keys masked, all keys are masked, all entries masked, every entry is masked, every position is masked, everything masked, no key left, no keys left, row where everything, completely masked, wholly masked, 整行全是 pad, 一行全是 padding, 一行都是 padding, 一行全是 pad, 全被遮住, 全部被遮住, 全部被遮, 全部是 padding, 都是 padding, 全都是 padding, 全都是 pad, 一行全被遮住, 某一行全被遮住, 整行都是 padding, 整行都是 pad, 一行全被 mask, 一行都被 mask, 整行无效, 没有任何有效的 key, 没有任何有效 key, 全部都是 minus inf, 全都是 minus inf, 全部都是负无穷, 全都是负无穷, 全部为负无穷, 全为负无穷
    nan: nan, nans, not a number, 0 / 0, 0 divided by 0, zero divided by zero, zero over zero, 0 over 0, 0 除以 0, 除零, 除以 0, 变成 0 / 0, 等于 0 / 0, 成了 0 / 0, 为 0 / 0, 是 0 / 0
    guard: guard, special case, handle, treat, check, care, special handling, protect, 特殊处理, 另行处理, 单独处理, 额外处理, 处理, 保护, 特判, 小心, 兜底
    zero: zero, 0, zeros, 零, 置零, 置 0, 清零
    exp0: exp 0, exp 0 equal 1, exp zero, e 的 0 次方, e 的零次方, exponential of 0, exponential of zero, exp of 0, exp of zero, e to the 0, e to the zero, e to the power 0, e to the power of 0, e to the power of zero, 0 经过指数, 0 取指数, 0 经过指数之后, 0 经过指数后, 0 取指数后, 0 取指数之后, 0 过指数, 0 的指数, 0 取 exp, 零取指数, e 的零次, e 的 0 次, 零的指数, 零次方, 0 次方, exp 零, exp 之后, exp 后, 取指数之后, 过了指数
    still: still, nonetheless, nevertheless, 仍, 仍然, 还, 还是, 依然, 照样, 也, also, too, anyway, as well
    leak: leak, leakage, leak through, let through, gets weight, 泄漏, 泄露, 漏, 漏进, 漏出
    remain: remain, remaining, rest, other weight, rest of the weight, surviving, valid, unmasked, real, 其余, 剩下, 剩余, 其他, 余下, 有效
    sumto1: sum to 1, sum to one, add up to 1, add up to one, sums to 1, sum up to 1, sum is 1, normalised, 和为 1, 之和为 1, 和是 1, 加起来等于 1, 加起来是 1, 之和仍为 1, 和仍为 1, 和仍是 1, 加起来还是 1, 加起来仍是 1, 之和还是 1, 和等于 1, 总和为 1, 和还是 1
    add: add, plus, 加, 加上, 加到, 加一个, 加在
    set: set, replace, assign, become, fill, get, masked fill, give, put, overwrite, 设, 设为, 设成, 置, 置为, 置成, 换成, 改成, 填, 填成, 赋, 变成, 赋为, 变为, 填为, 替换成
    embedding: embedding, word embedding, word vector, 词向量, 嵌入, 嵌入向量
    whole+row: whole row, entire row, full row, 整行, 完整的行, 完整一行
    backward: backward, backward pass, backpropagation, backprop, 反向传播, 反向, 反传
    connect: connect, connected, link, reach, see, interact, reachable, 相连, 连接, 连, 到达, 可达, 相通, 连上, linked, touch, talk, communicate, influence, access, 看到, 看, 联系, 交流, 通, 影响, 通信
    state: state, hidden state, 状态, 隐状态, 隐藏状态
    sub: subtract, minus, 减, 减去
    exp: exp, exponential, e, 指数
    expressive: expressive, expressiveness, powerful, 表达能力, 表达力
    slice: slice, part, portion, segment, 一段, 切片, 一部分
    slow: slow, expensive, 慢, 昂贵
    gradient+vanish: stops learning, stop learning, cannot learn, nothing flows back, no learning signal, no signal flows back, 学不动, 训不动, 训练不动, 没法训练, 学不到东西, 没有梯度, no gradient, no signal, 没梯度, 没有信号, 没信号, 没有学习信号, 反传没有信号, 反传基本没有信号, 学不到, 学不进去, 无法学习
    1dk: 1 / dk, 1 / d, d 分之一
    aware: aware, 感知
    cost+grow: expensive, more expensive, costly, costlier, dearer, pricier, 更贵, 更费, 贵, 费, cost more, 变贵
    equal: equal, 相等
    allpairs: every token attends to every token, every token attends to every other token, all pairs, each pair, pairwise, every pair, all pair, pair of token, every token with every other, each token with all others, 两两, 每两个 token 都要算一次, 每两个 token, 每一对, 所有 token 对, 每个 token 都要和所有 token, 每个 token 和每个 token, 任意两个都要算, 每对 token, 每个词都要和所有词
    shift: 平移不变, shift invariant, invariant to shift, shift invariance
    qhead: query head, q head, query 头, q 头, 查询头
    kvhead: kv head, key value head, kv 头
    setzero: set to zero, set to 0, 置 0, 置零, 置为 0, 清零, 设为 0, 设成 0, 变 0, 置成 0, 填 0, 填零, 填成 0, 填成零, 设成零
    single?: 一个, 一种, 一, one, 1
    timeszero: zero the, zero out, multiply by 0, multiply by zero, multiply with zero, multiply with 0, 乘以 0, 乘 0, times 0, times zero, 乘上 0, 乘零, 置 0, 置零, 清零, pads with zero, 权重清零, 权重置零, 权重置 0, 权重设为 0, 权重设成 0
    same+source: 同源, same source, same origin, same place
    several?: multi head attention, 多头注意力, 多头
    candidate: candidate, candidate item, target item, 候选, 候选物品, 候选商品
    history: history, user history, click history, past behaviour, past behavior, 历史, 历史行为, 行为历史, 历史记录, 行为序列
    recommend: recommend, recommendation, recommender, recommender system, recommendation system, 推荐, 推荐系统
    symmetric: symmetric, symmetrical, symmetry, 对称, 对称的 | asymmetric, asymmetrical, asymmetry, 不对称, 非对称
    additive: additive, 加性
    global: global, 全局
    local: local, 局部
    sparse: sparse, 稀疏
    window: window, sliding window, 窗口, 滑动窗口
    cheaper: cheaper, 更便宜
    own: own, its own, 自己的, 各自的, 各自, 独立的, 单独的, separate set, separate
    own+project: own projection, own projections, sets of projection, own set of projection, separate projection, different projection, own weight matrices, 自己的投影, 各自的投影, 独立的投影, 不同的投影, own w q, own linear map
    attention?: attention, 注意力
    two?: two, 2, both, 两个, 两, 二, 两种
    fast: fast, quick, speedup, 快, 加速, 更快, faster than, quicker than, 快于 | slow, slower than, 慢, 更慢, 慢于
    slow: slower than, 慢于
    grow: higher than, larger than, bigger than, more than, 高于, 大于, 多于
    reduce: lower than, smaller than, less than, fewer than, 低于, 小于, 少于
    above: higher than, larger than, bigger than, more than, greater than, faster than, 高于, 大于, 多于, 快于, 远高于, 远大于, 远快于 | lower than, smaller than, less than, fewer than, slower than, 低于, 小于, 少于, 慢于, 远低于, 远小于
    """

  /// Words that say nothing of their own.
  static let silent = words(
    """
    a an the of to in on at by for with as be it this that these those and or so then than into onto
    over we you they he she i our your their there here also too very just only which who whom what will
    would can could may might must should shall do have if when while because since thus henc
    therefor about such both each any som mor most how why where up out per via its itself simply really
    basically actually them him her me my us one's does using use used like ok teh at things well even now during
    within after before first let lets upon through across onto much off but yet however whereas versus vs
    的 了 把 会 它 是 在 就 也 要 这 那 其 对 让 使 得 而 且 与 及 等 被 给 到 个 里 中 上 下 着 过 能 可 以 为 于 所 之 此 该 我 你
    他 们 只 才 又 再 并 但 因 由 则 若 如 果 种 些 有 吗 呢 吧 啊 嘛 样 么 什 很 更 最 将 令 时 候 份 跟 用 做 当 后 前 来 去 向 地 仅 即
    """)

  /// Words that only help others, and hardly matter.
  static let light = words(
    """
    becom get make go come give take need put let keep turn happen want try help mean call cal say see seem work
    requir allow caus lead think remain stay look set add still all each every size number amount kind way new
    own simply total overall through 成 变 需 到 得 完 出 起 次 后 从
    """)

  /// Words with which something is claimed: auxiliaries, pronouns, connectives.
  static let claiming = words(
    """
    be have has do does will would can could may might must should shall it we you they because since so thus
    henc therefor if when then them but while = ≠ × that which who
    是 会 把 被 使 让 令 将 要 能 因 所 由 导 就 才 都 也 只 而 但 如 否 来 给 对 在 为 没 叫 得 再 仍 可 需 等 随 越 该 用 以 按 边 各 与 跟 比
    """)

  /// A Chinese clause that begins with one of them speaks of what the last one named.
  static let copulas: Set<String> = ["是", "算", "属", "即"]

  /// Who says how much says something: 太大 is no term.
  static let degrees: Set<String> = ["太", "很", "越", "过于", "too", "very"]

  static let pronouns: Set<String> = ["they", "it", "them", "which", "that", "它", "其"]

  /// Verbs, with which something is claimed but in a list of them.
  static let verbs = words(
    """
    becom get make go come give take keep put let turn need requir allow caus lead vanish grow avoid divid
    multiply reduc depend differ remain stay contain happen attend shar learn materializ rescal leak comput writ
    write stor com read see hold maintain process add bring help prevent mean yield push produc equal shrink fit
    replac work skip saturat avoid rememb remember track multipli correct normaliz concatenat forget sit stop
    not no never without 不 无 未 减 记 维 防 乘 除 写 存 看 换 抓 从 到 每 关 切 算 靠 放 搬 加 变 求 合 趋 进 学 读 填 设 置 缩 共 避 更 拆 取 落 保 留 扫 受 丢 拿
    : use apply fill set pick cut split save load mov look focu combin merg lie sit spend gather specialis specializ captur leav reus collaps drop reach goe need exist relat repeat show appear hid stand pay
    """)

  /// Words that are right as they are, though the field has others like them.
  static let common = """
    about above across again against almost along already always among another around away because been best
    better between both bring called case change clear close course deal different done down each either else
    enough even ever every everything exactly example fact find first following found from full general give
    good great half hand hard have here high idea important instead into itself just kind know large last late
    later least left less like likely line list little long look lose main many mean might more most much must
    name near need never next nothing number often once only open order other over own part place plain point
    possible problem quite rather real really reason result right round same second seem sense several short
    should show side simple since single some something sort space start state still such sure system take tell
    term than that their them then there these they thing think third this those though three through time today
    together total toward true turn two type under until upon used useful usual value very want well were what
    when where whether which while whole whose will with within without word work world would year your area
    base class code cycle data during effect end error event form group hour house human image issue job later
    layer level light limit live local loop loss low machine make mark market matter method model money month
    move network note offer page paper past path pattern pay people person phase pick plan play plus power press
    price print prior rate reach report rest ring role room rule run safe sample scene scope seat self set shape
    sign size skill small social source speed spend square stage stand stay stop story study table task team test
    text theory tool top topic track trade train tree trial trick try unit user video view voice wait walk war
    watch water way wide win wind window write batch gate gates chip core cores drive shift spare scare stone
    sparse dense dead low rank bits float half cheap sound found bound mound course coarse lowest fastest
    """

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}

extension Lexicon {
  /// Meanings that hardly matter to a phrasing that has others.
  static let lightMeanings: Set<String> = [
    "still", "back", "from", "all", "result", "step", "each", "mathematically", "position", "token",
    "several", "pattern", "set", "own",
  ]

  /// Meanings of which an answer that has one of a phrasing must not have another in between: Q from
  /// the encoder is not said by "Q from the decoder, K from the encoder".
  static let rivals: [[String]] = [
    ["encoder", "decoder"], ["query", "key", "value"], ["mha", "mqa", "gqa"],
    ["old", "past", "new"], ["single", "two"], ["past−new", "new−past"], ["all", "group"],
    ["before softmax", "after softmax"],
    ["zero", "neginf"], ["qhead", "kvhead"],
    ["row", "column"], ["selfattn", "crossattn"],
    ["hbm", "sram"], ["max", "sum"], ["m", "l"],
  ]
  /// What other things are likened to.
  static let systems: Set<String> = ["rnn", "mha", "mqa", "gqa", "selfattn", "crossattn"]

  static let rivalGroup: [String: Int] = Dictionary(
    rivals.enumerated().flatMap { group, names in names.map { ($0, group) } },
    uniquingKeysWith: { first, _ in first })

  /// What goes wrong: who says that it is kept away also says that it is there.
  static let hazards: Set<String> = ["saturate", "vanish", "explode", "leak", "uniform"]
}
