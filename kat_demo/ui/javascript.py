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
