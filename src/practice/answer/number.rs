//! Typed numbers: `20,000`, `1.2k`, `2e4`, `2 × 10^4`, `2万`, with or without a unit, within a factor of the answer.

use unicode_normalization::UnicodeNormalization;

use super::Verdict;

/// Checks a typed number against an answer with its unit and the factor within which it is right.
pub fn check(typed: &str, answer: f64, unit: &str, within: f64) -> Verdict {
    let text = normal(typed);
    if text.is_empty() {
        return Verdict::TryAgain("type a number, for example 20k or 2e4".to_owned());
    }
    let Some((value, rest)) = number(&text) else {
        return Verdict::TryAgain(
            "that is not a number; type for example 20,000, 20k, 2e4 or 2万".to_owned(),
        );
    };
    let unit = normal(unit);
    let value = match in_unit(value, rest.trim(), &unit) {
        Ok(value) => value,
        Err(reason) => return Verdict::TryAgain(reason),
    };
    if !value.is_finite() || value <= 0.0 {
        return Verdict::TryAgain("the number is over 0".to_owned());
    }
    let factor = if value > answer {
        value / answer
    } else {
        answer / value
    };
    // A last step of rounding must not decide.
    if factor <= within * (1.0 + 1e-9) {
        return Verdict::Right;
    }
    let direction = if value > answer {
        "too high"
    } else {
        "too low"
    };
    // The factor between a huge and a tiny number need not be finite.
    let factor = short(factor.min(f64::MAX));
    Verdict::Wrong(format!("{direction} by a factor of {factor}"))
}

/// A number for people: three digits, with separators where it is large.
pub fn short(value: f64) -> String {
    if value >= 1e15 || (value > 0.0 && value < 1e-4) {
        return format!("{value:.2e}");
    }
    let digits = if value >= 100.0 {
        0
    } else if value >= 10.0 {
        1
    } else {
        2
    };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    grouped(text)
}

/// A number with all its digits and a comma between thousands.
pub fn whole(value: f64) -> String {
    if value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        grouped(&value.to_string())
    }
}

fn grouped(text: &str) -> String {
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// NFKC and lower case, with superscripts written as powers and what only decorates a number taken away.
fn normal(text: &str) -> String {
    let mut powers = String::with_capacity(text.len());
    let mut in_power = false;
    for character in text.chars() {
        let superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".contains(character);
        if superscript && !in_power {
            powers.push('^');
        }
        in_power = superscript;
        powers.push(character);
    }
    let folded: String = powers.nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded
        .replace(['\u{2212}', '\u{2013}'], "-")
        .replace(['×', '⋅', '·'], "*")
        .replace('μ', "u");
    let text = folded
        .trim()
        .trim_start_matches(['~', '≈', '=', '約'])
        .trim_start();
    let text = [
        "about ", "around ", "approx. ", "approx ", "circa ", "ca. ", "roughly ",
    ]
    .into_iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    text.trim_start_matches(['$', '¥', '€', '£'])
        .trim()
        .to_owned()
}

/// Reads the number at the start of a text and returns the rest.
fn number(text: &str) -> Option<(f64, &str)> {
    let (mut value, mut rest) = plain_number(text)?;
    if let Some((exponent, after)) = power_of_ten(rest) {
        value *= 10_f64.powi(exponent);
        rest = after;
    }
    // Japanese numbers add up: 3万5千, 1億2,000万.
    let mut total = 0.0;
    let mut is_japanese = false;
    loop {
        let mut scaled = value;
        let mut after = rest;
        while let Some((factor, next)) = japanese_unit(after) {
            scaled *= factor;
            after = next;
            is_japanese = true;
        }
        total += scaled;
        rest = after;
        match plain_number(rest.trim_start()) {
            Some((next, after)) if is_japanese && after.len() < rest.len() => {
                (value, rest) = (next, after);
            }
            _ => return Some((total, rest)),
        }
    }
}

/// Digits with separators, a decimal point and an exponent.
fn plain_number(text: &str) -> Option<(f64, &str)> {
    let mut digits = String::new();
    let mut end = 0;
    let bytes = text.as_bytes();
    let mut seen_point = false;
    while let Some(&byte) = bytes.get(end) {
        let next_is_digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => digits.push(char::from(byte)),
            b'.' if !seen_point && (next_is_digit || !digits.is_empty()) => {
                seen_point = true;
                digits.push('.');
            }
            // A separator stands before three digits: 20,000 or 20 000 or 20_000.
            b',' | b'_' | b'\'' | b' '
                if !digits.is_empty() && !seen_point && is_group(&bytes[end + 1..]) => {}
            _ => break,
        }
        end += 1;
    }
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if text[end..].starts_with(',') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None; // 1,5 may mean 1.5 or 15: ask again
    }
    let mut rest = &text[end..];
    if let Some(after) = rest.strip_prefix('e') {
        let (sign, after) = after
            .strip_prefix('-')
            .map_or((1, after.strip_prefix('+').unwrap_or(after)), |a| (-1, a));
        let length = after.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&length) {
            digits.push_str(&format!("e{}", sign * after[..length].parse::<i32>().ok()?));
            rest = &after[length..];
        }
    }
    Some((digits.parse().ok()?, rest))
}

