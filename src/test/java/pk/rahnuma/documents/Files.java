package pk.rahnuma.documents;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/// Files as people send them, for tests.
public final class Files {

    private Files() {}

    public static byte[] jpeg() {
        return picture("jpg", 64, 40, 1);
    }

    public static byte[] png() {
        return picture("png", 64, 40, 1);
    }

    /// About so many bytes.
    public static byte[] pngOf(int bytes) {
        int side = (int) Math.sqrt(bytes / 3.0);
        return picture("png", side, side, 1);
    }

    /// Others for other seeds.
    public static byte[] picture(String format, int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] pdf() {
        return pdf("");
    }

    public static byte[] lockedPdf() {
        return pdf("/Encrypt 5 0 R ");
    }

    /// @param more in the trailer
    static byte[] pdf(String more) {
        return ascii("""
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj
                4 0 obj << /Length 30 >>
                stream
                (/Encrypt 5 0 R) Tj  /Encrypt<<
                endstream endobj
                xref
                0 1
                trailer << /Root 1 0 R %s/EncryptMetadata true >>
                startxref
                9
                %%%%EOF
                """.formatted(more));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The first part of a file, as a broken upload leaves it.
    public static byte[] cut(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }
}
