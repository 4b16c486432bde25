//! A home in which every text that a person or a stranger can write holds what no terminal may get.

use std::fs;

use crate::place::Place;

/// What does something to a terminal, turns text round, or cannot be seen.
pub const EVIL: &str = "\u{1b}]52;c;cm0=\u{7}\u{1b}[31m\u{1b}P1$r\u{1b}\\\u{9b}2J\u{9d}0;x\u{9c}\u{8}\u{7f}\u{202e}\u{2066}\u{2028}\
                        \u{2029}\u{85}\u{e0041}\u{e000}\u{10eeee}\u{200b}\u{feff}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}";

/// The same for a place that holds one line of a file: what ends a line is left out.
pub fn evil() -> String {
    EVIL.replace(['\u{2028}', '\u{2029}', '\u{85}'], "")
}

fn line(device: &str, n: u64, rest: &str) -> String {
    let t = 1_795_300_000_000_u64 + n * 1_000;
    let line = format!(r#"{{"v":1,"d":"{device}","n":{n},"t":{t},"z":0,{rest}"#);
    format!(
        "{line},\"x\":\"{:08x}\"}}\n",
        crc32fast::hash(line.as_bytes())
    )
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A deck with a card of each kind, every field of which is hostile.
pub fn deck(id: &str) -> String {
    let e = evil();
    format!(
        "---\nid: {id}\ntitle: T{e}\narea: SD\nlanguage: en\nauthors: A{e}\nlicense: L{e}\n---\n\nProse{e}\n\n\
         ## Recall{e} what? {{#re{e} covers=X{e} area=SD}}\n\nContext{e}\n\n### Answer\n\nAnswer{e}\n\n```\ncode\t{e}\n```\n\n> Note{e}\n\nSource: S{e}\n\nAllow: r{e} — why{e}\n\n### Hint\nH{e}\n\n### Odd{e}\n\nx\n\n\
         ## Gap{e} {{{{hidden{e}::hint{e}}}}} {{#gap{e} .cloze}}\n\nCloze{e}\n\n\
         ## How many{e}? {{#many .estimate minutes=1}}\n\n### Answer\n200 u{e} within 1.25\n\n### Steps\n- one{e}\n- two{e}\n\n\
         ## Words{e} {{.vocab}}\n\n| term | reading | meaning | example | translation | spellings | hint | odd{e} |\n|---|---|---|---|---|---|---|---|\n\
         | 冪{e} | べき | idem{e}; other{e} | ex{e} | tr{e} | sp{e} | h{e} | x |\n\n\
         ## Design{e}. {{#design .design minutes=5}}\n\nContext{e}\n\n### Phases\n- Clarify{e} 2\n- Build{e} 3\n\n  Reveal{e}\n\n\
         ### Rubric\n- 60 Point{e} [Clarify{e}]\n  - full: full{e}\n  - partial: part{e}\n  - keywords: k{e} | word{e}\n  - review: nothing{e}\n- 40 Other{e}\n  - full: f{e}\n\n\
         ### Follow-ups\n- (change) Now{e}\n- Then{e}?\n\n### Model\nModel{e}\n\n\
         ## Open{e}? {{#open .open minutes=3}}\n\n### Rubric\n- 100 Names{e}\n  - full: f{e}\n\n\
         ## Compare{e}? {{#compare .compare minutes=3}}\n\n### Options\n- a{e}\n- b{e}\n\n### Rubric\n- 100 Names{e}\n  - full: f{e}\n\n\
         ## Scenario{e}? {{#scenario .scenario minutes=3}}\n\n### Phases\n- See{e} 3\n\n  Data{e}\n\n### Rubric\n- 100 Names{e}\n  - full: f{e}\n\n\
         ## Tell{e}. {{#story .story minutes=3}}\n\n### Rubric\n- 100 Does{e} [A]\n  - full: f{e}\n"
    )
}

/// The hostile home. Files of other programs, names of files and folders, settings, the journal, own texts: all of it.
pub fn place() -> Place {
    let place = Place::new();
    let e = evil();
    fs::write(place.decks().join("hostile.md"), deck("hostile")).unwrap();
    // Names of files hold what ends a line too.
    let folder = place.decks().join(format!("folder{EVIL}"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(format!("name{EVIL}.md")), deck("named")).unwrap();
    fs::write(folder.join(format!("broken{EVIL}.json")), "{").unwrap();
    fs::write(folder.join(format!("latin{EVIL}.md")), [0xff]).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join(format!("link{EVIL}.md"))).unwrap();
    std::os::unix::fs::symlink("/etc", folder.join(format!("up{EVIL}"))).unwrap();
    let all = quoted(EVIL);
    let all = &all[1..all.len() - 1];
    let cards = format!(
        "{{\"format\":1,\"id\":\"json{all}\",\"title\":\"T{all}\",\"zz{all}\":1,\"cards\":[{{\"id\":\"a{all}\",\"prompt\":\"P{all}?\",\
         \"answer\":\"A{all}\",\"kind\":\"recall\",\"zz{all}\":1}},{{\"id\":\"b\",\"kind\":\"k{all}\",\"prompt\":\"x\"}},\
         {{\"id\":\"c\",\"prompt\":\"x\",\"answer\":[\"{all}\"]}}]}}"
    );
    fs::write(place.decks().join("json.json"), cards).unwrap();
    place.file(
        "config/config.toml",
        format!(
            "theme = {}\nfurigana = {}\n{} = 1\ndeck-folders = [{}]\n[keys]\n{} = {}\nopen-decks = {}\n",
            quoted_toml(EVIL), quoted_toml(EVIL), quoted_toml(EVIL), quoted_toml(EVIL),
            quoted_toml(EVIL), quoted_toml(EVIL), quoted_toml(EVIL)
        ),
    );
    let device = "0000abcd";
    let rows = [
        format!(r#""k":"review","c":"hostile/re{all}","g":3,"ms":5000,"a":"{all}","r":"{all}""#),
        format!(r#""k":"review","c":"good/first","g":3,"ms":5000,"a":"{all}","r":"{all}""#),
        format!(r#""k":"suspend","c":"good/{all}","why":"{all}""#),
        format!(r#""k":"flag","c":"good/first{all}","on":true"#),
        format!(r#""k":"note","c":"good/first","text":"N{all}""#),
        format!(r#""k":"deck","id":"{all}","state":"first""#),
        format!(
            r#""k":"goal","id":"g{all}","date":"2020-01-01","track":"t{all}","round":"r{all}","minutes":30,"company":"C{all}""#
        ),
        format!(
            r#""k":"spoken","c":"hostile/open","g":3,"ms":5000,"p":[2],"score":100,"said":80,"by":"self","m":"m{all}","text":"Notes{all}""#
        ),
        format!(
            r#""k":"mock","m":"m{all}","track":"t{all}","round":"r{all}","cards":["hostile/open","x{all}"],"ms":5000,"end":"finished""#
        ),
        format!(
            r#""k":"result","goal":"g{all}","outcome":"passed","round":"r{all}","asked":["q{all}"],"text":"{all}""#
        ),
        format!(r#""k":"{all}","zz":"{all}""#),
    ];
    let rows: String = (1..)
        .zip(&rows)
        .map(|(n, rest)| line(device, n, rest))
        .collect();
    place.file(
        &format!("data/journal/0000abcd-{EVIL}.jsonl"),
        format!("{rows}garbage{EVIL}\n"),
    );
    let story = format!(
        "---\ntitle: S{e}\nanswers: hostile/story, no/{e}\nzz{e}: 1\n---\n\nOdd{e}\n\n## Situation\n\nSit{e}\n\n## Task\n\nTask{e}\n\n## Action\n\nAct{e}\n\n## Result\n\nRes{e}\n\n## Odd{e}\n\nx\n"
    );
    place.file("data/stories/hostile.md", &story);
    place.file(&format!("data/stories/n{EVIL}.md"), &story);
    place.file(&format!("data/stories/n{EVIL}.txt"), &story);
    place.file(
        "data/pieces/hostile.md",
        format!("---\ntitle: P{e}\nkind: introduction\nseconds: 90\nzz{e}: 1\n---\n\nBody{e}\n"),
    );
    place.file(
        &format!("data/pieces/n{EVIL}.md"),
        format!("---\ntitle: P{e}\nkind: {e}\n---\n\nBody{e}\n"),
    );
    place.file(
        "data/tracks/own.json",
        format!(
            "{{\"tracks\":[{{\"id\":\"t{all}\",\"title\":\"T{all}\",\"weights\":{{\"SD\":100}},\"rounds\":[{{\"id\":\"r{all}\",\"name\":\"R{all}\",\"minutes\":30,\
             \"draw\":[{{\"kind\":\"open\",\"n\":1,\"areas\":[\"SD\"]}}]}}]}},{{\"id\":\"mine\",\"title\":\"M{all}\",\"weights\":{{\"SD\":100}},\
             \"rounds\":[{{\"id\":\"talk\",\"name\":\"R{all}\",\"minutes\":30,\"draw\":[{{\"kind\":\"open\",\"n\":1,\"areas\":[\"SD\"]}}]}}]}}]}}"
        ),
    );
    place.file(
        "data/tracks/broken.json",
        format!("{{\"tracks\":\"{all}\"}}"),
    );
    place.file(&format!("data/tracks/n{EVIL}.json"), "{");
    place.file(
        "result.json",
        format!("{{\"format\":1,\"kind\":\"{all}\",\"id\":\"{all}\",\"candidate\":\"{all}\",\"partner\":\"{all}\",\"zz{all}\":1,\"cards\":[{{\"card\":\"x{all}\",\"notes\":[\"{all}\"]}}]}}"),
    );
    place.file("lines.txt", format!("{EVIL}\nRecall{e}\n"));
    place.file("asked.txt", format!("What{e}?\n"));
    place
}

fn quoted_toml(text: &str) -> String {
    let escaped = |c: char| format!(r"\U{:08x}", u32::from(c));
    let inside: Vec<String> = text.chars().map(escaped).collect();
    format!("\"{}\"", inside.concat())
}
