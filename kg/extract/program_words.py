"""The closed classes of words by which a program is told from ordinary prose. Grammar only: no name of a program."""

from __future__ import annotations

import re

from kg.grammar import MadeOf

# Verbs that carry a practice out; a name tends to follow them.
DOING = tuple(
    "开展 实施 推行 推进 推动 探索 打造 创建 启动 建立 健全 落实 深化 完善 抓好 抓实 组织 召开 制定 坚持 实行 执行 推广 创新 构建 设立 举办 做好 "
    "做实 搞好 狠抓 巩固 拓展 扎实开展 深入开展 继续 强化 加强 规范 提升 参与 争创 发放 围绕 结合 通过 以 将 把 对 抓 建好 建 从 到 涵盖 包括 推出 试行 "
    "全面推行 全面实施 深入实施 大力实施 扎实推进 深入推进 持续推进 统筹推进 积极推进 加快推进 稳步推进 创设 开创 命名 评选 申报 培育 运用 用好".split()
)
# Head words of practices. A name ends in one of them; what stands before says which.
HEADS = tuple(
    "工程 行动计划 行动 专项整治 专项行动 专项治理 整治 整顿 创评 评议 述职评议 积分制管理 积分管理 网格化管理 责任制 积分制 制度 机制 工作法 工作模式 模式 规范年 强化年 提升年 建设年 落实年 "
    "攻坚年 服务年 质量年 创新年 示范点 示范带 权力清单 负面清单 责任清单 网络平台 结对共建 共建 联席会议制度 联席会议 联席会 联席会制度 主题党日 党日 组织生活会 创建 走访 关爱资金 资金池 指数 报到服务 联系点制度 "
    "改造提升工程 改造提升 党建 主题教育 教育实践活动 志愿服务 比武 大赛 竞赛 试点 评选 驿站 先锋岗 责任区 计划 联盟 讲习所 战略 攻坚战 攻坚行动 提升行动 课堂 大讲堂 培训班 试验区 示范区 治理中心".split()
)
# Head words that also end ordinary phrases: they count only where something is said to be carried out.
WEAK_HEADS = frozenset(
    "试点 行动 整治 制度 机制 模式 共建 创建 走访 党建 计划 评选 联盟 志愿服务 培训班 课堂 示范区 工程".split()
)
PRACTICE_AFTER = re.compile(
    r"(?:[^，。；：、“”的]{0,4}?)(?:工程|行动|计划|活动|机制|制度|模式|创评|创建|管理|试点|项目|品牌|建设|平台|专项|战略|工作法|评选|主题|教育|工作|措施|体系|服务|党建|实践|整治|治理|学习|民主|网络|工作室|论坛|党日|先锋|家园|计划|做法|经验|大讨论|主要任务|制(?![定造作约止服]))"
    r"|(?:[一二三四五六七八九]步走)?的(?:工作|总体|基本|发展|管理|治理|服务)?(?:模式|思路|方法|做法|机制|路径|举措|格局|路子|体系|办法|要求)"
)
# A quotation directly after one of these verbs is what is founded or carried out.
FOUNDING_BEFORE = re.compile(
    r"(?:建立|创建|创立|创设|创办|创新|推出|发布|新建|建成|打造|争创|深化|依托|借助|上线|研发|开发|做强|唱响|举办|提出的?|开设|设立|推行|试行|实施|开展|启动|推广|探索|擦亮|叫响|命名|用好|建好)(?:了|起|出)?(?:[\u4e00-\u9fff]{0,6}的)?(?:[\u4e00-\u9fff]{2})?$"
)
FIGURE_AFTER = re.compile(
    r"(?:理念|观念|字|问题|现象|的(?:问题|现象|信心|本领|精神|观念|状态|局面|心态|说法|误区|怪圈)|效应|思维|意识|精神|思想|式|之风|关系|向|转变|。”|等(?:问题|现象)|之类|怎么|是|吗|呢|，就|了)"
)
BAD_BEFORE = re.compile(
    r"(?:做|搞|叫|称|称为|称作|所谓|说|讲|变成|变|成|当|当作|从|由|换来|存在|出现|防止|避免|克服|杜绝|解决|不能|不要|只|像|如同|一个|这个|几个|不是|就是|树立|用|问到|牢固|发扬|弘扬|的|给|对|在|有|让|激发|点燃|上|下)$"
)
# Words that make a quoted string a figure of speech, a category or a saying rather than a name.
BAD_QUOTED = re.compile(
    r"^(?:两新|两委|三农|四大家|两代表一委员|第一责任人?|第一书记|一把手|最后一公里|回头看|灯下黑|两张皮|两层皮|高大上|长板|短板|补课|回潮|口袋书|主人翁|牛鼻子|压舱石|指挥棒|软指标|硬任务|问题清单|十[一二三四五六]五)$|"
    r"[了吗呢吧啊]$|^一[张盘条股盆碗把本][\u4e00-\u9fff]$|效应$|精神$|意识$|思维$|[加减乘除]法$|(?:样板|标杆|高地|升级版|名片|引擎|增长极|强磁场|桥头堡|排头兵|领头雁|主力军|主心骨|顶梁柱|先行区|新画卷|新篇章?|新局面|答卷|密码|钥匙|底色|短板|难题|堵点|痛点|通病|把关人|守门人|助推器|加油站|强化剂|护林员|定盘星|主旋律|大合唱|组合拳|及时雨|定心丸|金钥匙|百花园)$|[。！？?]"
)
# Words that begin a saying more often than a name: they count against it unless a practice follows (“有事好商量”平台).
SAYING = re.compile("^(?:不|没|怎么|要|能|会|是|有|在|把|被|让|为|我|你|他|谁|什么|如何|真|多)")
# Forms that names of programs have and ordinary words hardly ever.
TYPICAL_NAME = re.compile(
    r"^\d{1,2}(?:\+\d{1,2})+(?:\+?[NXn])?$|^\d(?:\+[NXn])$|(?:党建|党建\+|党建＋)|(?:工程|行动|计划|工作法|规范年|[建提强攻服质]\w年|之星|先锋|主题党日|星级|创评|驿站|夜话|课堂|物业|积分|旗帜|旗?党旗.*|讲堂|攻坚战|战略|战|机制|制度|模式|夜校|体系|平台|联盟|之家|集结号|大讨论|大走访|大比武|示范区|示范点|示范带|专班|服务队|直通车|议事厅|服务圈|联络圈|集市|市集|微讲堂|合伙人|共同体|朋友圈|工作室|工作站|项目|品牌|活动)$|^[双三四五六七八九十][^。，]{1,5}[星指联有创员带晒评述谈]|指数$|强化年$"
)


