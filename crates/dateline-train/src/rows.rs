//! Numbers to learn, in rows, and the arithmetic over them. Sums have a fixed order: training gives the same numbers
//! every time.

/// Numbers to learn in rows, with Adam's moments; only rows that were touched are updated.
pub(crate) struct Rows {
    width: usize,
    pub(crate) values: Vec<f32>,
    slopes: Vec<f32>,
    moments: Vec<[f32; 2]>,
    touched: Vec<u32>,
    marks: Vec<bool>,
}

impl Rows {
    /// `start` gives the numbers to begin with.
    pub(crate) fn new(count: usize, width: usize, mut start: impl FnMut() -> f32) -> Self {
        Rows {
            width,
            values: (0..count * width).map(|_| start()).collect(),
            slopes: vec![0.0; count * width],
            moments: vec![[0.0; 2]; count * width],
            touched: Vec::new(),
            marks: vec![false; count],
        }
    }

    /// A row.
    #[inline]
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }

    /// The slopes of a row, to be added to.
    #[inline]
    pub(crate) fn slope(&mut self, at: usize) -> &mut [f32] {
        if !self.marks[at] {
            self.marks[at] = true;
            self.touched.push(at as u32);
        }
        &mut self.slopes[at * self.width..(at + 1) * self.width]
    }

    /// Moves the rows that were touched against their slopes.
    pub(crate) fn update(&mut self, rate: f32) {
        for at in std::mem::take(&mut self.touched) {
            let at = at as usize;
            self.marks[at] = false;
            let range = at * self.width..(at + 1) * self.width;
            let (values, slopes) = (&mut self.values[range.clone()], &mut self.slopes[range.clone()]);
            for ((value, slope), moment) in values.iter_mut().zip(slopes).zip(&mut self.moments[range]) {
                moment[0] = 0.9 * moment[0] + 0.1 * *slope;
                moment[1] = 0.998 * moment[1] + 0.002 * *slope * *slope;
                *value -= rate * moment[0] / (moment[1].sqrt() + 1e-6);
                *slope = 0.0;
            }
        }
    }
}

/// Adds one row to another.
#[inline]
pub(crate) fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// Adds a multiple of one row to another.
#[inline]
pub(crate) fn axpy(to: &mut [f32], from: &[f32], times: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += times * from);
}