fn is_group(bytes: &[u8]) -> bool {
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && !bytes.get(3).is_some_and(u8::is_ascii_digit)
}

/// `* 10^4`, `x 10**4`.
fn power_of_ten(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start();
    let text = text
        .strip_prefix('*')
        .or_else(|| text.strip_prefix('x'))?
        .trim_start()
        .strip_prefix("10")?;
    let text = text.strip_prefix("**").or_else(|| text.strip_prefix('^'))?;
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let exponent: i32 = text
        .get(..length)?
        .parse()
        .ok()
        .filter(|exponent| *exponent <= 300)?;
    Some((sign * exponent, &text[length..]))
}

fn japanese_unit(text: &str) -> Option<(f64, &str)> {
    let units = [
        ("千", 1e3),
        ("百", 1e2),
        ("万", 1e4),
        ("億", 1e8),
        ("兆", 1e12),
    ];
    units
        .into_iter()
        .find_map(|(unit, factor)| Some((factor, text.strip_prefix(unit)?)))
}

/// Words and letters that multiply.
const MULTIPLIERS: [(&str, f64); 14] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("mio", 1e6),
    ("mln", 1e6),
    ("bn", 1e9),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
    ("g", 1e9),
    ("t", 1e12),
    ("p", 1e15),
    ("", 1.0),
];

/// The value in the unit of the answer, from what stands after the number; or what is wanted instead.
fn in_unit(value: f64, rest: &str, unit: &str) -> Result<f64, String> {
    if rest.is_empty() || same_unit(rest, unit) {
        return Ok(value);
    }
    if let Some(factor) = conversion(rest, unit) {
        return Ok(value * factor);
    }
    for (word, factor) in MULTIPLIERS {
        let Some(after) = rest.strip_prefix(word).filter(|_| !word.is_empty()) else {
            continue;
        };
        let after = after.trim();
        if after.is_empty()
            && word.len() == 1
            && measure(unit).is_some_and(|measure| (measure.prefix - 1.0).abs() > f64::EPSILON)
        {
            return Err(format!("type the unit as well, or the number in {unit}"));
        }
        if after.is_empty() || same_unit(after, unit) {
            return Ok(value * factor);
        }
        if let Some(conversion) = conversion(after, unit) {
            return Ok(value * factor * conversion);
        }
    }
    if unit.is_empty() {
        return Err("type the number alone".to_owned());
    }
    Err(format!("the number is wanted in {unit}"))
}

