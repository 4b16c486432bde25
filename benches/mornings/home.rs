//! The home of a simulated person: one deck, a track with the weights of its areas, a goal, and a journal written from outside.

use std::{fs, io::Write, path::Path, process::Command};

use mensetsu::memory::Grade;

/// Midnight UTC of the first study day, 2027-01-11.
const FIRST_DAY_MS: i64 = 1_799_625_600_000;

const DAY_MS: i64 = 86_400_000;

/// Each day begins at nine.
const NINE_MS: i64 = 9 * 3_600_000;

/// One area for each weight that a scenario has.
const AREAS: [&str; 4] = ["SD", "MQ", "RL", "DB"];

const DEVICE: &str = "5eed0001";

/// A home, and the journal of a device that is not the program's.
pub struct Person {
    home: tempfile::TempDir,
    /// The counter of the last row.
    rows: u64,
    /// UTC ms of the last row.
    time: i64,
}

impl Person {
    /// Makes a home whose items have some weights, and a goal so many days after the first.
    pub fn new(weights: &[f64], days: u32, minutes: u32) -> Self {
        let home = tempfile::tempdir().expect("a folder for the home");
        let data = home.path().join("data");
        for folder in ["decks", "tracks", "journal"] {
            fs::create_dir_all(data.join(folder)).expect("a folder");
        }
        // Each weight that occurs, with the sum of its items.
        let mut classes: Vec<(u64, f64)> = Vec::new();
        let mut deck = "---\nid: simulated\ntitle: Simulated\nlanguage: en\n---\n".to_owned();
        for (index, weight) in weights.iter().enumerate() {
            let class = classes
                .iter()
                .position(|(known, _)| *known == weight.to_bits());
            let class = class.unwrap_or_else(|| {
                classes.push((weight.to_bits(), 0.0));
                classes.len() - 1
            });
            classes[class].1 += weight;
            let area = AREAS.get(class).expect("at most four weights");
            deck.push_str(&format!(
                "\n## What is number {index}? {{#c{index} area={area}}}\n\n{}\n",
                answer(index)
            ));
        }
        fs::write(data.join("decks/simulated.md"), deck).expect("a deck");
        let sum: f64 = weights.iter().sum();
        let mut shares = serde_json::Map::new();
        for (area, (_, of_area)) in AREAS.iter().zip(&classes) {
            shares.insert((*area).to_owned(), (100.0 * of_area / sum).into());
        }
        let track = serde_json::json!({"tracks": [
            {"id": "simulated", "title": "Simulated", "weights": shares, "rounds": []}
        ]});
        fs::write(data.join("tracks/simulated.json"), track.to_string()).expect("a track");
        let mut person = Self {
            home,
            rows: 0,
            time: FIRST_DAY_MS + NINE_MS - 60_000,
        };
        for deck in person.bundled_decks() {
            person.append(&format!(
                "\"k\":\"deck\",\"id\":\"{deck}\",\"state\":\"off\""
            ));
        }
        let interview = date(days);
        person.append(&format!(
            "\"k\":\"goal\",\"id\":\"the-day\",\"date\":\"{interview}\",\"track\":\"simulated\",\"minutes\":{minutes},\
             \"decks\":[\"simulated\"],\"share\":0"
        ));
        person
    }

    fn bundled_decks(&self) -> Vec<String> {
        let list = self.json(0, &["deck", "list", "--json"]);
        let decks = list["decks"].as_array().expect("a list of decks");
        decks
            .iter()
            .filter_map(|deck| deck["id"].as_str())
            .filter(|id| *id != "simulated")
            .map(str::to_owned)
            .collect()
    }

    /// The morning of a day comes.
    pub fn wake(&mut self, day: u32) {
        self.time = self
            .time
            .max(FIRST_DAY_MS + i64::from(day) * DAY_MS + NINE_MS);
    }

    /// Writes the review of an item that took some seconds.
    pub fn review(&mut self, item: usize, grade: Grade, seconds: f64) {
        let ms = (seconds * 1_000.0) as i64;
        self.time += ms;
        let (grade, hash) = (grade as u8, crc32fast::hash(answer(item).as_bytes()));
        self.append(&format!(
            "\"k\":\"review\",\"c\":\"simulated/c{item}\",\"g\":{grade},\"ms\":{ms},\"h\":\"{hash:08x}\""
        ));
    }

    /// Appends a row: FORMATS section 2, without a line of the program's own code.
    fn append(&mut self, keys: &str) {
        self.rows += 1;
        self.time += 1;
        let mut row = format!(
            "{{\"v\":1,\"d\":\"{DEVICE}\",\"n\":{},\"t\":{},\"z\":0,{keys}",
            self.rows, self.time
        );
        let check = crc32fast::hash(row.as_bytes());
        row.push_str(&format!(",\"x\":\"{check:08x}\"}}\n"));
        let year = jiff::Timestamp::from_millisecond(self.time)
            .expect("a time")
            .to_zoned(jiff::tz::TimeZone::UTC)
            .year();
        let path = self
            .home
            .path()
            .join(format!("data/journal/{DEVICE}-{year}.jsonl"));
        let file = fs::OpenOptions::new().create(true).append(true).open(path);
        let mut file = file.expect("a journal");
        file.write_all(row.as_bytes()).expect("a row");
    }

    /// What the real program prints as JSON on the morning of a day.
    pub fn json(&self, day: u32, arguments: &[&str]) -> serde_json::Value {
        let output = command(self.home.path(), day)
            .args(arguments)
            .output()
            .expect("faketime starts; it is the package faketime of Debian");
        assert!(
            output.status.success(),
            "mensetsu {} on day {day}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Holds the journal that was written here to what the program reads of it.
    pub fn check(&self, day: u32) {
        let check = self.json(day, &["journal", "check", "--json"]);
        assert_eq!(check["bad"], serde_json::json!([]));
        assert_eq!(
            (&check["rows"], &check["unknown"]),
            (&self.rows.into(), &0.into())
        );
    }
}

/// The real program at nine in the morning of a day. It has no clock to set, so the whole process gets another one.
fn command(home: &Path, day: u32) -> Command {
    let mut command = Command::new("faketime");
    command
        .arg(format!("{} 09:00:00", date(day)))
        .arg(env!("CARGO_BIN_EXE_mensetsu"))
        .arg("--home")
        .arg(home)
        .env("TZ", "UTC")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env_remove("MENSETSU_DATA");
    command
}

/// The date of a day, counted from the first.
fn date(day: u32) -> jiff::civil::Date {
    jiff::Timestamp::from_millisecond(FIRST_DAY_MS + i64::from(day) * DAY_MS)
        .expect("a time")
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

fn answer(item: usize) -> String {
    format!("It is {item}.")
}
