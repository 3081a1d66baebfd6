// What the page says, in Chinese and English, and the switch between them.
"use strict";
window.kg = {};
(function (kg) {
  const TEXTS = {
    skip: ["跳到正文", "Skip to content"],
    search: ["搜索名称和别名（/）", "Search names and aliases (/)"],
    results: ["搜索结果", "Results"],
    nothing: ["没有找到", "Nothing found"],
    views: ["视图", "Views"],
    graph: ["图谱", "Graph"],
    table: ["项目 × 讲话", "Programs × speeches"],
    report: ["报告", "Report"],
    none: ["无", "none"],
    cutRows: ["表中是 {total} 行中的前 {shown} 行", "Shown: the first {shown} of {total} rows"],
    filters: ["筛选", "Filters"],
    types: ["类型", "Types"],
    relations: ["关系", "Relations"],
    speeches: ["讲话", "Speeches"],
    speechesHint: ["勾选后只看这些讲话提及的内容", "Tick to see only what these speeches mention"],
    reset: ["恢复默认", "Reset"],
    canvas: ["图谱画布：方向键平移，加减号缩放；同样的内容可在搜索框、表格和原文面板中用键盘读到",
      "Graph canvas: arrow keys pan, plus and minus zoom; search, table and panel hold the same for the keyboard"],
    hint: ["点选节点或连线，查看原文 · 按 / 搜索 · 滚轮缩放",
      "Click a node or a line to read the text · / to search · wheel to zoom"],
    zoomIn: ["放大", "Zoom in"],
    zoomOut: ["缩小", "Zoom out"],
    fit: ["全图", "Fit"],
    panel: ["原文依据", "Evidence"],
    close: ["关闭", "Close"],
    about: ["每条信息都附原文出处；本页不访问网络。", "Every fact carries its quotation; this page uses no network."],
    counts: ["{speeches} 篇讲话 · {nodes} 个节点 · {edges} 条关系", "{speeches} speeches · {nodes} nodes · {edges} relations"],
    cut: ["图中是 {total} 个节点中最重要的 {shown} 个", "Shown: the {shown} most important of {total} nodes"],
    ofTotal: ["显示 {shown}，共 {total}", "{shown} shown of {total}"],
    aliases: ["又名", "Also"],
    date: ["日期", "Date"],
    speaker: ["讲话人", "Speaker"],
    position: ["职务", "Position"],
    place: ["地点", "Place"],
    file: ["文件", "File"],
    kind: ["版本", "Version"],
    same: ["相同副本", "same text"],
    redacted: ["隐去版", "redacted"],
    edited: ["改动版", "edited"],
    similarity: ["相似度", "Similarity"],
    as: ["隐去的是", "Stands for"],
    hole: ["隐去类别", "Hole"],
    code: ["区划代码", "Division code"],
    level: ["级别", "Level"],
    parents: ["上级", "Part of"],
    encoding: ["编码", "Encoding"],
    characters: ["字数", "Characters"],
    org: ["单位", "Organization"],
    title: ["职衔", "Title"],
    mentions: ["提及 {mentions} 次 · {speeches} 篇讲话", "{mentions} mentions · {speeches} speeches"],
    span: ["{first} 至 {last}", "{first} to {last}"],
    inferred: ["由上下文推断", "inferred from context"],
    times: ["{count} 次", "{count}×"],
    quotes: ["原文", "Quotations"],
    page: ["第 {page} 页", "p. {page}"],
    noQuotes: ["由文件结构或版本比对得出，没有单句原文", "Follows from files or versions, not from one sentence"],
    more: ["另有 {count} 处未收入本页", "{count} more are not in this page"],
    moreItems: ["再显示 {count} 项", "{count} more"],
    mentionedIn: ["出现于讲话", "Mentioned in"],
    foldVersions: ["合并同一讲话的各版本", "Versions of one talk as one"],
    sort: ["排序", "Sort by"],
    byFirst: ["首次出现", "first mention"],
    byTotal: ["总次数", "total"],
    byName: ["名称", "name"],
    program: ["项目/活动", "Program"],
    total: ["合计", "Total"],
    undated: ["日期不详", "no date"],
    caption: ["各篇讲话提及各项目/活动的次数；点数字看原文",
      "How often each speech names each program; click a number for the text"],
    cutTable: ["表中是 {total} 个项目/活动中最重要的 {shown} 个", "Shown: {shown} of {total} programs"],
    noPrograms: ["没有找到项目/活动", "No programs found"],
    language: ["English", "中文"],
    separator: ["：", ": "],
  };
  let english = false;

  // The text for `key`, its {slots} filled from `slots`.
  kg.text = function (key, slots) {
    const pair = TEXTS[key];
    const text = pair ? pair[english ? 1 : 0] : key;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(slots[name]));
  };

  kg.hasText = (key) => key in TEXTS;

  // The label of a type or relation from the vocabulary.
  kg.label = (kind) => (english ? kind.en : kind.zh);

  kg.english = () => english;

  kg.setEnglish = function (value) {
    english = value;
    document.documentElement.lang = english ? "en" : "zh-CN";
    for (const element of document.querySelectorAll("[data-text]")) {
      element.textContent = kg.text(element.dataset.text);
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", kg.text(element.dataset.label));
    }
  };
})(window.kg);
