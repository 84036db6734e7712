/*
 * Plan Assistant on any web page, by one tag:
 *
 *   <script src="https://HOST/widget/plan-assistant.js" data-api="https://HOST" data-language="ja" defer></script>
 *
 * data-api       address of the API; without it, the address this script came from
 * data-language  ja (default) or en
 *
 * Everything lives in a shadow root, so the page's styles and this widget's do not meet. What the API sends is only ever
 * set as text, never as HTML. Nothing is written to the console, and nothing is kept after the browser tab is closed.
 */
(() => {
  "use strict";

  const TAG = "plan-assistant";
  const QUESTION_LENGTH = 300; // the longest question that the API takes
  const TIMEOUT_MS = 30000; // an answer takes milliseconds; a language model that phrases it may take seconds
  const EXCHANGES_KEPT = 20; // how many questions survive a change of page
  const EXAMPLES = 2; // questions offered before the first one
  const NARROW = "(max-width: 480px)"; // the panel fills the screen

  const WORDS = {
    ja: {
      launcher: "計画について質問する",
      title: "計画について質問する",
      close: "閉じる",
      larger: "文字を大きく",
      smaller: "文字を標準に",
      otherLanguage: "English",
      restart: "最初から",
      log: "質問と回答",
      welcome: "市の計画に載っている事業の担当課、年度ごとの目標値、取組の内容などをお答えします。",
      notice:
        "回答は計画の文書をもとに自動で作成しています。大切なことは出典をご確認ください。お名前や電話番号などの個人情報は入力しないでください。",
      plans: "お答えできる計画",
      examples: "質問の例",
      example: "「{title}」の担当課はどこですか",
      question: "質問を入力してください",
      placeholder: "例：電子申請の担当課",
      send: "質問する",
      you: "あなたの質問",
      answer: "回答",
      waiting: "計画を調べています",
      mark: "出典{number}を開く",
      sources: "出典（選ぶと、計画の該当する箇所を表示します）",
      place: "{page}ページ {first}〜{last}行目",
      placeOneLine: "{page}ページ {first}行目",
      plan: "計画",
      project: "事業",
      where: "場所",
      open: "文書を開く（新しいタブ）",
      back: "回答に戻る",
      candidates: "お探しの事業を選んでください",
      about: "「{title}」について：{question}",
      suggestions: "続けて質問できます",
      retry: "もう一度試す",
      edit: "質問を直す",
      era: "{era}{number}年度",
      eras: "{era}{number}〜{last}年度",
      separator: "、",
      statuses: {
        not_found: "計画に記載がありません",
        out_of_scope: "登録されている計画の対象外です",
        clarify: "当てはまる事業が複数あります",
        refused: "このご依頼にはお答えできません",
      },
      problems: {
        offline: "回答サーバーにつながりませんでした。通信の状態を確認して、もう一度お試しください。",
        slow: "時間内に回答が届きませんでした。少し待ってから、もう一度お試しください。",
        busy: "ただいま混み合っています。少し待ってから、もう一度お試しください。",
        refused: "質問を受け付けられませんでした。短くするか、別の言葉でお試しください。",
        failed: "ただいま回答できません。少し待ってから、もう一度お試しください。",
      },
    },
    en: {
      launcher: "Ask about the plans",
      title: "Ask about the plans",
      close: "Close",
      larger: "Larger text",
      smaller: "Normal text",
      otherLanguage: "日本語",
      restart: "Start over",
      log: "Questions and answers",
      welcome:
        "Answers about the projects in the city's plans: the department responsible, the target for each fiscal year, and what is done.",
      notice:
        "Answers are made automatically from the plan documents. Please check the source for anything important, and do not enter names, telephone numbers or other personal information.",
      plans: "Plans you can ask about",
      examples: "For example",
      example: "Which department is responsible for 「{title}」?",
      question: "Your question",
      placeholder: "e.g. Who runs online applications?",
      send: "Ask",
      you: "Your question",
      answer: "Answer",
      waiting: "Looking in the plans",
      mark: "Open source {number}",
      sources: "Sources (choose one to see that part of the plan)",
      place: "page {page}, lines {first}–{last}",
      placeOneLine: "page {page}, line {first}",
      plan: "Plan",
      project: "Project",
      where: "Where",
      open: "Open the document (new tab)",
      back: "Back to the answer",
      candidates: "Choose the project you mean",
      about: "About 「{title}」: {question}",
      suggestions: "You can go on with",
      retry: "Try again",
      edit: "Change the question",
      era: "FY{western}",
      eras: "FY{western}–{westernLast}",
      separator: ", ",
      statuses: {
        not_found: "The plans do not say",
        out_of_scope: "Not about the plans listed here",
        clarify: "Several projects fit",
        refused: "This request cannot be answered",
      },
      problems: {
        offline: "The answer server could not be reached. Check your connection, then try again.",
        slow: "No answer came in time. Wait a moment, then try again.",
        busy: "Many people are asking just now. Wait a moment, then try again.",
        refused: "The question was not accepted. Make it shorter, or use other words.",
        failed: "No answer can be given just now. Wait a moment, then try again.",
      },
    },
  };

  const ERAS = { R: ["令和", 2018], H: ["平成", 1988] }; // name, and the year before its first

  const STYLE = `
    :host { all: initial !important; display: block !important; position: fixed !important; inset: auto 0 0 auto !important;
      width: 0 !important; height: 0 !important; z-index: 2147483000 !important; }
    @media print { :host { display: none !important; } }
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .root { --text: 18px; --ink: #1a1a1a; --soft-ink: #4a5560; --paper: #fff; --tint: #eef4fa; --line: #6b7785;
      --accent: #0b4f8a; --accent-dark: #083b68; --quote: #fff8e1; --warn: #8a3b00;
      color: var(--ink); color-scheme: light; line-height: 1.7; font-size: var(--text); text-align: start;
      font-family: "BIZ UDPGothic", "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", sans-serif;
      line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .root.large { --text: 24px; }
    button, textarea { font: inherit; color: inherit; margin: 0; }
    button { cursor: pointer; min-width: 44px; min-height: 44px; line-height: 1.4; text-align: start; background: var(--paper);
      border: 2px solid var(--accent); border-radius: 8px; padding: 8px 14px; color: var(--accent-dark); }
    button:hover { background: var(--tint); }
    :focus { outline: none; }
    :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 6px #ffd24d; }
    h2, h3, p, ul, ol, dl, dd, blockquote { margin: 0; padding: 0; }
    h2, h3 { font-size: 1em; line-height: 1.4; font-weight: 700; }
    h2, h3, button, label { word-break: auto-phrase; }

    .launcher { position: fixed; right: 20px; bottom: calc(20px + env(safe-area-inset-bottom, 0px)); display: flex;
      align-items: center; gap: 12px; min-height: 64px; max-width: calc(100vw - 40px); padding: 8px 24px 8px 10px;
      font-size: 18px; font-weight: 700; color: #fff; background: var(--accent); border: 2px solid #fff; border-radius: 34px;
      box-shadow: 0 4px 16px rgba(0, 0, 0, .35); }
    .launcher:hover { background: var(--accent-dark); }
    .launcher span[aria-hidden] { flex: none; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 50%;
      font-size: 26px; line-height: 1; color: var(--accent); background: #fff; }

    .panel { position: fixed; right: 20px; bottom: 20px; display: flex; flex-direction: column; width: 460px;
      max-width: calc(100vw - 40px); height: min(720px, calc(100vh - 40px)); height: min(720px, calc(100dvh - 40px));
      background: var(--paper); border: 1px solid var(--line); border-radius: 14px; overflow: hidden;
      box-shadow: 0 8px 40px rgba(0, 0, 0, .35); }
    .large .panel { width: 600px; }
    header { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 10px 12px 10px 16px;
      color: #fff; background: var(--accent); }
    header h2 { flex: 1 1 0; min-width: 8em; font-size: 1.1em; }
    header button { color: #fff; background: transparent; border-color: #fff; padding: 4px 12px; }
    header button:hover { background: var(--accent-dark); }
    .tools { display: flex; flex-wrap: wrap; gap: 6px; width: 100%; }
    header :focus-visible { outline-color: #fff; box-shadow: 0 0 0 6px var(--ink); }

    .log { position: relative; flex: 1 1 auto; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; }
    .log:focus-visible { outline-offset: -4px; box-shadow: none; }
    .log > * + * { margin-top: 24px; }
    .stack > * + * { margin-top: 10px; }
    .soft { color: var(--soft-ink); }
    .welcome ul { padding-left: 1.3em; }
    .actions { display: flex; flex-direction: column; gap: 8px; align-items: flex-start; }
    .actions button { border-radius: 22px; }
    .exchange:focus { outline: none; box-shadow: none; }
    .question { margin-left: auto; width: fit-content; max-width: 88%; padding: 10px 14px; background: var(--tint);
      border-radius: 14px 14px 2px 14px; white-space: pre-wrap; }
    .reply { border-left: 4px solid var(--accent); padding-left: 14px; }
    .away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .status { width: fit-content; padding: 2px 12px; font-weight: 700; color: var(--warn); background: #fff4e5;
      border: 1px solid currentColor; border-radius: 6px; }
    .answer { white-space: pre-wrap; }
    .mark { display: inline-grid; place-items: center; padding: 0; margin: -6px 0; vertical-align: middle; background: none;
      border: 0; }
    .mark:hover { background: none; }
    .tied { white-space: nowrap; }
    .mark span, .source b { flex: none; height: fit-content; min-width: 32px; padding: 0 6px; border-radius: 8px; text-align: center; font-weight: 700; line-height: 1.6; color: #fff; background: var(--accent); }
    .mark:hover span { background: var(--accent-dark); text-decoration: underline; }
    .sources ol { list-style: none; }
    .sources li + li { margin-top: 8px; }
    .source { display: flex; gap: 10px; width: 100%; border-width: 1px; border-color: var(--line); }
    .place { display: block; color: var(--soft-ink); }
    .source[aria-expanded="true"] { background: var(--tint); border-radius: 8px 8px 0 0; }
    .source::after { content: "＋"; flex: none; margin-left: auto; }
    .source[aria-expanded="true"]::after { content: "－"; }
    .detail { padding: 12px 14px 14px; border: 1px solid var(--line); border-top: 0; border-radius: 0 0 8px 8px; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; }
    dt { color: var(--soft-ink); white-space: nowrap; }
    dd { min-width: 0; }
    blockquote { padding: 10px 14px; white-space: pre-wrap; background: var(--quote); border-left: 4px solid #b35900; }
    a { display: inline-flex; align-items: center; min-height: 44px; color: var(--accent-dark); text-underline-offset: 4px; }
    .problem { padding: 12px 14px; border: 2px solid var(--warn); border-radius: 8px; background: #fff4e5; }
    .waiting::after { content: ""; display: inline-block; width: 1.5em; text-align: left; }
    @media (prefers-reduced-motion: no-preference) {
      .log { scroll-behavior: smooth; }
      .waiting::after { animation: dots 1.2s steps(1) infinite; }
    }
    @media (prefers-reduced-motion: reduce) { .waiting::after { content: "…"; } }
    @keyframes dots { 0% { content: ""; } 25% { content: "・"; } 50% { content: "・・"; } 75% { content: "・・・"; } }

    form { flex: none; display: grid; grid-template-columns: 1fr auto; gap: 4px 8px; padding: 10px 16px 14px;
      padding-bottom: calc(14px + env(safe-area-inset-bottom, 0px)); border-top: 1px solid var(--line); background: var(--paper); }
    label { grid-column: 1 / -1; font-weight: 700; line-height: 1.4; }
    textarea { width: 100%; min-height: 44px; padding: 8px 12px; line-height: 1.4; resize: none; background: var(--paper);
      border: 2px solid var(--line); border-radius: 8px; }
    textarea::placeholder { color: #595f66; opacity: 1; }
    .send { align-self: stretch; padding: 8px 16px; font-weight: 700; text-align: center; color: #fff; background: var(--accent); }
    .send:hover { background: var(--accent-dark); }
    .send[aria-disabled="true"] { color: #333; background: #d5dbe1; border-color: var(--line); cursor: default; }

    @media ${NARROW} {
      .panel, .large .panel { inset: 0; width: 100%; max-width: none; height: 100vh; height: 100dvh; border: 0; border-radius: 0; }
      header { font-size: 18px; }
    }
    @media (max-height: 420px) {
      .panel { overflow-y: auto; }
      .log { flex: none; overflow: visible; }
    }
    @media (forced-colors: active) { .mark span, .send, .launcher, header { border: 1px solid; } }
  `;

  const script = document.currentScript;
  if (!script || document.querySelector(TAG)) return;
  const api = (script.dataset.api || new URL(script.src, document.baseURI).origin).replace(/\/+$/, "");
  const narrow = window.matchMedia(NARROW);
  const storageKey = `plan-assistant ${api}`;
  const pageLanguage = script.dataset.language === "en" ? "en" : "ja";

  // What the visitor sees follows from this; `exchanges` are { question, reply } or { question, problem, detail }.
  // `chosen` is the language asked for by the visitor or the page; null lets the API go by the question.
  const state = {
    language: pageLanguage,
    chosen: pageLanguage === "en" ? "en" : null,
    large: false,
    busy: false,
    conversationId: null,
    exchanges: [],
    unanswered: "",
    plans: [],
    examples: [],
    welcomed: false,
    pageOverflow: "",
  };
  const ui = {};
  const shownAs = new WeakMap(); // the element that an exchange is shown as; another one once the language was switched

  /* ---- small tools ---- */

  /** The words of the language in use. */
  function words() {
    return WORDS[state.language];
  }

  /** `pattern` with each {name} filled in. */
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  /** A new element; strings among the children become text. */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  /** A button that does `action`. */
  function button(text, action, attributes = {}) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", action);
    return made;
  }

  /** `R6` as { era, number, western }; null for other text. */
  function fiscalYear(year) {
    const era = ERAS[year[0]];
    const number = Number(year.slice(1));
    return era && number ? { era: era[0], number, western: era[1] + number } : null;
  }

  /** `R6-R9` as people read it: 令和6〜9年度, FY2024–2027. */
  function period(years) {
    const [first, last] = String(years).split("-").map(fiscalYear);
    if (!first) return String(years);
    if (!last) return fill(words().era, first);
    if (first.era !== last.era) return [first, last].map((year) => fill(words().era, year)).join("〜");
    return fill(words().eras, { ...first, last: last.number, westernLast: last.western });
  }

  /** Page and lines of a citation. */
  function place(citation) {
    const pattern = citation.line_start === citation.line_end ? words().placeOneLine : words().place;
    return fill(pattern, { page: citation.page, first: citation.line_start, last: citation.line_end });
  }

  /** The address of a document; null unless it is a web address. */
  function documentAddress(url) {
    try {
      const address = new URL(url, `${api}/`);
      return ["http:", "https:"].includes(address.protocol) ? address.href : null;
    } catch {
      return null;
    }
  }

  /* ---- the API ---- */

  /** A parsed reply; rejects with { problem, detail } when there is none. */
  async function call(path, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(api + path, { ...options, signal: stop.signal, credentials: "omit" });
      const body = await response.json().catch(() => null);
      if (response.ok && body) return body;
      throw { problem: problemOf(response.status), detail: detailOf(response, body) };
    } catch (error) {
      throw error && error.problem ? error : { problem: stop.signal.aborted ? "slow" : "offline", detail: "" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a problem tells a visitor; nothing for a server that failed, which says what only its administrator can use. */
  function detailOf(response, body) {
    return response.status < 500 && body && typeof body.detail === "string" ? body.detail : "";
  }

  /** The kind of problem that a status tells of. */
  function problemOf(status) {
    if (status === 429) return "busy";
    return status >= 400 && status < 500 ? "refused" : "failed";
  }

  /** The reply to a question. */
  function askApi(question) {
    const body = JSON.stringify({ question, conversation_id: state.conversationId, language: state.chosen });
    return call("/v1/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  }

  /** Plans and example questions for the welcome; the welcome does without them when they cannot be had. */
  async function fetchWelcome() {
    if (state.welcomed) return;
    state.welcomed = true;
    try {
      const [plans, projects] = await Promise.all([call("/v1/plans"), call(`/v1/projects?limit=${EXAMPLES}`)]);
      state.plans = plans.plans;
      state.examples = projects.projects.slice(0, EXAMPLES);
      if (ui.welcome) ui.welcome.replaceWith((ui.welcome = welcome()));
    } catch {
      state.welcomed = false; // asked for again when the panel is next opened
    }
  }

  /* ---- what is kept while the browser tab is open ---- */

  /** Nothing; conversation, choices and a last question without its answer survive a change of page. */
  function keep() {
    const { language, chosen, large, conversationId, exchanges } = state;
    const answered = exchanges.filter((exchange) => exchange.reply).slice(-EXCHANGES_KEPT);
    const last = exchanges[exchanges.length - 1];
    const unanswered = last && !last.reply && last.problem !== "refused" ? last.question : "";
    try {
      sessionStorage.setItem(storageKey, JSON.stringify({ language, chosen, large, conversationId, exchanges: answered, unanswered }));
    } catch {
      // a browser that keeps nothing: the conversation lasts as long as the page
    }
  }

  /** Nothing; what was kept is in use again. */
  function restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(storageKey) || "null");
      if (kept && WORDS[kept.language] && Array.isArray(kept.exchanges)) Object.assign(state, kept);
    } catch {
      // nothing that can be read: start afresh
    }
  }

  /* ---- asking ---- */

  /** Nothing; the question and then its answer or problem stand in the log. */
  async function ask(question, takeFocus) {
    if (state.busy || !question.trim()) return;
    const exchange = { question: question.trim() };
    state.exchanges.push(exchange);
    keep();
    setBusy(true);
    ui.log.querySelectorAll(".next").forEach((old) => old.remove());
    const shown = showExchange(exchange);
    if (takeFocus || narrow.matches) shown.focus({ preventScroll: true });
    try {
      exchange.reply = await askApi(exchange.question);
    } catch ({ problem, detail }) {
      Object.assign(exchange, { problem: problem || "failed", detail: detail || "" });
    }
    setBusy(false);
    if (!state.exchanges.includes(exchange)) return; // the visitor has started over
    if (exchange.reply) state.conversationId = exchange.reply.conversation_id;
    shownAs.get(exchange).lastElementChild.replaceWith(outcome(exchange, true));
    scrollTo(shownAs.get(exchange));
    keep();
  }

  /** Nothing; while busy, another question is not sent. */
  function setBusy(busy) {
    state.busy = busy;
    ui.send.setAttribute("aria-disabled", String(busy));
  }

  /** Nothing; the failed exchange is gone, and its question asked again. */
  function askAgain(exchange) {
    dropExchange(exchange);
    ask(exchange.question, true);
  }

  /** Nothing; the failed exchange is gone, and its question stands in the input. */
  function editAgain(exchange) {
    dropExchange(exchange);
    ui.input.value = exchange.question;
    ui.input.focus();
  }

  /** Nothing; `exchange` is gone from the conversation. */
  function dropExchange(exchange) {
    state.exchanges = state.exchanges.filter((other) => other !== exchange);
    showLog();
  }

  /** Nothing; the conversation starts anew. */
  function startOver() {
    Object.assign(state, { conversationId: null, exchanges: [] });
    keep();
    showLog();
    ui.log.scrollTop = 0;
    ui.input.focus();
  }

  /* ---- the log ---- */

  /** Nothing; the log shows welcome and conversation in the language in use, without being read out again. */
  function showLog() {
    ui.log.setAttribute("aria-live", "off");
    ui.log.replaceChildren((ui.welcome = welcome()));
    state.exchanges.forEach((exchange) => showExchange(exchange));
    setTimeout(() => ui.log.setAttribute("aria-live", "polite"), 100);
  }

  /** What can be asked. */
  function welcome() {
    const text = words();
    const made = element("div", { class: "welcome stack" }, element("p", {}, text.welcome));
    if (state.plans.length) {
      const items = state.plans.map((plan) => element("li", {}, plan.title, element("span", { class: "tied" }, `（${period(plan.period)}）`)));
      made.append(element("h3", {}, text.plans), element("ul", {}, ...items));
    }
    made.append(element("p", { class: "soft" }, text.notice));
    if (state.examples.length && !state.exchanges.length) {
      const examples = state.examples.map((project) => fill(text.example, { title: project.title }));
      made.append(questions(text.examples, examples.map((example) => [example, example])));
    }
    return made;
  }

  /** The element of an exchange, put at the end of the log. */
  function showExchange(exchange) {
    const text = words();
    const question = element("p", { class: "question" }, element("span", { class: "away" }, `${text.you}：`), exchange.question);
    const latest = exchange === state.exchanges[state.exchanges.length - 1];
    const made = element("div", { class: "exchange stack", tabindex: "-1" }, question, outcome(exchange, latest));
    shownAs.set(exchange, made);
    ui.log.append(made);
    scrollTo(made);
    return made;
  }

  /** Nothing; `shown` stands at the top of the log, as far as the log can be scrolled. */
  function scrollTo(shown) {
    ui.log.scrollTop = shown.offsetTop - 12;
  }

  /** What came of a question: the reply, a problem, or that it is still being looked for. */
  function outcome(exchange, latest) {
    if (exchange.reply) return reply(exchange, latest);
    if (exchange.problem) return problem(exchange);
    return element("p", { class: "waiting reply" }, words().waiting);
  }

  /** Why there is no answer, and what to do, in the API's own words where it did not accept the question. */
  function problem(exchange) {
    const text = words();
    const mend = exchange.problem === "refused";
    const told = exchange.detail || text.problems[exchange.problem];
    const action = mend ? button(text.edit, () => editAgain(exchange)) : button(text.retry, () => askAgain(exchange));
    return element("div", { class: "problem stack" }, element("p", {}, told), action);
  }

  /** The answer with its sources and, for the latest, where to go on. */
  function reply(exchange, latest) {
    const { reply: answer } = exchange;
    const made = element("div", { class: "reply stack" }, element("span", { class: "away" }, `${words().answer}：`));
    const status = words().statuses[answer.status];
    if (status) made.append(element("p", { class: "status" }, status));
    const sources = (answer.citations || []).map((citation) => source(citation));
    made.append(answerText(answer.answer, sources));
    if (latest) made.append(...candidates(exchange));
    if (sources.length) made.append(sourceList(sources));
    if (latest) made.append(...suggestions(answer));
    return made;
  }

  /** The answer in words, each [1] mark a button that opens its source. */
  function answerText(answer, sources) {
    const made = element("p", { class: "answer" });
    for (const piece of linePerStatement(String(answer)).split(/(\[\d+\])/)) {
      const found = /^\[\d+\]$/.test(piece) && sources.find((item) => `[${item.number}]` === piece);
      if (found) made.append(markAfter(made.lastChild, found));
      else if (piece) made.append(piece);
    }
    return made;
  }

  /** The answer with a new line after each sentence that ends in marks. */
  function linePerStatement(answer) {
    return answer.replace(/([。.](?:\[\d+\])+) ?(?=[^\s[])/g, "$1\n");
  }

  /** A mark tied to the last letters of `before`, so that it never begins a line. */
  function markAfter(before, item) {
    const [tail] = (before && before.nodeType === Node.TEXT_NODE && /\S{0,3}$/.exec(before.data)) || [""];
    if (tail) before.data = before.data.slice(0, -tail.length);
    return element("span", { class: "tied" }, tail, mark(item));
  }

  /** A mark that opens `item`. */
  function mark(item) {
    const made = button("", () => openSource(item, made), { class: "mark", "aria-controls": item.detail.id });
    made.setAttribute("aria-label", fill(words().mark, { number: item.number }));
    made.append(element("span", {}, String(item.number)));
    return made;
  }

  /** The list of sources under an answer. */
  function sourceList(sources) {
    const items = sources.map((item) => element("li", {}, item.head, item.detail));
    return element("div", { class: "sources stack" }, element("h3", {}, words().sources), element("ol", {}, ...items));
  }

  /** A source: { number, head, detail, from }; `from` is the mark that it was opened by. */
  function source(citation) {
    const item = { number: citation.number, from: null };
    item.detail = sourceDetail(citation, item);
    const title = element("span", {}, citation.title, element("span", { class: "place" }, place(citation)));
    item.head = button("", () => setOpen(item, item.detail.hidden), { class: "source", "aria-expanded": "false" });
    item.head.setAttribute("aria-controls", item.detail.id);
    item.head.append(element("b", {}, String(citation.number)), " ", title);
    return item;
  }

  let detailCount = 0;

  /** Plan, project, place, quote and document of a citation. */
  function sourceDetail(citation, item) {
    const text = words();
    const facts = { [text.plan]: `${citation.plan}（${period(citation.period)}）`, [text.project]: citation.title };
    const list = element("dl");
    for (const [name, fact] of Object.entries({ ...facts, [text.where]: place(citation) })) {
      list.append(element("dt", {}, name), element("dd", {}, fact));
    }
    const made = element("div", { class: "detail stack", id: `detail-${++detailCount}`, hidden: "" }, list);
    made.append(element("blockquote", {}, withoutEmptyLines(citation.quote)));
    const address = documentAddress(citation.url);
    if (address) made.append(element("p", {}, documentLink(address)));
    made.append(button(text.back, () => closeSource(item)));
    return made;
  }

  /** A link that opens the document beside this page. */
  function documentLink(address) {
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words().open);
  }

  /** The lines that hold text. */
  function withoutEmptyLines(quote) {
    return String(quote).split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  }

  /** Nothing; the details of `item` are shown or hidden. */
  function setOpen(item, open) {
    item.detail.hidden = !open;
    item.head.setAttribute("aria-expanded", String(open));
  }

  /** Nothing; the source is open, in view, and has the focus. */
  function openSource(item, from) {
    item.from = from;
    setOpen(item, true);
    scrollTo(item.head);
    item.head.focus({ preventScroll: true });
  }

  /** Nothing; the source is closed, and the focus is where it was opened from. */
  function closeSource(item) {
    setOpen(item, false);
    (item.from || item.head).focus();
  }

  /** The projects that may be meant as buttons: a list of one element, or of none. */
  function candidates({ question, reply: answer }) {
    const projects = answer.status === "clarify" ? answer.projects || [] : [];
    return projects.length ? [questions(words().candidates, projects.map((project) => candidate(project, question)))] : [];
  }

  /** Questions to go on with as buttons: a list of one element, or of none. */
  function suggestions(answer) {
    const asked = answer.suggestions || [];
    return asked.length ? [questions(words().suggestions, asked.map((suggestion) => [suggestion, suggestion]))] : [];
  }

  /** What a button for `project` says, and what it asks. */
  function candidate(project, question) {
    const owners = (project.departments || []).join(words().separator);
    const asked = fill(words().about, { title: project.title, question });
    return [owners ? `${project.title}（${owners}）` : project.title, asked.length > QUESTION_LENGTH ? project.title : asked];
  }

  /** Buttons under a heading; each is [what it says, what it asks]. */
  function questions(heading, pairs) {
    const buttons = pairs.map(([label, asked]) => button(label, () => ask(asked, true)));
    return element("div", { class: "next stack" }, element("h3", {}, heading), element("div", { class: "actions" }, ...buttons));
  }

  /* ---- the dialog ---- */

  /** Nothing; the panel is open and the focus in its input. */
  function open() {
    ui.panel.hidden = false;
    ui.launcher.hidden = true;
    ui.launcher.setAttribute("aria-expanded", "true");
    fitScreen();
    const last = ui.log.lastElementChild;
    if (state.exchanges.length) scrollTo(last);
    ui.input.focus();
    fetchWelcome();
  }

  /** Nothing; the panel is closed and the focus back on the button that opened it. */
  function close() {
    ui.panel.hidden = true;
    ui.launcher.hidden = false;
    ui.launcher.setAttribute("aria-expanded", "false");
    lockPage(false);
    ui.launcher.focus();
  }

  /** Nothing; on a phone the panel covers what the keyboard leaves, and the page behind stands still. */
  function fitScreen() {
    const full = narrow.matches && !ui.panel.hidden;
    const view = window.visualViewport;
    const fits = full && view && Math.abs(view.scale - 1) < 0.05; // a visitor who zooms in keeps the whole panel
    ui.panel.style.height = fits ? `${view.height}px` : "";
    ui.panel.style.top = fits ? `${view.offsetTop}px` : "";
    ui.panel.setAttribute("aria-modal", String(full));
    lockPage(full);
  }

  /** Nothing; the page behind cannot be scrolled while `locked`. */
  function lockPage(locked) {
    const page = document.documentElement;
    if (locked === page.hasAttribute("data-plan-assistant-open")) return;
    if (locked) state.pageOverflow = page.style.overflow;
    page.style.overflow = locked ? "hidden" : state.pageOverflow;
    page.toggleAttribute("data-plan-assistant-open", locked);
  }

  /** Nothing; Esc closes, Tab stays inside a full-screen panel, and no key reaches the page's own shortcuts. */
  function onKey(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    if (event.key === "Tab" && narrow.matches) keepFocusInside(event);
  }

  /** Nothing; from the last element Tab goes to the first, and back. */
  function keepFocusInside(event) {
    const all = [...ui.panel.querySelectorAll("button, a[href], textarea, [tabindex='0']")];
    const seen = all.filter((item) => item.getClientRects().length);
    const [leaving, next] = event.shiftKey ? [seen[0], seen[seen.length - 1]] : [seen[seen.length - 1], seen[0]];
    if (ui.panel.getRootNode().activeElement !== leaving) return;
    event.preventDefault();
    next.focus();
  }

  /** Nothing; Enter sends, Shift+Enter makes a line, Enter that chooses kanji does neither. */
  function onInputKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  }

  /** Nothing; what is typed is asked. */
  function send() {
    if (state.busy) return;
    const question = ui.input.value;
    if (!question.trim()) {
      ui.input.focus();
      return;
    }
    ui.input.value = "";
    ask(question, false);
  }

  /* ---- choices ---- */

  /** Nothing; everything is in the other language. */
  function switchLanguage() {
    state.language = state.chosen = state.language === "ja" ? "en" : "ja";
    label();
    showLog();
    keep();
  }

  /** Nothing; the text is large, or as before. */
  function switchSize() {
    state.large = !state.large;
    label();
    keep();
  }

  /** Nothing; every fixed text is in the language in use. */
  function label() {
    const text = words();
    ui.root.lang = state.language;
    ui.root.classList.toggle("large", state.large);
    ui.launcherText.textContent = text.launcher;
    ui.title.textContent = text.title;
    ui.close.textContent = `${text.close} ✕`;
    ui.close.setAttribute("aria-label", text.close);
    ui.size.textContent = state.large ? text.smaller : text.larger;
    ui.language.textContent = text.otherLanguage;
    ui.language.lang = state.language === "ja" ? "en" : "ja";
    ui.restart.textContent = text.restart;
    ui.log.setAttribute("aria-label", text.log);
    ui.inputLabel.textContent = text.question;
    ui.input.placeholder = text.placeholder;
    ui.send.textContent = text.send;
  }

  /* ---- building ---- */

  /** The button that opens the panel. */
  function buildLauncher() {
    ui.launcherText = element("span");
    ui.launcher = button("", open, { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" });
    ui.launcher.append(element("span", { "aria-hidden": "true" }, "？"), ui.launcherText);
    return ui.launcher;
  }

  /** The head of the panel: title, close, and the visitor's choices. */
  function buildHeader() {
    ui.title = element("h2", { id: "title" });
    ui.close = button("", close);
    ui.size = button("", switchSize);
    ui.language = button("", switchLanguage);
    ui.restart = button("", startOver);
    return element("header", {}, ui.title, ui.close, element("div", { class: "tools" }, ui.size, ui.language, ui.restart));
  }

  /** The form that takes a question. */
  function buildForm() {
    ui.inputLabel = element("label", { for: "question" });
    ui.input = element("textarea", { id: "question", rows: "2", maxlength: String(QUESTION_LENGTH), autocomplete: "off" });
    ui.input.setAttribute("enterkeyhint", "send");
    ui.input.addEventListener("keydown", onInputKey);
    ui.send = element("button", { type: "submit", class: "send", "aria-disabled": "false" });
    const form = element("form", {}, ui.inputLabel, ui.input, ui.send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
    return form;
  }

  /** The dialog. */
  function buildPanel() {
    ui.log = element("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
    ui.panel = element("section", { class: "panel", role: "dialog", "aria-labelledby": "title", hidden: "" });
    ui.panel.append(buildHeader(), ui.log, buildForm());
    ui.panel.addEventListener("keydown", onKey);
    return ui.panel;
  }

  /** Nothing; `shadow` has the widget's style. A style sheet object also passes a page's content security policy. */
  function addStyle(shadow) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      shadow.append(element("style", {}, STYLE)); // browsers before 2023
    }
  }

  /** Nothing; the widget is on the page. */
  function start() {
    restore();
    const host = element(TAG);
    const shadow = host.attachShadow({ mode: "open" });
    addStyle(shadow);
    ui.root = element("div", { class: "root" }, buildLauncher(), buildPanel());
    shadow.append(ui.root);
    label();
    showLog();
    document.body.append(host);
    ask(state.unanswered, false); // the page was left before the answer came
    narrow.addEventListener("change", fitScreen);
    if (window.visualViewport) window.visualViewport.addEventListener("resize", fitScreen);
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