def last_clause(text: str) -> str:
    """What stands after the last mark between clauses."""
    return text[1 + max(map(text.rfind, "，。；：！？\n")) :]


_FORMULA_MARK = re.compile("[，、；,]")


# 企业独建，园区联建，行业统建: clauses of one measure are a formula, not a sentence
def is_formula(inner: str) -> bool:
    """Whether a quoted string is made of two or more clauses of one length, at least three where they are short."""
    clauses = _FORMULA_MARK.split(inner)
    return len(clauses) > 1 and len({len(clause) for clause in clauses}) == 1 and 3 <= len(clauses[0]) <= 10


NUMBERED = re.compile(
    r"^(?:[一二两三四五六七八九十]|双|\d)(?:个)?[^，。、]{1,6}$|^[一二三四五六七八九十].[一二三四五六七八九十].$"
)
GENERIC_STEM = MadeOf(
    "履职 调研 政协 工作 管理 各项 相关 有关 有效 长效 体制 体制机制 规章 组织 活动 日常 主要 具体 重点 重大 专项 领导 责任 考核 监督 监管 协调 联动 运行 保障 激励 约束 评价 监督管理 "
    "这个 这项 一系列 一些 基本 根本 科学 完善 健全 创新 基层 项目 民生 惠民 系统 复杂 政治 规范 经济 社会 发展 民主 生活 学习 教育 党内 干部 党员 群众 培训 村级 全国 全省 全市 "
    "统筹 推进 落实 标准 方法 载体 工作推进 自觉 思想 思想和 实际 一致 集体 统一 共同 具体工作 年度 三年 五年 综合 示范 先进 典型 文化 组织生活 党的 生产 农村 城市 城乡 社区 机关 企业 一把手 民心 督查 满意度 伟大 新的伟大 党的建设新的伟大 重点工作 政治工作 思想政治 群众 形象 安全 生产 实事 "
    "单位 部门 支部 党组织 党支部 乡镇 街道 县列 抓 县 市 区 省 好 党 整体 试点 治理 人才 服务 人事 财务 规划 行动 改革 开放 法律 国家".split()
)
# 双五星创评, 双五星创建: the name and a word for what is done with it.
ACTIVITY = re.compile(r"(?:创评|创建|评选|管理|建设|活动|工作|机制|制度|试点|体系|行动|计划)$")
# 基层党建, 机关党建: a field of work, not a program.
FIELD = re.compile(
    r".*(?:基层|机关|社区|农村|城市|街道|乡镇|企业|单位|学校|医院|高校|组织|支部|领域|交流|贯穿|全区|全市|全县|行业|政协|楼宇|商圈|园区|工作|成果|抓|城乡|国企|非公|互联网|贯彻|问题整改)党建$"
)
# Words at which a nominal cannot go on to the left.
STOP = frozenset(
    "打 接受 确保 外出 参观 全面推行 争做 争当 保证 的 了 着 过 在 对 到 和 与 及 以及 或 是 有 把 被 从 由 为 向 将 以 其 这 那 等 各 每 该 我 我们 你 他 他们 不 也 都 要 能 会 可 就 还 又 再 更 很 最 没有 没 并 且 而 但 "
    "各级 各项 各类 各地 各单位 各部门 全市 全县 全区 全省 我市 我县 我省 我区 今年 去年 明年 当前 目前 近期 进一步 切实 认真 深入 扎实 积极 全面 严格 不断 持续 大力 继续 加快 着力 "
    "充分 一是 二是 三是 四是 五是 一要 二要 三要 四要 五要 六要 七要 这项 一项 几项 一次 一个 两个 三个 几个 各个 所有 全部 整个 通过 围绕 按照 根据 针对 对照 结合 依托 利用 "
    "开展 实施 推行 推进 推动 探索 打造 启动 建立 健全 落实 深化 完善 抓好 抓实 召开 制定 坚持 实行 执行 推广 构建 设立 举办 做好 加强 强化 搞好 狠抓 巩固 拓展 发放 争创 参与 参加 "
    "成立 形成 出台 明确 确定 突出 注重 抓 建 建好 做 搞 看 说 讲 用 让 使 来 去 上 下 中 里 内 后 前 时 之 所 多 少 新 大 好 已 已经 正在 开始 完成 存在 如 比如 例如 像 关于 "
    "推出 试行 织密 细化 引入 统筹 聚焦 瞄准 紧盯 紧扣 纳入 列为 作为 成为 称为 是否 如何 怎么 什么 尤其 特别 重点 主要 加大 提高 改进 优化 创新 运用 用好 发挥 组织开展 把握 "
    "实现 促进 帮助 引导 动员 要求 决定 安排 部署 研究 讨论 学习 宣传 贯彻 执行 监督 检查 指导 重视 狠 逐步 逐级 常态化 率先 高质量 县列 县委 市委 省委 区委".split()
)
# Words at the beginning of a nominal that are not part of the name.
LEADING = re.compile(
    r"(?:[一二三四五六七八九十]+[项个种条次]|个|荣获|获得|获评|入选|召开|举行|参加|出席|迅速|立即|统一|集中|丰富多彩的?|各级|各项|全市|全县|全省|全区|我市|我县|我们|基层组织的?|对|以|把|将|抓|和|及|的|了|好|在|是|有|到|从|由|为|向|等|与|各|县列|今年|明年|去年|本|该|这|那|其|一个|一批|一系列|所有|相关|有关|有效|\d+个)"
)
