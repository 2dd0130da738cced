package load;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Generates photos of documents that pass the checks of legibility and differ from each other.
final class PhotoGenerator {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private static final byte[][] SAMPLE_PHOTOS = {photo(1), photo(2), photo(3), photo(4), photo(5)};

    private PhotoGenerator() {}

    /// Returns a photo.
    ///
    /// @param place of the photo in its conversation: consecutive ones differ
    static byte[] photoAt(long place) {
        return SAMPLE_PHOTOS[Math.floorMod(place, SAMPLE_PHOTOS.length)];
    }

    private static byte[] photo(int seed) {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        int[] lengths = random.ints(HEIGHT, WIDTH / 8, WIDTH).toArray();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean ink = y % 24 < 9 && x < lengths[y / 24] && x * (y / 24 + seed) % 17 > 6;
                image.setRGB(x, y, ink ? 0x223322 : 0xD8E6DC);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
