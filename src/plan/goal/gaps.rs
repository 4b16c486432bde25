//! What the cards in the mix lack for a goal, in sentences. Only says; the weights themselves are not changed here.

use std::collections::BTreeMap;

use crate::{
    deck::{SafeText, area_title},
    plan::Track,
};

/// What is missing, a sentence each. `items` counts the short items of the decks that the goal draws on, by area.
pub fn gaps(track: Option<&Track>, items: &BTreeMap<String, usize>) -> Vec<String> {
    let has = |area: &str| items.get(area).is_some_and(|count| *count > 0);
    if items.values().all(|count| *count == 0) {
        return vec![
            "there is no card to learn in the mix, so there is nothing to plan; mensetsu deck list shows the decks"
                .to_owned(),
        ];
    }
    let Some(track) = track else {
        return Vec::new();
    };
    let weighted = || track.weights.iter().filter(|(_, weight)| **weight > 0.0);
    let empty: Vec<String> = weighted()
        .filter(|(area, _)| !has(area))
        .map(|(area, weight)| {
            let title = SafeText::from_line(area_title(area));
            format!("{title} ({}%)", (weight * 10.0).round() / 10.0)
        })
        .collect();
    if empty.is_empty() {
        return Vec::new();
    }
    if empty.len() == weighted().count() {
        return vec![
            "no card in the mix is of an area that the role weighs, so all areas count the same"
                .to_owned(),
        ];
    }
    vec![format!(
        "no card in the mix is about {}; the other areas take that weight",
        empty.join(", ")
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::track;

    fn items(areas: &[(&str, usize)]) -> BTreeMap<String, usize> {
        areas
            .iter()
            .map(|(area, count)| ((*area).to_owned(), *count))
            .collect()
    }

    fn mine() -> Track {
        let file = track::parse(
            r#"{"tracks":[{"id":"mine","weights":{"SD":70,"LG":24.5,"CL":5.5,"PE":0}}]}"#,
        );
        file.unwrap().tracks.remove(0)
    }

    #[test]
    fn an_area_without_cards_is_named_with_its_weight() {
        let cards = items(&[("SD", 3), ("LG", 0)]);
        assert_eq!(
            gaps(Some(&mine()), &cards),
            [
                "no card in the mix is about Cloud (5.5%), Languages (24.5%); the other areas take that weight"
            ]
        );
        let all = items(&[("SD", 3), ("LG", 1), ("CL", 1)]);
        assert_eq!(gaps(Some(&mine()), &all), [""; 0]);
        assert_eq!(gaps(None, &cards), [""; 0]);
    }

    #[test]
    fn no_cards_at_all_are_one_sentence() {
        for cards in [items(&[]), items(&[("SD", 0)])] {
            let said = gaps(Some(&mine()), &cards);
            assert_eq!(said.len(), 1);
            assert!(said[0].starts_with("there is no card to learn in the mix"));
        }
        let said = gaps(Some(&mine()), &items(&[("JP", 4)]));
        assert!(said[0].ends_with("so all areas count the same"), "{said:?}");
    }
}
