"""Every word of the page, in English and Chinese. Pure; `say` is the only way to them."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Lang(str, Enum):
    """The languages of the page."""

    EN = "en"
    ZH = "zh"


def say(lang: Lang, key: str, **values: object) -> str:
    """The words for `key`, with `values` put into their places. An unknown key is a KeyError."""
    return WORDS[key][0 if lang is Lang.EN else 1].format(**values)


def of_browser(accept_language: str) -> Lang:
    """The language for an Accept-Language header: Chinese if the browser prefers it to English."""
    for part in accept_language.lower().split(","):
        tag = part.strip()
        if tag.startswith("zh"):
            return Lang.ZH
        if tag.startswith("en"):
            return Lang.EN
    return Lang.EN


WORDS: Final[dict[str, tuple[str, str]]] = {
    # header
    "lead": (
        "Before it answers, this model judges whether your question is worth thinking about. Watch it decide.",
        "回答之前，模型会先判断你的问题是否值得思考。看看它如何决定。",
    ),
    "language": ("Language", "语言"),
    "settings": ("Settings", "设置"),
    "parameters": ("{count} parameters", "{count} 参数"),
    "not_quantized": ("not quantized", "未量化"),
    "memory": ("{gib} GiB of weights", "权重 {gib} GiB"),
    "context": ("{count} tokens of context", "上下文 {count} token"),
    "why_asked": ("Asked for by name.", "按名称指定。"),
    "why_embedded": ("The embedded miniature.", "内置的迷你模型。"),
    "why_no_gpu": ("No GPU was found, so this is the embedded miniature.", "未找到 GPU，因此使用内置的迷你模型。"),
    "why_gpu_holds": (
        "The GPU has {free} GiB free, enough for its {weights} GiB in 4 bits.",
        "GPU 有 {free} GiB 空闲，足够容纳 4 位的 {weights} GiB。",
    ),
    "why_gpu_small": (
        "The GPU has {free} GiB free, and the 40B takes {weights} GiB in 4 bits and more to work: the miniature it is.",
        "GPU 有 {free} GiB 空闲，而 40B 的 4 位权重需要 {weights} GiB 以及工作空间，因此使用迷你模型。",
    ),
    "why_endpoint": ("Asked over the network: {server}.", "通过网络调用：{server}。"),
    "only_auto": (
        "This server takes no raw prompt: only Auto works.",
        "该服务器不接受原始提示词，仅支持自动模式。",
    ),
    "no_scores": ("This server gives no probabilities.", "该服务器不提供概率。"),
    # loading
    "loading_starting": ("Starting…", "正在启动……"),
    "loading_download": ("Downloading", "正在下载"),
    "loading_weights": ("Loading the weights", "正在加载权重"),
    "loading_warm_up": ("Warming up…", "正在预热……"),
    "loading_bytes": ("{done} of {total} GB", "{done} / {total} GB"),
    "loading_tensors": ("{done} of {total} tensors", "{done} / {total} 个张量"),
    "loading_left": ("about {seconds} left", "约剩 {seconds}"),
    "loading_wait": ("The model is being loaded…", "模型正在加载……"),
    "server_failed": ("The model server cannot be used.", "模型服务器不可用。"),
    "loading_failed": ("The model could not be loaded.", "模型加载失败。"),
    "retry_loading": ("Try again", "重试"),
    # conversation
    "conversation": ("Conversation", "对话"),
    "welcome": ("What would you like to know?", "想问点什么？"),
    "welcome_more": (
        "Some questions deserve thought, some don’t. Try one of each.",
        "有的问题值得思考，有的不必。各试一个吧。",
    ),
    "ask": ("Ask a question…", "输入问题……"),
    "ask_label": ("Your question", "你的问题"),
    "send": ("Send", "发送"),
    "stop": ("Stop", "停止"),
    "mode": ("Mode of the next reply", "下一条回复的模式"),
    "mode_auto": ("Auto", "自动"),
    "mode_think": ("Think", "思考"),
    "mode_no_think": ("Don’t think", "不思考"),
    "answer_now": ("Answer now", "立即回答"),
    "think_it_through": ("Think it through", "再想一想"),
    "new_chat": ("New chat", "新对话"),
    "export_markdown": ("↓ Markdown", "↓ Markdown"),
    "export_json": ("↓ JSON", "↓ JSON"),
    "busy": ("A reply is being written. Stop it first, or wait.", "正在生成回复，请先停止或稍候。"),
    "not_sent": ("Not sent", "未发送"),
    "apology": (
        "Sorry, something went wrong on our side (id {id}). Please try again.",
        "抱歉，服务端出了问题（编号 {id}），请重试。",
    ),
    # what stands in the conversation while there is no answer
    "note_queued": ("Waiting for a free place…", "正在排队……"),
    "note_prefill": ("Reading your question…", "正在阅读问题……"),
    "note_judge": ("Judging whether to think…", "正在判断是否需要思考……"),
    "note_thinking": ("Thinking…", "思考中……"),
    "note_answer": ("Answering…", "回答中……"),
    "note_cancelled": ("Stopped before there was an answer.", "在给出回答之前已停止。"),
    "note_length": ("The token limit was reached before there was an answer.", "在给出回答之前已达到 token 上限。"),
    "note_error": ("The reply failed. Please try again.", "回复失败，请重试。"),
    "note_empty": ("The answer is empty.", "回答为空。"),
    # about
    "tab_about": ("About", "关于"),
    "about_head": ("What AutoThink is", "什么是 AutoThink"),
    "about_question": ("Question", "问题"),
    "about_picture": (
        "A question goes to the judge; from there either to thinking and then an answer, or straight to an answer.",
        "问题先交给判断；然后要么经过思考再回答，要么直接回答。",
    ),
    "about_one": (
        "A reasoning model thinks before it answers, which makes it better at hard questions and slow at easy ones.",
        "推理模型先思考再回答：难题答得更好，简单的问题却变慢。",
    ),
    "about_two": (
        "AutoThink lets the model decide for each question: a short <b>judge</b> says what the question needs.",
        "AutoThink 让模型对每个问题自行决定：先写一段简短的<b>判断</b>，说明问题需要什么。",
    ),
    "about_three": (
        "Then it writes one of two words, <b>think on</b> or <b>think off</b>, and this page shows how sure it was.",
        "随后它写下<b>思考</b>或<b>不思考</b>，本页会显示它有多大把握。",
    ),
    "about_four": (
        "With thinking on it works the question out first; with thinking off it answers at once and saves the tokens.",
        "选择思考时先推演再回答；选择不思考时立即回答，省下这些 token。",
    ),
    "about_five": (
        "You can overrule it for any message, and compare both ways side by side under <b>Compare</b>.",
        "你可以对任何一条消息否决它的决定，也可以在<b>对比</b>页并排比较两种方式。",
    ),
    "keys": ("Keys", "快捷键"),
    "key_send": ("sends", "发送"),
    "key_stop": ("stops the reply", "停止回复"),
    "key_new": ("starts a new chat", "新建对话"),
    "key_mode": ("choose Auto, Think or Don’t think", "选择自动、思考或不思考"),
    "key_box": ("goes to the question", "跳到输入框"),
    # the waiting line
    "line_ahead": ("Waiting for a free place: {count} before you", "正在排队：前面还有 {count} 位"),
    "line_next": ("Waiting for a free place: you are next", "正在排队：下一位就是你"),
    "line_wait": (", about {seconds}.", "，约需 {seconds}。"),
    "line_full": (
        "Too many visitors are waiting just now. Please try again in a minute.",
        "当前排队的人太多，请稍后再试。",
    ),
    "line_enough": (
        "{most} replies for you are waiting or being written already. Please wait for one to end.",
        "你已有 {most} 条回复在排队或生成中，请等其中一条完成。",
    ),
    "too_large": ("This is too much for one request. Please shorten it.", "请求内容过大，请缩短后重试。"),
    # trace
    "trace": ("How this reply came about", "这条回复是怎么来的"),
    "reply_of": ("{at} of {count}", "{at} / {count}"),
    "earlier": ("**An earlier reply**, to “{question}”", "**较早的回复**，问题是“{question}”"),
    "previous": ("‹ Earlier", "‹ 较早"),
    "next": ("Later ›", "较新 ›"),
    "intro": ("Here you will see, for every reply:", "每条回复都会在这里显示："),
    "intro_judge": (
        "<b>The judge.</b> What the model says about your question before it answers.",
        "<b>判断。</b>模型在回答之前对问题的评估。",
    ),
    "intro_mode": (
        "<b>The decision.</b> {thinking} or {direct}, and how sure it was.",
        "<b>决定。</b>{thinking}或{direct}，以及把握有多大。",
    ),
    "intro_cost": (
        "<b>The cost.</b> Its reasoning, and the tokens and seconds each part took.",
        "<b>开销。</b>推理过程，以及各部分所用的 token 与时间。",
    ),
    "judging": ("Deciding", "判断中"),
    "undecided": ("Undecided", "未决定"),
    "waiting": ("Waiting", "等待中"),
    "thinking": ("Thinking", "思考"),
    "direct": ("Direct", "直接回答"),
    "by_model": ("decided by the model", "由模型决定"),
    "by_you": ("as you asked", "按你的要求"),
    "overruled_on": (
        "The judge would have answered directly; you overruled it.",
        "你否决了模型的判断：它本会直接回答。",
    ),
    "overruled_off": ("The judge would have chosen to think; you overruled it.", "你否决了模型的判断：它本会先思考。"),
    "leaning": ("Leaning towards thinking", "思考倾向"),
    "leaning_unknown": (
        "How sure it was is not known: the model server gives no probabilities.",
        "把握有多大未知：模型服务器不提供概率。",
    ),
    "threshold": ("It thinks from {percent} on", "达到 {percent} 即思考"),
    "judge": ("The judge", "判断"),
    "judge_skipped": ("Skipped, to save its tokens.", "已跳过，以节省 token。"),
    "judge_coming": ("…", "……"),
    "judge_silent": ("The judge wrote nothing.", "没有写下判断。"),
    "thinking_for": ("Thinking… {seconds} · {tokens} tokens", "思考中…… {seconds} · {tokens} 个 token"),
    "thought_for": ("Thought for {seconds} · {tokens} tokens", "思考了 {seconds} · {tokens} 个 token"),
    "thought_cut": (" · closed early", " · 提前结束"),
    # figures
    "figures": ("Tokens and time", "Token 与时间"),
    "part_judge": ("Judge", "判断"),
    "part_thinking": ("Thinking", "思考"),
    "part_answer": ("Answer", "回答"),
    "tokens": ("{count} tokens", "{count} 个 token"),
    "total": ("Total", "合计"),
    "speed": ("{speed} tokens/s", "{speed} token/秒"),
    "first_token": ("first token after {seconds}", "{seconds} 后出首个 token"),
    "first_answer": ("answer after {seconds}", "{seconds}后开始回答"),
    "cached": ("{cached} of {prompt} prompt tokens from cache", "提示词 {prompt} 个 token 中 {cached} 个来自缓存"),
    "prompt": ("{prompt} prompt tokens", "提示词 {prompt} 个 token"),
    "seed": ("seed {seed}", "随机种子 {seed}"),
    "finish_stop": ("Complete", "已完成"),
    "finish_length": ("Cut off at the token limit", "达到 token 上限"),
    "finish_budget": ("Thinking closed early", "思考提前结束"),
    "finish_cancelled": ("Stopped by you", "已被你停止"),
    "finish_error": ("Failed", "失败"),
    # compare
    "tab_chat": ("Chat", "聊天"),
    "tab_compare": ("Compare", "对比"),
    "compare": ("Compare", "对比"),
    "compare_this": ("Compare with and without thinking", "对比思考与不思考"),
    "compare_ask": ("Ask one question in all modes…", "用所有模式回答同一个问题……"),
    "compare_ask_label": ("Question to compare", "要对比的问题"),
    "expected": ("Right answer, to check (optional)", "正确答案，用于核对（可选）"),
    "blind": ("Vote before I see which is which", "先投票，再揭晓模式"),
    "copy_link": ("Copy link", "复制链接"),
    "link_copied": ("The link is copied, and stands in the address bar.", "链接已复制，也已写入地址栏。"),
    "goes_on_from": (
        "Goes on from your chat ({count} earlier questions and answers).",
        "接着你的聊天（之前有 {count} 轮问答）。",
    ),
    "drop_context": ("Ask on its own", "单独提问"),
    "compare_intro": ("One question, answered in every mode:", "同一个问题，每种模式各答一次："),
    "compare_one": (
        "<b>One judge.</b> It reads the question once, and says whether to think.",
        "<b>一次判断。</b>模型只读一遍问题，并决定是否思考。",
    ),
    "compare_two": (
        "<b>Both ways.</b> From there the reply is written with and without thinking, at the same time.",
        "<b>两条路。</b>由此同时写出思考与不思考的两种回复。",
    ),
    "compare_three": (
        "<b>The difference.</b> What deciding for itself saved in tokens and time, and whether the answers agree.",
        "<b>差别。</b>自行决定节省了多少 token 与时间，答案是否一致。",
    ),
    "lane_choice": ("Mode to look at", "查看的模式"),
    "lane_auto": ("what the judge chose", "模型的选择"),
    "lane_taken": ("the judge went this way", "模型走了这条路"),
    "lane_not_taken": ("the way not taken", "未选的路"),
    "widen": ("Widen", "放宽"),
    "continue_in_chat": ("Continue in chat →", "在聊天中继续 →"),
    "replace_chat": ("This replaces your chat. Click again", "将替换当前聊天，请再点一次"),
    "part_prompt": ("Reading", "阅读"),
    "chart_tokens": ("Tokens", "Token"),
    "chart_seconds": ("Time", "时间"),
    "tokens_head": ("Tokens", "Token 数"),
    "seconds_head": ("Seconds", "秒"),
    "right_head": ("Right", "正确率"),
    "judge_counts": (
        "The judge counts for Auto only: without a choice, no judge is needed.",
        "判断只计入自动模式：不作选择就不需要判断。",
    ),
    "claim_waiting": ("Writing all replies…", "正在写出所有回复……"),
    "claim_direct": (
        "Auto used <b>{tokens}</b> tokens and <b>{seconds}</b> time against always thinking.",
        "与总是思考相比，自动模式的 token 为 <b>{tokens}</b>，时间为 <b>{seconds}</b>。",
    ),
    "claim_thinks": (
        "Auto thought too, and its judge came on top: <b>{tokens}</b> tokens and <b>{seconds}</b> time against always "
        "thinking.",
        "自动模式也思考了，并多了判断：与总是思考相比，token 为 <b>{tokens}</b>，时间为 <b>{seconds}</b>。",
    ),
    "claim_none": (
        "A reply did not come to its end, so nothing can be said of a saving.",
        "有回复未写完，因此无法比较节省了多少。",
    ),
    "one_sample": ("One sample, seed {seed}", "单个样本，随机种子 {seed}"),
    "agree_text": ("All answers agree", "答案全部一致"),
    "agree_number": ("All answers give the same number", "答案给出相同的数"),
    "agree_different": ("The answers differ", "答案不同"),
    "is_right": ("as expected", "符合预期"),
    "is_wrong": ("not as expected", "不符合预期"),
    "repeat": ("Repeat", "重复"),
    "repeat_times": ("How many further samples", "再取样本数"),
    "repeat_more": ("times with other seeds, for means", "次（换用其他种子），求均值"),
    "repeat_greedy": (
        "At temperature 0 every sample is the same. Raise the temperature in the settings and compare again.",
        "温度为 0 时每个样本都相同。请在设置中提高温度后重新对比。",
    ),
    "samples": ("{done} of {wanted} samples", "{done} / {wanted} 个样本"),
    "saved_mean": (
        "Auto against always thinking: {tokens} tokens, {seconds} time",
        "自动相对总是思考：token {tokens}，时间 {seconds}",
    ),
    "thinks_share": ("Auto thinks: {share}", "自动模式思考的比例：{share}"),
    "agree_share": ("answers agree: {share}", "答案一致的比例：{share}"),
    "interval_note": (
        "Means with their 95 % intervals. Replies that were cut off are left out.",
        "均值及其 95 % 区间；未写完的回复不计入。",
    ),
    "vote_wait": ("Both answers are being written. You will see them together.", "两个答案正在生成，完成后一并显示。"),
    "vote_now": ("One of them was thought through. Which is better?", "其中一个经过思考。哪个更好？"),
    "vote_first": ("Vote first: which is which is still hidden.", "请先投票：模式尚未揭晓。"),
    "vote_left": ("← Left", "← 左边"),
    "vote_right": ("Right →", "右边 →"),
    "vote_tie": ("Tie", "平手"),
    "vote_both_bad": ("Both bad", "都不好"),
    "votes": ("Your votes", "你的投票"),
    # evaluate
    "tab_evaluate": ("Evaluate", "评测"),
    "evaluate_intro": (
        "A whole prompt set in every mode: how often each is right, and what it costs. One judge a row, so every "
        "threshold can be told from one run.",
        "用每种模式跑完整个题集：各模式的正确率与开销。每题只判断一次，因此一次运行即可得出任意阈值的结果。",
    ),
    "set_choice": ("Prompt set", "题集"),
    "set_upload": ("Upload CSV, JSONL or Parquet", "上传 CSV、JSONL 或 Parquet"),
    "set_missing": (
        "prompt set: choose one, or upload a file that can be read.",
        "题集：请选择一个，或上传可读取的文件。",
    ),
    "set_rows": ("{count} rows", "{count} 行"),
    "set_graded": ("{count} with an answer to check", "{count} 行有可核对的答案"),
    "set_categories": ("{count} categories", "{count} 个类别"),
    "issues": (
        "{count} remarks on this file; {left} rows are left out:",
        "对此文件有 {count} 条说明，{left} 行未采用：",
    ),
    "issues_more": ("and {count} more", "另有 {count} 条"),
    "column_prompt": ("Prompt", "题目"),
    "column_answer": ("Expected", "预期答案"),
    "column_id": ("Id", "编号"),
    "column_category": ("Category", "类别"),
    "grader": ("Grader", "评分方式"),
    "grader_auto": ("Automatic", "自动选择"),
    "grader_exact": ("Exact", "完全一致"),
    "grader_numeric": ("Number", "数值"),
    "grader_choice": ("Multiple choice", "选择题"),
    "grader_contains": ("Contains", "包含"),
    "grader_regex": ("Pattern", "正则表达式"),
    "tolerance": ("Tolerance", "容差"),
    "encoding": ("Encoding", "编码"),
    "run_modes": ("Modes", "模式"),
    "run_limit": ("Rows", "行数"),
    "run_seeds": ("Seeds", "种子数"),
    "run_greedy": ("Greedy", "贪心解码"),
    "run_start": ("Run", "运行"),
    "run_stop": ("Stop", "停止"),
    "run_resume": ("Resume", "继续"),
    "run_done": ("{done} of {total} rows", "{done} / {total} 行"),
    "run_left": ("about {time} left", "约剩 {time}"),
    "run_going": ("running…", "运行中……"),
    "run_stopped": ("stopped; what is done is kept", "已停止，完成的结果已保留"),
    "median_head": ("Median", "中位数"),
    "think_rate_head": ("Thinks", "思考率"),
    "ended_head": ("Ended", "结束方式"),
    "evaluate_note": (
        "Shares with their 95 % intervals; sections as mean and median tokens. The judge counts in every mode. Seconds "
        "are of a reply among others at the same time.",
        "比例附 95 % 区间；各部分为 token 均值与中位数。判断计入每种模式。秒数为多条回复同时生成时的用时。",
    ),
    "rows_failed": ("{count} rows failed", "{count} 行失败"),
    "evaluate_claim": (
        "Auto against always thinking: <b>{points}</b> points of accuracy, <b>{tokens}</b> tokens a reply.",
        "自动相对总是思考：正确率 <b>{points}</b> 个百分点，每条回复 <b>{tokens}</b> 个 token。",
    ),
    "evaluate_claim_tokens": (
        "Auto against always thinking: <b>{tokens}</b> tokens a reply.",
        "自动相对总是思考：每条回复 <b>{tokens}</b> 个 token。",
    ),
    "evaluate_claim_none": (
        "Run Auto and Think together to see what deciding saves.",
        "同时运行自动与思考模式，即可看到自行决定节省了多少。",
    ),
    "sweep_said": (
        "The threshold in use, {used}: {now} at {spent} tokens. The best on these rows, {threshold}: {accuracy} at "
        "{tokens} tokens. Never wrong about whether to think: {best} at {least} tokens.",
        "当前阈值 {used}：正确率 {now}，{spent} 个 token。这些题上的最佳阈值 {threshold}：{accuracy}，"
        "{tokens} 个 token。若总能选对是否思考：{best}，{least} 个 token。",
    ),
    "plot_accuracy_tokens": ("Accuracy against tokens", "正确率与 token"),
    "plot_tokens_sections": ("Mean tokens by section", "各部分的平均 token"),
    "plot_leaning": ("How the judge leaned, and whether thinking helped", "思考倾向，以及思考是否有用"),
    "plot_categories": ("Accuracy and think rate by category", "各类别的正确率与思考率"),
    "plot_sweep_accuracy": ("Accuracy at every threshold", "各阈值下的正确率"),
    "plot_sweep_tokens": ("Tokens at every threshold", "各阈值下的 token"),
    "plot_accuracy": ("accuracy", "正确率"),
    "plot_tokens": ("mean tokens", "平均 token"),
    "plot_rows": ("rows", "行"),
    "plot_threshold": ("threshold", "阈值"),
    "plot_helps": ("helps", "有用"),
    "plot_same": ("makes no difference", "没有差别"),
    "plot_hurts": ("hurts", "有害"),
    "plot_unknown": ("not known", "未知"),
    "plot_oracle": ("best choice", "最佳选择"),
    "plot_random": ("random choice", "随机选择"),
    "plot_chosen": ("in use", "当前"),
    "plot_think_rate": ("think rate of Auto", "自动模式思考率"),
    "plot_more": ("{count} more categories", "另有 {count} 个类别"),
    "keep_csv": ("Save CSV", "保存 CSV"),
    "keep_jsonl": ("Save JSONL", "保存 JSONL"),
    "keep_report": ("Save report", "保存报告"),
    "keep_svg": ("Charts as SVG", "图表 SVG"),
    "keep_png": ("Charts as PNG", "图表 PNG"),
    "row_id": ("Row", "题号"),
    "pick": ("Rows to show", "显示的行"),
    "pick_all": ("All rows", "全部"),
    "pick_auto_wrong_think_right": ("Auto wrong, Think right", "自动错，思考对"),
    "pick_auto_right_think_wrong": ("Auto right, Think wrong", "自动对，思考错"),
    "pick_think_wrong_direct_right": ("Think wrong, Don’t think right", "思考错，不思考对"),
    "pick_auto_wrong": ("Auto wrong", "自动错"),
    "pick_all_wrong": ("Wrong in every mode", "所有模式都错"),
    "pick_cut": ("Cut off at the token limit", "达到 token 上限"),
    "pick_failed": ("Failed", "失败"),
    # settings
    "settings_lead": ("They apply to the next reply.", "对下一条回复生效。"),
    "system_prompt": ("System prompt", "系统提示词"),
    "system_prompt_info": ("What the model is told before the conversation", "在对话之前告诉模型的内容"),
    "temperature": ("Temperature", "温度"),
    "temperature_info": ("0 always takes the likeliest token", "0 表示总取最可能的 token"),
    "top_p": ("Top-p", "Top-p"),
    "top_p_info": ("Share of probability to draw from", "采样的累计概率"),
    "top_k": ("Top-k", "Top-k"),
    "top_k_info": ("Number of tokens to draw from; 0 is all", "采样的 token 个数；0 表示不限"),
    "max_new_tokens": ("Longest reply, in tokens", "回复长度上限（token）"),
    "max_new_tokens_info": ("Empty: what the context leaves", "留空：由上下文长度决定"),
    "seed_setting": ("Seed", "随机种子"),
    "seed_info": ("Empty: a new one each time", "留空：每次随机"),
    "thinking_budget": ("Thinking budget, in tokens", "思考预算（token）"),
    "thinking_budget_info": ("Empty: no limit. At the limit it has to answer", "留空：不限。用完后必须回答"),
    "think_threshold": ("Think threshold", "思考阈值"),
    "think_threshold_info": ("In Auto it thinks from this leaning on", "自动模式下，倾向达到此值即思考"),
    "skip_judge": ("Skip the judge", "跳过判断"),
    "skip_judge_info": ("Decide at once, without a rationale", "不写理由，立即决定"),
    # exports
    "you": ("You", "你"),
    "answer": ("Answer", "回答"),
    "exported_compare": ("Comparison with {model}", "{model} 的模式对比"),
    "exported": ("Conversation with {model}", "与 {model} 的对话"),
}
