//! Rows 59, 61 and 62: the editor of the environment, an output that takes nothing, and no terminal.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
};

use crate::{
    place::{Place, assert_holds, ended, watched},
    window::Session,
};

/// The variable is split into words as a shell does it, and no shell sees it.
pub fn the_editor_of_the_environment() {
    let place = Place::new();
    place.file(
        "data/stories/-rf x; touch y.md",
        "---\ntitle: A\n---\n\n## Situation\n\nx\n",
    );
    place.file(
        "data/stories/a.md",
        "---\ntitle: A\n---\n\n## Situation\n\nx\n",
    );
    let stub = place.home().join("my editor");
    let log = place.home().join("arguments");
    fs::write(
        &stub,
        format!(
            "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done > '{}'\n",
            log.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&stub, fs::Permissions::from_mode(0o755)).unwrap();
    let edit = |editor: &str| {
        let _ = fs::remove_file(&log);
        let mut command = place.command(&["stories", "edit", "a"]);
        command.env("EDITOR", editor);
        let ran = watched(command, "");
        place.judge(&ran, editor);
        (ran, fs::read_to_string(&log).unwrap_or_default())
    };
    let file = place.home().join("data/stories/a.md");
    let file = fs::canonicalize(file).unwrap();
    let stub = stub.to_str().unwrap();
    let outside = place.outside();
    let outside = outside.display();
    let (_, words) = edit(&format!("'{stub}' -w"));
    assert_eq!(words, format!("<-w>\n<{}>\n", file.display()));
    for evil in [
        format!("; touch {outside}/x"),
        format!("$(touch {outside}/x)"),
        format!("`touch {outside}/x`"),
        format!("| touch {outside}/x"),
        "&& x".to_owned(),
    ] {
        let (_, words) = edit(&format!("'{stub}' {evil}"));
        let first = evil.split(' ').next().unwrap();
        assert!(words.starts_with(&format!("<{first}>\n")), "{words}");
    }
    for broken in ["\"open", "'", "/no/such/\u{1b}[31meditor", "''"] {
        let (ran, words) = edit(broken);
        assert_eq!(words, "");
        assert_eq!(ran.code, 1, "{broken}: {}", ran.err);
        assert_holds(&ran.err, &["error: "]);
    }
    let mut command = place.command(&["stories", "edit", "-rf x; touch y"]);
    command.env("EDITOR", format!("'{stub}'"));
    place.judge(&watched(command, ""), "a file name with an option in it");
    let words = fs::read_to_string(&log).unwrap_or_default();
    assert!(words.is_empty() || words.starts_with("</"), "{words}");
    assert_eq!(fs::read_dir(place.work()).unwrap().count(), 0);
}

pub fn an_output_that_takes_nothing() {
    let place = Place::new();
    place.file(
        "data/stories/a.md",
        "---\ntitle: A\n---\n\n## Situation\n\nx\n",
    );
    for arguments in [
        &["deck", "list"][..],
        &["deck", "list", "--json"],
        &["deck", "check"],
        &["deck", "show", "estimates"],
        &["deck", "schema"],
        &["drill", "--plain"],
        &["--plain"],
        &["stats"],
        &["plan", "--json"],
        &["stories", "list"],
        &["journal", "check"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let err = |stdout: Stdio, close: bool| {
            let mut command = place.command(arguments);
            command
                .stdin(Stdio::null())
                .stdout(stdout)
                .stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            if close {
                drop(child.stdout.take());
            }
            let code = ended(&mut child, &format!("{arguments:?}"));
            let mut text = String::new();
            std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut text).unwrap();
            assert!(
                !text.contains("panicked") && !text.contains("fault"),
                "{arguments:?}: {text}"
            );
            (code, text)
        };
        // Closed: the reader is gone before or after the first byte; both are no failure.
        let (code, text) = err(Stdio::piped(), true);
        assert!(
            code == 0 || arguments == ["deck", "check"] && code == 1,
            "{arguments:?}: {code} {text}"
        );
        let (code, text) = err(
            File::options()
                .write(true)
                .open("/dev/full")
                .unwrap()
                .into(),
            false,
        );
        assert_eq!(code, 1, "{arguments:?}: {text}");
        if !arguments[0].starts_with("--") || arguments == ["--plain"] {
            assert_holds(&text, &["error: the output cannot be written"]);
        }
    }
    // No stdout and no stderr at all.
    for closed in ["exec 1>&-", "exec 2>&-", "exec 0<&-", "exec 0<&- 1>&- 2>&-"] {
        let script = format!("{closed}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command
            .args(["-c", &script, env!("CARGO_BIN_EXE_mensetsu"), "--home"])
            .arg(place.home())
            .args(["deck", "list"]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let code = ended(&mut command.spawn().unwrap(), closed);
        assert!((0..=1).contains(&code), "{closed}: {code}");
    }
}

pub fn no_terminal() {
    let place = Place::new();
    for arguments in [&[][..], &["drill"], &["--plain"]] {
        let mut command = place.command(arguments);
        command.env("TERM", "xterm-256color");
        let ran = watched(command, "");
        place.judge(&ran, "no terminal");
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    for term in ["dumb", ""] {
        let mut session = Session::start(&place, &["drill", "--deck", "good"], &[("TERM", term)]);
        session.until("the end of the prompt", |session| {
            session.text().contains("What is first?")
        });
        session.press("\n3\n");
        session.until("the grade", |session| {
            session.text().contains("saved: good/first")
        });
        assert!(
            !session.bytes.contains(&0x1b),
            "no escape goes to a terminal that has none"
        );
        session.press("\u{4}");
        session.until("the end", Session::has_ended);
    }
}
