//! Products of rows of 16-bit numbers: sums of 32 bits that are the same in whatever order they are made.
//!
//! The widest registers that the processor has are found when the program runs; without any of them plain loops give
//! the same sums.

use pulp::Arch;

/// For each row of `size` numbers its products with each line of weights: `out` has one number for each pair, the lines
/// of a row together.
pub(crate) fn products(lines: &[i16], rows: &[i16], size: usize, out: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if let (0, Some(simd)) = (size % wide::STEP, pulp::x86::V3::try_new()) {
        return simd.vectorize(wide::Products { simd, lines, rows, size, out });
    }
    Arch::new().dispatch(
        #[inline(always)]
        || plain(lines, rows, size, out),
    );
}

#[inline(always)]
fn plain(lines: &[i16], rows: &[i16], size: usize, out: &mut [i32]) {
    let width = lines.len() / size;
    for (row, out) in rows.chunks_exact(size).zip(out.chunks_exact_mut(width)) {
        out.iter_mut().zip(lines.chunks_exact(size)).for_each(|(out, line)| *out = dot(line, row));
    }
}

#[inline(always)]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).fold(0i32, |sum, (a, b)| sum.wrapping_add(i32::from(*a) * i32::from(*b)))
}

#[cfg(target_arch = "x86_64")]
mod wide {
    //! With registers of 256 bits: pairs of products are summed by one instruction.

    use pulp::{NullaryFnOnce, cast, x86::V3};
    use std::arch::x86_64::__m256i;

    /// Numbers that are taken at once; rows of any other size go through the plain loops.
    pub(super) const STEP: usize = 16;
    /// Rows, and lines, that are held in registers at once.
    const ROWS: usize = 4;
    const LINES: usize = 2;

    pub(super) struct Products<'a> {
        pub(super) simd: V3,
        pub(super) lines: &'a [i16],
        pub(super) rows: &'a [i16],
        pub(super) size: usize,
        pub(super) out: &'a mut [i32],
    }

    impl NullaryFnOnce for Products<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let Products { simd, lines, rows, size, out } = self;
            let width = lines.len() / size;
            let (rows, _) = rows.as_chunks::<STEP>();
            let (lines, _) = lines.as_chunks::<STEP>();
            let steps = size / STEP;
            let blocks = rows.chunks(ROWS * steps).zip(out.chunks_mut(ROWS * width));
            for (rows, out) in blocks {
                if rows.len() == ROWS * steps {
                    block::<ROWS>(simd, lines, rows, steps, out);
                } else {
                    let single = rows.chunks_exact(steps).zip(out.chunks_exact_mut(width));
                    single.for_each(
                        #[inline(always)]
                        |(row, out)| block::<1>(simd, lines, row, steps, out),
                    );
                }
            }
        }
    }

    /// Some rows with all lines.
    #[inline(always)]
    fn block<const R: usize>(simd: V3, lines: &[[i16; STEP]], rows: &[[i16; STEP]], steps: usize, out: &mut [i32]) {
        let width = out.len() / R;
        let rows: [&[[i16; STEP]]; R] = std::array::from_fn(
            #[inline(always)]
            |row| &rows[row * steps..(row + 1) * steps],
        );
        let pairs = lines.chunks_exact(LINES * steps);
        let rest = pairs.remainder();
        for (nth, pair) in pairs.enumerate() {
            let (first, second) = pair.split_at(steps);
            let sums = sums::<R, LINES>(simd, [first, second], rows);
            store(simd, sums, width, nth * LINES, out);
        }
        if !rest.is_empty() {
            store(simd, sums::<R, 1>(simd, [rest], rows), width, width - 1, out);
        }
    }

    #[inline(always)]
    fn sums<const R: usize, const L: usize>(
        simd: V3,
        lines: [&[[i16; STEP]]; L],
        rows: [&[[i16; STEP]]; R],
    ) -> [[__m256i; R]; L] {
        let steps = lines[0].len();
        let lines = lines.map(
            #[inline(always)]
            |line| &line[..steps],
        );
        let rows = rows.map(
            #[inline(always)]
            |row| &row[..steps],
        );
        let mut sums = [[simd.avx._mm256_setzero_si256(); R]; L];
        for step in 0..steps {
            for line in 0..L {
                let weights = cast(lines[line][step]);
                for row in 0..R {
                    let products = simd.avx2._mm256_madd_epi16(weights, cast(rows[row][step]));
                    sums[line][row] = simd.avx2._mm256_add_epi32(sums[line][row], products);
                }
            }
        }
        sums
    }

    #[inline(always)]
    fn store<const R: usize, const L: usize>(
        simd: V3,
        sums: [[__m256i; R]; L],
        width: usize,
        first: usize,
        out: &mut [i32],
    ) {
        for (line, sums) in sums.into_iter().enumerate() {
            for (row, sum) in total(simd, sums).into_iter().enumerate() {
                out[row * width + first + line] = sum;
            }
        }
    }

    /// The sums of the eight numbers in each register.
    #[inline(always)]
    fn total<const R: usize>(simd: V3, sums: [__m256i; R]) -> [i32; R] {
        let at = |row: usize| sums[row.min(R - 1)];
        let left = simd.avx2._mm256_hadd_epi32(at(0), at(1));
        let right = simd.avx2._mm256_hadd_epi32(at(2), at(3));
        let both = simd.avx2._mm256_hadd_epi32(left, right);
        let halves: [i32; 8] = cast(both);
        std::array::from_fn(
            #[inline(always)]
            |row| halves[row].wrapping_add(halves[row + 4]),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_plain_loops_agree() {
        let numbers = |count: usize, times: i32| -> Vec<i16> {
            (0..count as i32).map(|at| (at * times % 30_011 - 15_000) as i16).collect()
        };
        for (size, lines, rows) in [(16, 1, 1), (32, 5, 3), (96, 7, 9), (288, 4, 6), (5, 3, 2)] {
            let (weights, input) = (numbers(size * lines, 7_919), numbers(size * rows, 104_729));
            let (mut fast, mut slow) = (vec![0; lines * rows], vec![0; lines * rows]);
            products(&weights, &input, size, &mut fast);
            plain(&weights, &input, size, &mut slow);
            assert_eq!(fast, slow, "{size} {lines} {rows}");
        }
    }
}
