//! The laws of the learner, and the policies on small cases that can be worked out by hand.

use super::*;
use crate::memory::Model;

fn result(scenario: &Scenario, policy: PolicyName, seeds: u64) -> f64 {
    let believed = Model::default();
    let run = |seed| {
        let people = scenario.people.iter();
        let of =
            people.map(|truth| study(scenario, truth, &believed, &mut *policy.start(seed), seed));
        of.sum::<f64>() / scenario.people.len() as f64
    };
    (0..seeds).map(run).sum::<f64>() / seeds as f64
}

#[test]
fn probe() {
    for scenario in published() {
        for policy in PolicyName::ALL {
            println!(
                "{} {} {:.4}",
                scenario.id,
                policy.id(),
                result(&scenario, policy, 4)
            );
        }
    }
}
