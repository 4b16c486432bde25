#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mensetsu_fuzz::markdown_deck(bytes));
