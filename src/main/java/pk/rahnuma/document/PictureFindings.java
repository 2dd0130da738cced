package pk.rahnuma.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Properties of a picture, measured at the size of a phone's screen.
///
/// @param width in pixels, as it was sent
/// @param deviation standard deviation of its brightness (0 to 127): a blank picture has nearly none
/// @param sharpness variance of the Laplacian of its brightness: a blurred picture has little
/// @param fingerprint similar for pictures that look alike, whatever their size and compression
public record PictureFindings(
        int width, int height, double deviation, double sharpness, PictureFingerprint fingerprint) {

    /// Minimum of the longer side in pixels: the oldest phones in use send 640 × 480, Telegram sends 1280 on the longer
    /// side.
    static final int MIN_LONGER_SIDE_PIXELS = 600;

    static final int MIN_SHORTER_SIDE_PIXELS = 350;

    /// Measured on photos of text (PictureFindingsTest): a sheet with a single faint line has more than 10, a dark or
    /// white picture with the noise of a camera less than 5.
    static final double MIN_DEVIATION = 8;

    static final double MIN_SHARPNESS = 40;

    /// Measures a picture.
    ///
    /// @param width in pixels, as it was sent
    /// @param seen the picture at the size of the inspection
    static PictureFindings fromImage(int width, int height, BufferedImage seen) {
        int[][] grey = toGrey(seen);
        return new PictureFindings(
                width, height, measureDeviation(grey), measureSharpness(grey), PictureFingerprint.fromBrightness(grey));
    }

    /// Brightness by row and column, 0 to 255 (ITU-R BT.601).
    private static int[][] toGrey(BufferedImage image) {
        int[][] grey = new int[image.getHeight()][image.getWidth()];
        for (int y = 0; y < grey.length; y++) {
            for (int x = 0; x < grey[y].length; x++) {
                int rgb = image.getRGB(x, y);
                grey[y][x] = (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff)) / 1000;
            }
        }
        return grey;
    }

    private static double measureDeviation(int[][] grey) {
        RunningDeviation spread = new RunningDeviation();
        for (int[] row : grey) {
            for (int value : row) {
                spread.addValue(value);
            }
        }
        return Math.sqrt(spread.variance());
    }

    private static double measureSharpness(int[][] grey) {
        RunningDeviation spread = new RunningDeviation();
        for (int y = 1; y < grey.length - 1; y++) {
            for (int x = 1; x < grey[y].length - 1; x++) {
                spread.addValue(grey[y - 1][x] + grey[y + 1][x] + grey[y][x - 1] + grey[y][x + 1] - 4 * grey[y][x]);
            }
        }
        return spread.variance();
    }

    private static final class RunningDeviation {
        private long count;
        private long sum;
        private long squares;

        void addValue(int value) {
            count++;
            sum += value;
            squares += (long) value * value;
        }

        double variance() {
            double mean = count == 0 ? 0 : sum / (double) count;
            return count == 0 ? 0 : squares / (double) count - mean * mean;
        }
    }

    /// Flaw that makes it useless as a photo of a paper, as a code of the field type `file`; null when there is none.
    public String flawCode() {
        if (Math.max(width, height) < MIN_LONGER_SIDE_PIXELS || Math.min(width, height) < MIN_SHORTER_SIDE_PIXELS) {
            return "picture_small";
        }
        if (deviation < MIN_DEVIATION) {
            return "picture_blank";
        }
        return sharpness < MIN_SHARPNESS ? "picture_blurred" : null;
    }

    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static PictureFindings fromBytes(byte[] bytes) {
        try {
            return readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(width);
        out.writeInt(height);
        out.writeDouble(deviation);
        out.writeDouble(sharpness);
        fingerprint.writeTo(out);
    }

    static PictureFindings readFrom(DataInput in) throws IOException {
        return new PictureFindings(
                in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), PictureFingerprint.readFrom(in));
    }
}
