#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mensetsu_fuzz::own_texts(bytes));
