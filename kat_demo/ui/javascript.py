"""What the page does in the browser by itself, as functions that gradio calls there."""

from __future__ import annotations

from typing import Final

FOLLOW: Final = """() => {
    // A thinking pane follows what is being written, until its reader scrolls up; finished text starts at its top.
    const watch = (pane) => {
        let follows = true, last = 0;
        const below = () => pane.scrollHeight - pane.scrollTop - pane.clientHeight;
        const live = () => pane.closest(".kat-reply")?.querySelector("[data-live]");
        const move = () => {
            if (pane.scrollTop < last - 8 && below() > 48) follows = false;  // scrolled up, its event yet to come
            if (follows && live()) pane.scrollTop = pane.scrollHeight;
            last = pane.scrollTop;
        };
        pane.tabIndex = 0;
        pane.addEventListener("scroll", () => { follows = below() < 48; });
        new MutationObserver(move).observe(pane, {childList: true, subtree: true, characterData: true});
    };
    const known = new WeakSet();
    setInterval(() => {
        for (const pane of document.querySelectorAll(".kat-thinking-text")) {
            if (!known.has(pane)) { known.add(pane); watch(pane); }
        }
    }, 300);
}"""

KEYS: Final = """() => {
    // Esc stops, Alt+N starts a new chat, Alt+1..3 choose the mode, / goes to the question: on the page that is seen.
    const seen = (choice) => [...document.querySelectorAll(choice)].find((one) => one.offsetParent);
    const typing = (one) => one.matches("input:not([type=radio]):not([type=checkbox]), textarea, [contenteditable]");
    const found = (event) => {
        if (event.ctrlKey || event.metaKey || event.isComposing) return null;
        if (event.code === "Escape") return seen(".kat-box .stop-button");
        if (event.altKey && event.code === "KeyN") return seen("#kat-new");
        if (event.altKey && /^Digit[123]$/.test(event.code)) {
            return seen("#kat-mode") && document.querySelectorAll("#kat-mode input")[event.code.slice(5) - 1];
        }
        return event.key === "/" && !typing(event.target) ? seen(".kat-box textarea") : null;
    };
    document.addEventListener("keydown", (event) => {
        const one = found(event);
        if (!one) return;
        event.preventDefault();
        one.matches("textarea") ? one.focus() : one.click();
    });
}"""

SPOKEN: Final = """() => {
    // A screen reader is told a reply once, when it is whole: while it is being written, the conversation is silent.
    const said = document.createElement("div");
    said.id = "kat-said";
    said.setAttribute("role", "status");
    (document.querySelector("main") ?? document.body).append(said);
    let writing = false, looks = 0;
    setInterval(() => {
        const now = Boolean(document.querySelector("#kat-trace [data-live]"));
        document.querySelector("#kat-chat [role=log]:not([aria-live=off])")?.setAttribute("aria-live", "off");
        // gradio's list of examples holds buttons and no list items
        document.querySelector("#kat-chat .examples[role=list]")?.setAttribute("role", "group");
        if (now && !writing) said.textContent = "";
        if (writing && !now) looks = 3;  // the last words may be shown a moment later
        if (!now && looks-- > 0) {
            const reply = [...document.querySelectorAll("#kat-chat .bot .message-content")].at(-1)?.innerText ?? "";
            if (said.textContent !== reply) said.textContent = reply;
        }
        writing = now;
    }, 300);
}"""

START: Final = f"() => {{ for (const begin of [{FOLLOW}, {KEYS}, {SPOKEN}]) begin(); }}"
"""All of what begins with the page."""

DOWNLOAD: Final = """(name, text) => {
    if (!text) return [];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/plain;charset=utf-8"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    return [];
}"""

DOWNLOAD_PICTURE: Final = """(name, text) => {
    if (!text) return [];
    const picture = new Image();
    picture.onload = () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [2 * picture.width, 2 * picture.height];
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        const link = document.createElement("a");
        link.href = canvas.toDataURL("image/png");
        link.download = name;
        link.click();
    };
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    return [];
}"""
"""SVG comes in, and is saved as PNG at twice its size."""

LATER: Final = "(...values) => new Promise((go) => setTimeout(() => go(values), 1000))"
"""A slow browser may still have updates to show when a reply is stopped: the end is shown once more, a second later."""

OPEN_SETTINGS: Final = "() => { document.querySelector('#kat-settings .toggle-button').click(); }"
OPEN_SHELF: Final = "(...given) => { document.querySelector('#kat-shelf .toggle-button').click(); return given; }"

SPEAK: Final = "(lang) => { document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'; return []; }"

SHOW_LANE: Final = "(mode) => { document.getElementById('kat-lanes').dataset.shown = mode; return []; }"
"""Which lane a phone shows."""

COPY_LINK: Final = """(query) => {
    if (!query) return [];
    const link = location.origin + location.pathname + "?" + query;
    history.replaceState(null, "", link);
    navigator.clipboard?.writeText(link).catch(() => {});
    return [];
}"""
"""The link also goes into the address bar, since not every browser lets a page copy."""


def widen(mode: str) -> str:
    """Give a lane the whole width, or take it back."""
    return (
        "() => { const lanes = document.getElementById('kat-lanes'); "
        f"lanes.dataset.wide = lanes.dataset.wide === '{mode}' ? '' : '{mode}'; return []; }}"
    )
