//! The 21 parameters of FSRS-6, always finite and within the bounds that the training itself keeps.

/// How many parameters the model has.
pub const PARAMETER_COUNT: usize = 21;

/// The lowest and highest value of each parameter: `clip_parameters_in_place` of fsrs-rs 6.6.2, for one relearning step.
const BOUNDS: [(f32, f32); PARAMETER_COUNT] = [
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
];

/// Parameters that are finite and within their bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters([f32; PARAMETER_COUNT]);

impl Default for Parameters {
    fn default() -> Self {
        Self(super::DEFAULT_PARAMETERS)
    }
}

impl Parameters {
    /// Takes 21 values. `None` where there are more or fewer, or one is not finite or outside its bounds.
    pub fn new(values: &[f32]) -> Option<Self> {
        let values: [f32; PARAMETER_COUNT] = values.try_into().ok()?;
        let is_within = values
            .iter()
            .zip(BOUNDS)
            .all(|(value, (low, high))| value.is_finite() && (low..=high).contains(value));
        is_within.then_some(Self(values))
    }

    /// Takes 21 values and keeps each in its bounds, as FSRS does. `None` where there are more or fewer, or one is not finite.
    pub fn nearest(values: &[f32]) -> Option<Self> {
        let mut values: [f32; PARAMETER_COUNT] = values.try_into().ok()?;
        for (value, (low, high)) in values.iter_mut().zip(BOUNDS) {
            *value = value.clamp(low, high);
        }
        Self::new(&values)
    }

    /// The values in the order of the published formulas, w0 to w20.
    pub fn values(&self) -> &[f32; PARAMETER_COUNT] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_within_the_bounds() {
        let default = Parameters::default();
        assert_eq!(Parameters::new(default.values()), Some(default));
    }

    #[test]
    fn what_is_not_finite_outside_or_of_another_number_is_refused() {
        let default = *Parameters::default().values();
        for index in 0..PARAMETER_COUNT {
            for wrong in [f32::NAN, f32::INFINITY, -0.1, 1_000.0] {
                let mut values = default;
                values[index] = wrong;
                assert_eq!(Parameters::new(&values), None, "w{index} = {wrong}");
            }
        }
        assert_eq!(Parameters::new(&default[..20]), None);
        assert_eq!(Parameters::new(&[]), None);
    }
}
