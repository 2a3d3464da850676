//! From the globe to a drawing.

/// A place on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees, south is negative.
    pub latitude: f64,
    /// Degrees, west is negative.
    pub longitude: f64,
}

/// Kilometres of a degree of latitude (10,000 km from the equator to the pole, by the metre's first meaning).
const KM_OF_DEGREE: f64 = 10_000.0 / 90.0;
/// Room around the outermost villages, for their circles.
const MARGIN: f64 = 34.0;
/// A unit is not drawn larger than this; a single village has no size of its own.
const LEAST_DEGREES: f64 = 0.02;

/// Equirectangular, true at the middle latitude: over a sub-district the difference to better projections
/// is far less than the width of a circle.
pub(super) struct Projection {
    west: f64,
    north: f64,
    squeeze: f64,
    unit: f64,
    left: f64,
    top: f64,
    height: f64,
}

impl Projection {
    /// One that has all points in a drawing of this width, with `side` free at both sides for names, and at
    /// most `highest` high; none without a point.
    pub(super) fn over<'a>(
        points: impl Iterator<Item = &'a Point>,
        width: f64,
        (side, highest): (f64, f64),
    ) -> Option<Self> {
        let (mut west, mut east, mut south, mut north) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for point in points.filter(|point| point.latitude.is_finite() && point.longitude.is_finite()) {
            (west, east) = (west.min(point.longitude), east.max(point.longitude));
            (south, north) = (south.min(point.latitude), north.max(point.latitude));
        }
        if west > east {
            return None;
        }
        let squeeze = f64::midpoint(south, north).to_radians().cos().max(0.01);
        let wide = ((east - west) * squeeze).max(LEAST_DEGREES);
        let high = (north - south).max(LEAST_DEGREES);
        let unit = ((width - 2.0 * side) / wide).min((highest - 2.0 * MARGIN) / high);
        // Names have room even where all villages lie on one line.
        let height = (high * unit + 2.0 * MARGIN).max(highest * 0.6);
        let left = (width - (east - west) * squeeze * unit) / 2.0;
        let top = (height - (north - south) * unit) / 2.0;
        Some(Self { west, north, squeeze, unit, left, top, height })
    }

    pub(super) fn place(&self, point: &Point) -> (f64, f64) {
        let x = self.left + (point.longitude - self.west) * self.squeeze * self.unit;
        (x, self.top + (self.north - point.latitude) * self.unit)
    }

    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// How long a kilometre is in the drawing.
    pub(super) fn km(&self) -> f64 {
        self.unit / KM_OF_DEGREE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_sixty_degrees_a_degree_of_longitude_is_half_as_wide() {
        let at = |latitude, longitude| Point { latitude, longitude };
        let corners = [at(59.0, 10.0), at(61.0, 12.0)];
        let to = Projection::over(corners.iter(), 320.0, (40.0, 400.0)).unwrap();
        let ((west, south), (east, north)) = (to.place(&corners[0]), to.place(&corners[1]));
        assert!(((east - west) * 2.0 - (south - north)).abs() < 0.1, "north is up, east is right");
    }

    #[test]
    fn one_village_lies_in_the_middle() {
        let one = Point { latitude: -1.0, longitude: 114.0 };
        let to = Projection::over([one].iter(), 320.0, (40.0, 300.0)).unwrap();
        assert!(
            (to.place(&one).0 - 160.0).abs() < 1e-6 && (to.place(&one).1 - to.height() / 2.0).abs() < 1e-6
        );
        assert!(Projection::over([].iter(), 320.0, (40.0, 300.0)).is_none());
    }
}
