package pk.rahnuma.document;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Fingerprint to find pictures that look alike: 256 bits in four words; each is set when one part of the picture is
/// darker than its right neighbour (a "difference hash"). It does not depend on size, brightness or compression, and
/// little on noise.
public record PictureFingerprint(long a, long b, long c, long d) {

    /// Maximum differing bits of two copies of one picture; different pictures differ in about half of all.
    static final int MAX_DIFFERENT_BITS = 12;

    private static final int GRID_SIDE = 16;
    /// Steps of brightness that count as equal, so that a plain surface has no difference.
    private static final int NOISE_TOLERANCE = 2;

    /// Computes the fingerprint.
    ///
    /// @param grey brightness by row and column
    static PictureFingerprint fromBrightness(int[][] grey) {
        long[] words = new long[4];
        for (int row = 0; row < GRID_SIDE; row++) {
            for (int column = 0; column < GRID_SIDE; column++) {
                boolean darker =
                        meanBrightness(grey, row, column) + NOISE_TOLERANCE < meanBrightness(grey, row, column + 1);
                int bit = row * GRID_SIDE + column;
                words[bit / Long.SIZE] |= darker ? 1L << bit : 0;
            }
        }
        return new PictureFingerprint(words[0], words[1], words[2], words[3]);
    }

    /// Mean brightness of a cell of 16 rows by 17 columns.
    private static int meanBrightness(int[][] grey, int row, int column) {
        int height = grey.length;
        int width = grey[0].length;
        int top = row * height / GRID_SIDE;
        int bottom = Math.max(top + 1, (row + 1) * height / GRID_SIDE);
        int left = column * width / (GRID_SIDE + 1);
        int right = Math.max(left + 1, (column + 1) * width / (GRID_SIDE + 1));
        long sum = 0;
        for (int y = top; y < bottom && y < height; y++) {
            for (int x = left; x < right && x < width; x++) {
                sum += grey[y][x];
            }
        }
        return (int) (sum / ((long) (bottom - top) * (right - left)));
    }

    public boolean isSimilarTo(PictureFingerprint other) {
        return Long.bitCount(a ^ other.a)
                        + Long.bitCount(b ^ other.b)
                        + Long.bitCount(c ^ other.c)
                        + Long.bitCount(d ^ other.d)
                <= MAX_DIFFERENT_BITS;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(a);
        out.writeLong(b);
        out.writeLong(c);
        out.writeLong(d);
    }

    static PictureFingerprint readFrom(DataInput in) throws IOException {
        return new PictureFingerprint(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
