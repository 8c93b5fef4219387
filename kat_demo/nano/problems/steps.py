"""The written methods of arithmetic, one glance a line. Every family uses these, so the model learns each once.

A glance is: a sum or difference of two numbers up to 20, a product of two numbers up to 12, or one column of a written
method. After a colon stand the digits of the result so far, so that none has to be remembered.
Each function returns the lines; the last one states the whole, e.g. `47 * 86 = 4042`.
"""

from __future__ import annotations

from kat_demo.nano.problem import Language


def plus(a: int, b: int, language: Language) -> list[str]:
    """a + b for whole numbers from 0."""
    if max(a, b) <= 20:
        return [f"{a} + {b} = {a + b}"]
    return [f"{a} + {b}:", *column_sum(a, b, language), f"{a} + {b} = {a + b}"]


def minus(a: int, b: int, language: Language) -> list[str]:
    """a - b for whole numbers from 0; a negative result is found by turning the two round."""
    if max(a, b) <= 20:
        return [f"{a} - {b} = {a - b}"]
    if a < b:
        return [f"{a} < {b}", *minus(b, a, language), f"{a} - {b} = {a - b}"]
    return [f"{a} - {b}:", *column_difference(a, b, language), f"{a} - {b} = {a - b}"]


def times(a: int, b: int, language: Language) -> list[str]:
    """a * b for whole numbers from 0; long multiplication where the table ends."""
    if max(a, b) <= 12 or min(a, b) <= 1 or {a, b} & {10, 100, 1000}:
        return [f"{a} * {b} = {a * b}"]
    if len(str(a)) < len(str(b)):
        return [f"{a} * {b} = {b} * {a}", *times(b, a, language), f"{a} * {b} = {a * b}"]
    if b < 10:
        return [f"{a} * {b}:", *short_product(a, b, language), f"{a} * {b} = {a * b}"]
    parts = [(int(digit), 10**place) for place, digit in enumerate(reversed(str(b))) if digit != "0"]
    lines = []
    if len(parts) > 1:
        split = " + ".join(f"{a} * {digit * unit}" for digit, unit in reversed(parts))
        lines.append(f"{a} * {b} = {split}")
    total = 0
    for digit, unit in parts:
        lines += times(a, digit, language)
        partial = a * digit * unit
        if unit > 1:
            lines.append(f"{a} * {digit * unit} = {partial}")
        if total:
            lines += plus(partial, total, language)
        total += partial
    if len(parts) > 1:
        lines.append(f"{a} * {b} = {total}")
    return lines


def divide(a: int, b: int, language: Language) -> list[str]:
    """a / b for b up to 12, digit by digit, with the remainder if there is one."""
    if a % b == 0 and a // b <= 12:
        return [f"{a} / {b} = {a // b}"]
    return written_division(a, b, language)


def written_division(a: int, b: int, language: Language) -> list[str]:
    """a / b digit by digit, however small: for where it is not known yet whether it goes in."""
    return [f"{a} / {b}:", *division_rows(a, b), f"{a} / {b} = {remainder(a, b, language)}"]


def division_rows(a: int, b: int) -> list[str]:
    """The rows of a written division by a small number, with the quotient so far after the colon."""
    lines: list[str] = []
    rest, found, digits = 0, "", str(a)
    for digit in digits:
        current = rest * 10 + int(digit)
        part = current // b
        rest = current - part * b
        found = (found + str(part)).lstrip("0")
        if found or len(digits) == 1:
            lines.append(f"{current}: {b} * {part} = {b * part}, {current} - {b * part} = {rest}: {found or '0'}")
    return lines


def remainder(a: int, b: int, language: Language) -> str:
    """The result of a division as text: "142 remainder 5", or "143" where it goes in."""
    rest = f" {'remainder' if language == 'en' else '余'} {a % b}" if a % b else ""
    return f"{a // b}{rest}"


def column_sum(a: int, b: int, language: Language) -> list[str]:
    """The columns of a written sum, from the right."""
    lines, carry, found = [], 0, ""
    width = max(len(str(a)), len(str(b)))
    for place in range(width):
        left, right = a // 10**place % 10, b // 10**place % 10
        value = left + right + carry
        row = f"{left} + {right}{' + 1' if carry else ''} = {value}: "
        last = place == width - 1
        found = (str(value) if last else str(value % 10)) + found
        carry = value // 10
        lines.append(row + found + ("" if last or not carry else f", {_word('carry', language)}1"))
    return lines


def column_difference(a: int, b: int, language: Language) -> list[str]:
    """The columns of a written difference, from the right; a >= b."""
    lines, borrow, found = [], 0, ""
    for place in range(len(str(a))):
        left, right = a // 10**place % 10, b // 10**place % 10
        take = left - right - borrow < 0
        top = left + 10 if take else left
        value = top - right - borrow
        found = str(value) + found
        row = f"{top} - {right}{' - 1' if borrow else ''} = {value}: {found}"
        lines.append(row + (f", {_word('borrow', language)}1" if take else ""))
        borrow = int(take)
    return lines


def short_product(a: int, b: int, language: Language) -> list[str]:
    """The columns of a product by one digit, from the right."""
    lines, carry, found = [], 0, ""
    digits = str(a)[::-1]
    for place, digit in enumerate(digits):
        value = int(digit) * b
        row = f"{digit} * {b} = {value}"
        if carry:
            row += f", {value} + {carry} = {value + carry}"
            value += carry
        last = place == len(digits) - 1
        found = (str(value) if last else str(value % 10)) + found
        carry = value // 10
        lines.append(f"{row}: {found}" + ("" if last or not carry else f", {_word('carry', language)}{carry}"))
    return lines


def _word(name: str, language: Language) -> str:
    return {"carry": "进", "borrow": "借"}[name] if language == "zh" else name + " "


def weeks(count: int, language: Language) -> list[str]:
    """The days that are left when whole weeks are taken away from `count` days."""
    whole = count // 7 * 7
    if whole <= 77:
        return [f"7 * {count // 7} = {whole}", f"{count} - {whole} = {count - whole}"]
    return divide(count, 7, language)