/// Whether two units are the same word, give or take a plural and the way "per" is written.
fn same_unit(left: &str, right: &str) -> bool {
    let plain = |unit: &str| {
        let unit = unit
            .replace(" per ", "/")
            .replace(" a ", "/")
            .replace(' ', "");
        let parts = unit.split('/').map(|part| match part {
            "sec" | "second" | "seconds" | "秒" => "s".to_owned(),
            "min" | "minute" | "minutes" | "分" => "min".to_owned(),
            "hour" | "hours" | "hr" => "h".to_owned(),
            "day" | "days" | "日" => "d".to_owned(),
            part => part
                .strip_suffix('s')
                .filter(|stem| stem.len() > 1)
                .unwrap_or(part)
                .to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    };
    plain(left) == plain(right)
}

/// A unit that can be converted: its size in its base, the base, and what it is per.
struct Measure<'a> {
    size: f64,
    prefix: f64,
    base: &'static str,
    per: &'a str,
}

/// The factor from one unit to another of the same base: MB to GB, ms to s.
fn conversion(from: &str, to: &str) -> Option<f64> {
    let (from, to) = (measure(from)?, measure(to)?);
    let same = from.base == to.base && (from.per == to.per || same_unit(from.per, to.per));
    same.then_some(from.size / to.size)
}

fn measure(unit: &str) -> Option<Measure<'_>> {
    let (name, per) = unit
        .split_once('/')
        .map_or((unit, ""), |(name, per)| (name.trim(), per.trim()));
    let name = name.replace(' ', "");
    let times = [
        ("ns", 1e-9),
        ("us", 1e-6),
        ("ms", 1e-3),
        ("s", 1.0),
        ("sec", 1.0),
        ("second", 1.0),
        ("seconds", 1.0),
        ("min", 60.0),
        ("minute", 60.0),
        ("minutes", 60.0),
        ("h", 3_600.0),
        ("hour", 3_600.0),
        ("hours", 3_600.0),
        ("d", 86_400.0),
        ("day", 86_400.0),
        ("days", 86_400.0),
    ];
    if let Some((_, size)) = times.into_iter().find(|(word, _)| *word == name) {
        let prefix = if size < 1.0 { size } else { 1.0 };
        return Some(Measure {
            size,
            prefix,
            base: "time",
            per,
        });
    }
    let prefixes = [
        ("k", 1e3),
        ("m", 1e6),
        ("g", 1e9),
        ("t", 1e12),
        ("p", 1e15),
        ("ki", 1024.0),
        ("mi", 1_048_576.0),
        ("gi", 1_073_741_824.0),
        ("ti", 1_099_511_627_776.0),
        ("", 1.0),
    ];
    let bases = [
        ("bytes", "bytes", 1.0),
        ("byte", "bytes", 1.0),
        ("bits", "bytes", 0.125),
        ("bit", "bytes", 0.125),
        ("b", "bytes", 1.0),
        ("hz", "hertz", 1.0),
    ];
    bases.into_iter().find_map(|(word, base, size)| {
        let prefix = name.strip_suffix(word)?;
        let (_, factor) = prefixes
            .into_iter()
            .find(|(candidate, _)| *candidate == prefix)?;
        Some(Measure {
            size: size * factor,
            prefix: factor,
            base,
            per,
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> Option<f64> {
        let text = normal(text);
        number(&text).map(|(value, _)| value)
    }

    fn is_right(typed: &str, answer: f64, unit: &str) -> bool {
        check(typed, answer, unit, 1.01) == Verdict::Right
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for typed in [
            "20000",
            "20,000",
            "20 000",
            "20_000",
            "20'000",
            "2e4",
            "2E4",
            "2.0e+4",
            "２００００",
            "2万",
            "２万",
            "~20000",
            "about 20,000",
            "2*10^4",
            "2 x 10^4",
            "2 × 10⁴",
            "2·10**4",
            "約2万",
            "1万1万",
        ] {
            assert_eq!(value(typed), Some(20_000.0), "{typed}");
        }
        assert_eq!(value("3万5千"), Some(35_000.0));
        assert_eq!(value("1億2,000万"), Some(120_000_000.0));
        assert_eq!(value("2千万"), Some(20_000_000.0));
        for none in ["", "many", "-", ".", "e4", "1,5", "万"] {
            assert_eq!(value(none), None, "{none}");
        }
    }

    #[test]
    fn multipliers_and_units_may_follow() {
        for typed in [
            "20k",
            "20K",
            "20 thousand",
            "20k deliveries/s",
            "20,000 deliveries per second",
            "0.02M",
            "20000/s",
        ] {
            let right = is_right(typed, 20_000.0, "deliveries/s");
            assert_eq!(right, typed != "20000/s", "{typed}");
        }
        assert!(
            is_right("20 deliveries/s", 20.0, "delivery/s") || is_right("20", 20.0, "delivery/s")
        );
        assert!(is_right("43.2 minutes", 43.2, "minutes") && is_right("43.2", 43.2, "minutes"));
        assert!(is_right("99.9 %", 99.9, "%"));
        assert!(is_right("1.2bn", 1.2e9, "rows"));
    }

    #[test]
    fn units_of_one_base_are_converted() {
        assert!(is_right("86,400 MB", 86.4, "GB"));
        assert!(is_right("0.0864 TB", 86.4, "GB"));
        assert!(is_right("1500 ms", 1.5, "s"));
        assert!(is_right("8 gbit/s", 1.0, "GB/s"));
        assert!(is_right("2 hours", 120.0, "minutes"));
        assert!(!is_right("86.4 MB", 86.4, "GB"));
    }

    #[test]
    fn another_unit_is_asked_again_and_names_the_one_wanted() {
        for (typed, unit) in [
            ("20 users", "deliveries/s"),
            ("20 MB/min", "MB/s"),
            ("20m", "MB/s"),
            ("many", "s"),
            ("", "s"),
            ("0", "s"),
        ] {
            assert!(
                matches!(check(typed, 20.0, unit, 1.25), Verdict::TryAgain(_)),
                "{typed}"
            );
        }
    }

    #[test]
    fn the_tolerance_is_a_factor_either_way() {
        assert_eq!(check("25000", 20_000.0, "", 1.25), Verdict::Right);
        assert_eq!(check("16000", 20_000.0, "", 1.25), Verdict::Right);
        assert_eq!(
            check("26000", 20_000.0, "", 1.25),
            Verdict::Wrong("too high by a factor of 1.3".to_owned())
        );
        assert_eq!(
            check("200", 20_000.0, "", 1.25),
            Verdict::Wrong("too low by a factor of 100".to_owned())
        );
    }

    #[test]
    fn numbers_are_shown_with_their_thousands() {
        assert_eq!(whole(20_000.0), "20,000");
        assert_eq!(whole(43.2), "43.2");
        assert_eq!(whole(1_234_567.5), "1,234,567.5");
        assert_eq!(
            (short(1.3), short(13.37), short(1_234.5)),
            ("1.3".into(), "13.4".into(), "1,234".into())
        );
    }

    proptest! {
        #[test]
        fn any_number_is_right_as_it_is_printed(answer in 1e-3..1e12_f64) {
            prop_assert_eq!(check(&answer.to_string(), answer, "x", 1.01), Verdict::Right);
            prop_assert_eq!(check(&whole(answer), answer, "x", 1.01), Verdict::Right);
            prop_assert_eq!(check(&format!("{answer:e}"), answer, "x", 1.01), Verdict::Right);
        }

        #[test]
        fn no_text_makes_it_panic(typed in "\\PC{0,30}", unit in "\\PC{0,8}") {
            check(&typed, 5.0, &unit, 1.5);
        }
    }
}
