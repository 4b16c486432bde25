#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mensetsu_fuzz::json_deck(bytes));
