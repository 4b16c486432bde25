use super::*;

const NOW: Moment = Moment {
    ms: 1_795_348_800_000,
    zone_minutes: 540,
};
const DEVICE: DeviceId = DeviceId(0xabcd_0123);

fn skip(n: usize) -> What {
    What::Skip {
        item: format!("d/c{n}").into(),
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("abcd0123-2026.jsonl")
}

fn writer(folder: &Path) -> JournalWriter {
    JournalWriter::new(folder, DEVICE, &JournalFiles::read(folder))
}

#[test]
fn a_row_is_on_the_disk_before_it_is_returned() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/journal");
    let mut journal = writer(&folder);
    for n in 1..=3 {
        let entry = journal.append(NOW, &skip(n)).unwrap();
        assert_eq!(entry.id.n, n as u64);
        assert_eq!(JournalFiles::read(&folder).entries.last(), Some(&entry));
    }
    assert_eq!(
        writer(&folder).append(NOW, &skip(4)).unwrap().id.n,
        4,
        "a new writer goes on above every counter"
    );
}

#[test]
fn a_torn_tail_at_any_byte_costs_that_row_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    for n in 1..=3 {
        writer(folder).append(NOW, &skip(n)).unwrap();
    }
    let whole = fs::read(file(folder)).unwrap();
    let second_end = whole
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .nth(1)
        .unwrap()
        .0
        + 1;
    for cut in second_end..whole.len() {
        fs::write(file(folder), &whole[..cut]).unwrap();
        let entry = writer(folder).append(NOW, &skip(9)).unwrap();
        let read = JournalFiles::read(folder);
        assert_eq!(read.entries.last(), Some(&entry), "cut at {cut}");
        assert!(read.entries.len() >= 3 && read.bad.len() <= 1);
    }
}

#[test]
fn zeros_and_garbage_are_counted_with_their_line() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    writer(folder).append(NOW, &skip(1)).unwrap();
    let mut damaged = fs::read(file(folder)).unwrap();
    damaged.extend([0; 64]);
    fs::write(file(folder), damaged).unwrap();
    writer(folder).append(NOW, &skip(2)).unwrap();
    let read = JournalFiles::read(folder);
    assert_eq!(
        (read.entries.len(), read.bad.len(), read.bad[0].line),
        (2, 1, 2)
    );
}

#[test]
fn conflict_copies_are_read_and_very_long_lines_are_bad() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    writer(folder).append(NOW, &skip(1)).unwrap();
    let copy = folder.join("abcd0123-2026.sync-conflict-20261122-101010-ABC.jsonl");
    fs::copy(file(folder), &copy).unwrap();
    fs::write(folder.join("long.jsonl"), "x".repeat(200_000)).unwrap();
    let read = JournalFiles::read(folder);
    assert_eq!((read.files, read.entries.len(), read.bad.len()), (3, 2, 1));
    assert_eq!(&*read.bad[0].why, "longer than a row may be");
}

#[test]
fn a_file_that_was_replaced_or_shortened_is_opened_and_read_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    let mut journal = writer(folder);
    journal.append(NOW, &skip(1)).unwrap();
    journal.append(NOW, &skip(2)).unwrap();
    let copy = folder.join("copy");
    fs::copy(file(folder), &copy).unwrap();
    fs::rename(&copy, file(folder)).unwrap();
    assert_eq!(journal.append(NOW, &skip(3)).unwrap().id.n, 3);
    assert_eq!(JournalFiles::read(folder).entries.len(), 3);

    let opened = OpenOptions::new().write(true).open(file(folder)).unwrap();
    opened
        .set_len(opened.metadata().unwrap().len() - 10)
        .unwrap();
    assert_eq!(
        journal.append(NOW, &skip(4)).unwrap().id.n,
        4,
        "a counter is never used again"
    );
    let read = JournalFiles::read(folder);
    assert_eq!((read.entries.len(), read.bad.len()), (3, 1));

    fs::remove_file(file(folder)).unwrap();
    journal.append(NOW, &skip(5)).unwrap();
    assert_eq!(JournalFiles::read(folder).entries.len(), 1);
}

#[test]
fn each_utc_year_has_its_file() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = writer(home.path());
    journal.append(NOW, &skip(1)).unwrap();
    journal
        .append(
            Moment {
                ms: NOW.ms + 100 * 86_400_000,
                ..NOW
            },
            &skip(2),
        )
        .unwrap();
    let read = JournalFiles::read(home.path());
    assert_eq!((read.files, read.entries.len()), (2, 2));
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_and_the_next_try_works() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("journal");
    fs::write(&folder, "a file is in the way").unwrap();
    let mut journal = writer(&folder);
    assert!(journal.append(NOW, &skip(1)).is_err());
    fs::remove_file(&folder).unwrap();
    journal.append(NOW, &skip(2)).unwrap();
    assert_eq!(JournalFiles::read(&folder).entries.len(), 1);
}

#[test]
fn rows_that_came_between_reading_and_the_first_row_are_counted() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/journal");
    writer(&folder).append(NOW, &skip(1)).unwrap();
    let mut journal = writer(&folder);
    let mut other = writer(&folder);
    assert_eq!(other.append(NOW, &skip(2)).unwrap().id.n, 2);
    assert_eq!(journal.append(NOW, &skip(3)).unwrap().id.n, 3);
    assert_eq!(other.append(NOW, &skip(4)).unwrap().id.n, 4);
}
