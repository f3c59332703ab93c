//! Colours as OKLCH, which the tokens are written in, and what other programs need of them.

/// A colour by lightness (0 to 1), chroma and hue in degrees.
///
/// Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Oklch {
    pub(crate) lightness: f64,
    pub(crate) chroma: f64,
    pub(crate) hue: f64,
}

impl Oklch {
    pub(crate) const fn new(lightness: f64, chroma: f64, hue: f64) -> Self {
        Self { lightness, chroma, hue }
    }

    /// As CSS writes it.
    pub(crate) fn css(self) -> String {
        format!("oklch({:.1}% {} {})", self.lightness * 100.0, self.chroma, self.hue)
    }

    /// As programs read it that know no OKLCH: `#rrggbb`.
    pub(crate) fn hex(self) -> String {
        let byte = |linear: f64| {
            let encoded = if linear <= 0.003_130_8 {
                12.92 * linear
            } else {
                1.055 * linear.powf(1.0 / 2.4) - 0.055
            };
            (encoded.clamp(0.0, 1.0) * 255.0).round() as u8
        };
        let [red, green, blue] = self.linear().map(byte);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Linear red, green and blue, 0 to 1.
    fn linear(self) -> [f64; 3] {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        let (a, b) = (self.chroma * cos, self.chroma * sin);
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
        .map(|channel| channel.clamp(0.0, 1.0))
    }

    /// The contrast between two colours, 1 to 21, as WCAG 2.2 defines it.
    #[cfg(test)]
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let luminance = |colour: Self| {
            let [red, green, blue] = colour.linear();
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, two) = (luminance(self), luminance(other));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}
